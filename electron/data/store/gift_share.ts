// How many pieces of each gift this device may give: HQ lends them, so that two windows never promise the last one.
import type { GiftCount } from '#shared/engine/visit_line.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { ToldShares } from '#shared/wire/told.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { sequenceFloor } from './put_back.ts';
import { readSetting, writeSetting } from './settings.ts';
import { drawnByGift, giftsLeft } from './stock.ts';

export type GiftShare = {
  /** The ledger's sequence floor: it rises when the ledger was put back to an older copy. */
  readonly series: number;
  readonly edition: number;
  /** In all, with what was given already. */
  readonly pieces: ReadonlyMap<string, number>;
};

type Kept = {
  readonly series: number;
  readonly edition: number;
  readonly pieces: Readonly<Record<string, number>>;
};

/**
 * Before HQ lent any, and after the ledger was put back: what was given, and no more. Which gifts went in the lost time
 * this ledger cannot know; HQ does, and lends anew.
 */
export function readGiftShare(ledger: ReadableDB): GiftShare {
  const series = sequenceFloor(ledger);
  const text = readSetting(ledger, 'gift-share');
  // It was checked when it was told.
  const kept = text === null ? null : (JSON.parse(text) as Kept);
  if (kept?.series === series) return { ...kept, pieces: new Map(Object.entries(kept.pieces)) };
  return { series, edition: 0, pieces: drawnHere(ledger) };
}

/** Call inside a transaction. An older edition, or one of another series, changes nothing. */
export function keepGiftShare(ledger: WritableDB, { series, edition, pieces }: ToldShares): void {
  const before = readGiftShare(ledger);
  if (series !== before.series || edition <= before.edition) return;
  const drawn = drawnHere(ledger);
  const told = new Map(pieces.map((one) => [one.gift, one.pieces]));
  // What was given is given: HQ hears of it with the next question.
  const kept = [...new Set([...told.keys(), ...drawn.keys()])].map(
    (gift) => [gift, Math.max(told.get(gift) ?? 0, drawn.get(gift) ?? 0)] as const,
  );
  const doc = { series, edition, pieces: Object.fromEntries(kept) };
  writeSetting(ledger, 'gift-share', JSON.stringify(doc));
}

/**
 * What HQ has of this device up to its sequence floor, and this ledger has not. Call inside a transaction.
 * @param given as HQ told with a share of the same series
 */
export function keepGiftsLost(ledger: WritableDB, given: readonly GiftCount[]): void {
  const here = new Map(
    ledger
      .all<{ gift: string; count: number }>(sql`
        select json_extract(drawn.value, '$.gift') as gift,
          sum(json_extract(drawn.value, '$.count')) as count
        from standing, json_each(standing.payload, '$.gifts') as drawn
        where standing.kind = 'visit.finished' and standing.sequence <= ${sequenceFloor(ledger)}
        group by 1`)
      .map(({ gift, count }) => [gift, count]),
  );
  const lost = given.map(({ gift, count }) => [gift, Math.max(0, count - (here.get(gift) ?? 0))]);
  writeSetting(ledger, 'gifts-lost', JSON.stringify(Object.fromEntries(lost)));
}

/** HQ does not know this device any more and takes what it held as free: it gives nothing until it is lent anew. */
export function returnGiftShare(ledger: WritableDB): void {
  ledger.transaction(() => {
    const { series, edition, pieces } = readGiftShare(ledger);
    const drawn = drawnHere(ledger);
    if ([...pieces].every(([gift, count]) => count <= (drawn.get(gift) ?? 0))) return;
    writeSetting(
      ledger,
      'gift-share',
      JSON.stringify({ series, edition, pieces: Object.fromEntries(drawn) }),
    );
  });
}

export type GiftCounts = {
  /** What the branch has, as far as this device knows; never negative. */
  readonly left: number;
  /** What of it this device may give. */
  readonly here: number;
};

/** By gift of the branch. */
export function giftCounts(
  ledger: ReadableDB,
  gifts: readonly Gift[],
): ReadonlyMap<string, GiftCounts> {
  const branch = giftsLeft(gifts, drawnByGift(ledger));
  const { pieces } = readGiftShare(ledger);
  const drawn = drawnHere(ledger);
  return new Map(
    gifts.map(({ id }) => {
      const left = Math.max(0, branch.get(id) ?? 0);
      const lent = Math.max(0, (pieces.get(id) ?? 0) - (drawn.get(id) ?? 0));
      return [id, { left, here: Math.min(left, lent) }];
    }),
  );
}

const drawnHere = (ledger: ReadableDB): ReadonlyMap<string, number> =>
  new Map(
    ledger
      .all<{ gift: string; count: number }>(sql`select gift, count from gift_drawn`)
      .map(({ gift, count }) => [gift, count]),
  );
