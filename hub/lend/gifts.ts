// Lends the gifts of a branch to its devices, anew with every question: never more pieces than there are.
import { addDays, DAY_MS, dayOfInstant } from '#shared/base/month.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { ToldShares } from '#shared/wire/told.ts';
import { readGifts } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import {
  lockLending,
  readGiven,
  readLendingDevices,
  readShares,
  releaseLending,
  writeLending,
  writeShare,
} from '#hub/db/gift_share.ts';
import {
  type Holder,
  type Lending,
  lendTo,
  NO_SHARE,
  type Question,
  reserveOf,
} from './share_out.ts';

/** The use of so many days tells who needs how much. */
const RECENT_DAYS = 28;
/** A device that was not heard of for longer keeps what it holds and is lent no more. */
const AT_WORK_MS = 7 * DAY_MS;

export type GiftHolder = Holder & {
  readonly name: string;
  readonly heardAt: number | null;
  readonly lending: Lending | null;
};

export type LentGift = { readonly gift: Gift; readonly holders: readonly GiftHolder[] };

/** All gifts of a branch, with each device that it ever had. */
export async function readLentGifts(
  db: Database,
  branch: string,
  now: number,
): Promise<readonly LentGift[]> {
  const since = addDays(dayOfInstant(now, 'UTC'), -RECENT_DAYS);
  const given = new Map(
    (await readGiven(db, branch, since)).map((row) => [key(row.device, row.gift), row]),
  );
  const shares = new Map(
    (await readShares(db, branch)).map((row) => [key(row.device, row.gift), row]),
  );
  const devices = await readLendingDevices(db, branch);
  return (await readGifts(db, branch)).map((gift) => ({
    gift,
    holders: devices.map(({ id, name, released, heard_at: heardAt, series, edition }) => {
      const drawn = given.get(key(id, gift.id));
      const { granted, held, lost, rests } = shares.get(key(id, gift.id)) ?? NO_SHARE;
      return {
        device: id,
        name,
        heardAt,
        lending: series === null || edition === null ? null : { series, edition },
        granted,
        held,
        lost,
        rests,
        drawn: drawn?.count ?? 0,
        recent: drawn?.recent ?? 0,
        isAtWork: heardAt !== null && heardAt > now - AT_WORK_MS,
        isReleased: released,
      };
    }),
  }));
}

const key = (device: string, gift: string): string => `${device} ${gift}`;

/**
 * Takes in what the device says it holds, and tells what it may give from now on.
 * @returns null where the branch has no gifts, and for a ledger that does not know yet that it was put back
 */
export function lendGifts(
  db: Database,
  { id: device, branch }: { readonly id: string; readonly branch: string },
  question: Question,
  now: number,
): Promise<ToldShares | null> {
  return db.transaction(async (tx) => {
    await lockLending(tx, branch);
    const all = await readLentGifts(tx, branch, now);
    const asking = all[0]?.holders.find((holder) => holder.device === device);
    if (asking === undefined) return null;
    const before = asking.lending;
    const lending = before ?? { series: question.series, edition: 0 };
    if (question.series < lending.series) return null;
    const shares = all.map(({ gift, holders }) => {
      const own = holders.find((holder) => holder.device === device);
      if (own === undefined) throw new Error(`${device} is not of ${branch}`);
      const { share, isNew } = lendTo(device, gift, holders, lending, question);
      const hasChanged = FIELDS.some((field) => share[field] !== own[field]);
      return { gift: gift.id, share, isNew, hasChanged };
    });
    const known = question.series > lending.series ? 0 : lending.edition;
    const edition = Math.max(known, question.edition) + (shares.some(({ isNew }) => isNew) ? 1 : 0);
    if (before?.series !== question.series || before.edition !== edition || asking.isReleased) {
      await writeLending(tx, device, question.series, edition);
    }
    for (const { gift, share, hasChanged } of shares) {
      if (!hasChanged) continue;
      const { granted, held, lost, rests } = share;
      await writeShare(tx, { device, gift, granted, held, lost, rests });
    }
    return {
      series: question.series,
      edition,
      pieces: shares.map(({ gift, share }) => ({ gift, pieces: share.granted })),
    };
  });
}

const FIELDS = ['granted', 'held', 'lost', 'rests'] as const;

export type ReleaseError = { readonly type: 'unknown-device'; readonly devices: readonly string[] };

/**
 * What a device holds and has not given, as far as HQ knows, is free at once. For one that is broken or lost: what it
 * gave and did not report, and what it gives until it hears of this, was promised twice.
 * @returns pieces that came free, by gift
 */
export function releaseGifts(
  db: Database,
  options: { readonly branch: string; readonly device: string; readonly now: number },
): Promise<ReadonlyMap<string, number> | ReleaseError> {
  const { branch, device, now } = options;
  return db.transaction(async (tx) => {
    await lockLending(tx, branch);
    const devices = (await readLendingDevices(tx, branch)).map(({ id }) => id);
    if (!devices.includes(device)) return { type: 'unknown-device' as const, devices };
    const freed = new Map<string, number>();
    for (const { gift, holders } of await readLentGifts(tx, branch, now)) {
      const own = holders.find((holder) => holder.device === device);
      const pieces = own === undefined ? 0 : reserveOf(own) - own.drawn;
      if (pieces > 0) freed.set(gift.id, pieces);
    }
    await releaseLending(tx, device);
    return freed;
  });
}
