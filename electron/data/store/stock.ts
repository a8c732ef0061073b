// Gifts of the branch: what HQ allocated less what finished visits drew.
import type { Day } from '#shared/base/month.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';
import type { Gift } from '#shared/model/branch.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { readSetting } from './settings.ts';

/**
 * Of the branch, as far as this device knows: its own to the moment, the others' as HQ and they themselves told, and what it gave
 * itself in entries that a ledger that was put back lacks.
 */
export function drawnByGift(ledger: ReadableDB): ReadonlyMap<string, number> {
  const rows = ledger.all<{ gift: string; count: number }>(sql`
    select gift, sum(count) as count
    from (
      select gift, count from gift_drawn
      union all
      select gift, count from gift_drawn_elsewhere
      union all
      select json_extract(drawn.value, '$.gift'), json_extract(drawn.value, '$.count')
      from told_standing, json_each(told_standing.payload, '$.gifts') as drawn
      where told_standing.by_neighbour = 1 and told_standing.kind = 'visit.finished'
      union all
      select key, value from json_each(${readSetting(ledger, 'gifts-lost') ?? '{}'}))
    group by gift`);
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

/** What the branch gave a customer on a day, as far as this device knows, by finishes that stand. */
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
      and standing.customer = ${customer}
    union
    select json_extract(drawn.value, '$.gift') as gift
    from told_standing, json_each(told_standing.payload, '$.gifts') as drawn
    where told_standing.kind = 'visit.finished'
      and told_standing.day = ${day}
      and told_standing.customer = ${customer}`);
  return new Set(rows.map(({ gift }) => gift));
}

/** Of this device, computed from the events themselves: what `gift_drawn` must always equal. */
export function drawnFromEvents(ledger: ReadableDB): ReadonlyMap<string, number> {
  const rows = ledger.all<{ gift: string; count: number }>(sql`
    select json_extract(drawn.value, '$.gift') as gift,
      sum(json_extract(drawn.value, '$.count')) as count
    from standing, json_each(standing.payload, '$.gifts') as drawn
    where standing.kind = 'visit.finished'
    group by 1`);
  return new Map(rows.map((row) => [row.gift, row.count]));
}

/** After a correction, which may give back what was drawn. */
export function recountDrawn(ledger: WritableDB): void {
  const drawn = drawnFromEvents(ledger);
  ledger.run(sql`delete from gift_drawn`);
  drawStock(
    ledger,
    [...drawn].map(([gift, count]) => ({ gift, count })),
  );
}
