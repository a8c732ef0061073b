// Gifts of the branch: what HQ allocated less what finished visits drew.
import type { Day } from '#shared/base/month.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type GiftCount = { readonly gift: string; readonly count: number };

export function drawnByGift(ledger: ReadableDB): ReadonlyMap<string, number> {
  const rows = ledger.all<{ gift: string; count: number }>(sql`select gift, count from gift_drawn`);
  return new Map(rows.map((row) => [row.gift, row.count]));
}

/** Negative when HQ took back more than was left. */
export const giftsLeft = (
  gifts: readonly Gift[],
  drawn: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> =>
  new Map(gifts.map((gift) => [gift.id, gift.allocated - (drawn.get(gift.id) ?? 0)]));

/** Call in the transaction of the event that draws. */
export function drawStock(ledger: WritableDB, gifts: readonly GiftCount[]): void {
  for (const { gift, count } of gifts) {
    ledger.run(sql`
      insert into gift_drawn (gift, count) values (${gift}, ${count})
      on conflict (gift) do update set count = count + excluded.count`);
  }
}

/** Call in the transaction of the event that takes the drawing back. @throws below nothing: a bug */
export function returnStock(ledger: WritableDB, gifts: readonly GiftCount[]): void {
  for (const { gift, count } of gifts) {
    const changed = ledger.run(
      sql`update gift_drawn set count = count - ${count} where gift = ${gift}`,
    );
    if (changed === 0) throw new Error(`${gift} was never drawn`);
  }
}

/** What this device gave a customer on a day, by finishes that stand. */
export function giftsOfCustomer(
  ledger: ReadableDB,
  customer: number,
  day: Day,
): ReadonlySet<string> {
  const rows = ledger.all<{ gift: string }>(sql`
    select json_extract(drawn.value, '$.gift') as gift
    from standing, json_each(standing.payload, '$.gifts') as drawn
    where standing.kind = 'visit.finished'
      and standing.day = ${day}
      and standing.customer = ${customer}`);
  return new Set(rows.map(({ gift }) => gift));
}

/** The same figures computed from the events themselves: what `gift_drawn` must always equal. */
export function drawnFromEvents(ledger: ReadableDB): ReadonlyMap<string, number> {
  const rows = ledger.all<{ gift: string; count: number }>(sql`
    select json_extract(drawn.value, '$.gift') as gift,
      sum(json_extract(drawn.value, '$.count')) as count
    from standing, json_each(standing.payload, '$.gifts') as drawn
    where standing.kind = 'visit.finished'
    group by 1`);
  return new Map(rows.map((row) => [row.gift, row.count]));
}
