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
import { readUnbroken } from '#hub/db/device_report.ts';
import {
  type Asking,
  type GiftRow,
  readGiftsElsewhere,
  readGiftsUpTo,
  readOtherDevices,
  readToldEvents,
  type ToldRow,
} from '#hub/db/told.ts';
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
  const found = await readToldEvents(db, asking, TOLD_KINDS, from, TOLD_EVENTS);
  const events = await withoutGap(db, asking, found);
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
    more: found.length === TOLD_EVENTS,
    gifts: gifts.map(giftCount),
    shares: shares && (await withGiven(db, device, shares)),
  });
  const body = Buffer.from(canonicalJson(told as unknown as Json));
  const signature = secret.sign(body).toString('base64');
  return { told, signed: { body: body.toString('base64'), signature } };
}

/**
 * Who was told of an event never asks for those before it. So what comes behind events that are still to come (HQ was
 * put back, and a stick was quicker than the line) waits for them.
 */
async function withoutGap(
  db: Database,
  { after }: Asking,
  found: readonly ToldRow[],
): Promise<readonly ToldRow[]> {
  const through = new Map<string, number>();
  for (const { device } of found) {
    if (through.has(device)) continue;
    through.set(device, await readUnbroken(db, device, after.get(device) ?? 0));
  }
  return found.filter(({ device, sequence }) => sequence <= (through.get(device) ?? 0));
}

const giftCount = ({ gift, count }: GiftRow) => ({ gift, count });

/** A ledger that was never put back knows what it gave. */
const withGiven = async (db: Database, device: string, shares: ToldShares): Promise<ToldShares> =>
  shares.series === 0
    ? shares
    : { ...shares, given: (await readGiftsUpTo(db, device, shares.series)).map(giftCount) };
