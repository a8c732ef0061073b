// What the branch's other devices recorded, for one of them, as HQ signs it.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { DAY_MS, dayOfInstant, type Instant } from '#shared/base/month.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import {
  ADDRESSES,
  type Told,
  type ToldDevice,
  TOLD_DAYS,
  TOLD_EVENTS,
  TOLD_KINDS,
  toldSchema,
  type ToldShares,
} from '#shared/wire/told.ts';
import type { Database } from '#hub/db/database.ts';
import {
  type Asking,
  type GiftRow,
  type OtherDevice,
  readGiftsElsewhere,
  readGiftsUpTo,
  readOtherDevices,
  readToldEvents,
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
  // Before the events: what comes in between is told although it lies behind `through`.
  const devices = await readOtherDevices(db, branch, device);
  const events = await readToldEvents(db, asking, TOLD_KINDS, from, TOLD_EVENTS);
  const gifts = await readGiftsElsewhere(db, branch, device);
  const told: Told = toldSchema.parse({
    kind: 'told',
    protocol: PROTOCOL_VERSION,
    branch,
    device,
    at: now,
    devices: devices.map(toToldDevice),
    events,
    more: events.length === TOLD_EVENTS,
    gifts: gifts.map(giftCount),
    shares: shares && (await withGiven(db, device, shares)),
  });
  const body = Buffer.from(canonicalJson(told as unknown as Json));
  const signature = secret.sign(body).toString('base64');
  return { told, signed: { body: body.toString('base64'), signature } };
}

const giftCount = ({ gift, count }: GiftRow) => ({ gift, count });

/** A ledger that was never put back knows what it gave. */
const withGiven = async (db: Database, device: string, shares: ToldShares): Promise<ToldShares> =>
  shares.series === 0
    ? shares
    : { ...shares, given: (await readGiftsUpTo(db, device, shares.series)).map(giftCount) };

const toToldDevice = ({ sign_key: sign, seal_key: seal, ...row }: OtherDevice): ToldDevice => ({
  id: row.id,
  name: row.name,
  heardAt: row.heard_at as Instant | null,
  through: row.through,
  series: row.series,
  keys:
    sign === null || seal === null
      ? null
      : { sign: Buffer.from(sign).toString('base64'), seal: Buffer.from(seal).toString('base64') },
  addresses: row.addresses?.split(',').slice(0, ADDRESSES) ?? [],
});
