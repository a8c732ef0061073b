// What the branch's other devices recorded, for one of them, as HQ signs it.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { DAY_MS, dayOfInstant } from '#shared/base/month.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import {
  type Told,
  TOLD_DAYS,
  TOLD_EVENTS,
  TOLD_KINDS,
  toldSchema,
  type ToldShares,
} from '#shared/wire/told.ts';
import type { Database } from '#hub/db/database.ts';
import { type Asking, readGiftsElsewhere, readOtherDevices, readToldEvents } from '#hub/db/told.ts';
import type { HubSecret } from '#hub/secret.ts';

/**
 * @param shares gifts that the device is lent with it; null: none
 * @param now UTC ms
 */
export async function tellDevice(
  db: Database,
  secret: HubSecret,
  asking: Asking,
  shares: ToldShares | null,
  now: number,
): Promise<{ readonly told: Told; readonly signed: Signed }> {
  const { branch, device } = asking;
  // A day of any time zone: what is a little older does no harm.
  const from = dayOfInstant(now - TOLD_DAYS * DAY_MS, 'UTC');
  const events = await readToldEvents(db, asking, TOLD_KINDS, from, TOLD_EVENTS);
  const devices = await readOtherDevices(db, branch, device);
  const gifts = await readGiftsElsewhere(db, branch, device);
  const told: Told = toldSchema.parse({
    kind: 'told',
    protocol: PROTOCOL_VERSION,
    branch,
    device,
    at: now,
    devices: devices.map(({ id, name, heard_at: heardAt }) => ({ id, name, heardAt })),
    events,
    more: events.length === TOLD_EVENTS,
    gifts: gifts.map(({ gift, count }) => ({ gift, count })),
    shares,
  });
  const body = Buffer.from(canonicalJson(told as unknown as Json));
  const signature = secret.sign(body).toString('base64');
  return { told, signed: { body: body.toString('base64'), signature } };
}
