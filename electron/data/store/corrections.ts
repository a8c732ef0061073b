// The newest correction of each entry, as `standing` counts it. Kept in the transaction of the event that corrects.
import type { EventPayload } from '#shared/model/event.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { recountDrawn } from './stock.ts';

/** By ledger, since it was opened. */
const noted = new WeakMap<ReadableDB, number>();

/** Another number: what stands may be another. */
export const correctionsNoted = (ledger: ReadableDB): number => noted.get(ledger) ?? 0;

/**
 * Of two corrections of one entry the one with the greater id counts, in whatever order they come; ids begin with the
 * time. Gifts that this device gave are counted anew.
 */
export function noteCorrection(
  ledger: WritableDB,
  id: string,
  { corrects, becomes }: EventPayload<'visit.corrected'>,
): void {
  noted.set(ledger, correctionsNoted(ledger) + 1);
  const text = becomes === null ? null : JSON.stringify(becomes);
  const changed = ledger.run(sql`
    insert into correction (event, id, becomes) values (${corrects}, ${id}, ${text})
    on conflict (event) do update set id = excluded.id, becomes = excluded.becomes
    where excluded.id > correction.id`);
  if (changed > 0) recountDrawn(ledger);
}

/** A correction that a neighbour told and HQ did not believe: what is left of others of the same entry counts. */
export function takeBackCorrection(ledger: WritableDB, id: string, corrects: string): void {
  const gone = ledger.run(sql`delete from correction where event = ${corrects} and id = ${id}`);
  if (gone === 0) return;
  const others = ledger.all<{ id: string; payload: string }>(sql`
    select id, payload from event
    where kind = 'visit.corrected' and json_extract(payload, '$.corrects') = ${corrects}
    union all
    select id, payload from told_event
    where kind = 'visit.corrected' and json_extract(payload, '$.corrects') = ${corrects}`);
  for (const other of others) {
    noteCorrection(ledger, other.id, JSON.parse(other.payload) as EventPayload<'visit.corrected'>);
  }
  recountDrawn(ledger);
}

/** What a manager may correct. */
type Entry = EventPayload<'answer.recorded' | 'visit.finished' | 'walk-in.finished'>;

/** An answer or a finish as it stands, of any device of the branch; undefined: there is none, or it counts no more. */
export function standingEntry(ledger: ReadableDB, id: string): Entry | undefined {
  const row = ledger.get<{ payload: string }>(sql`
    select payload from standing
    where id = ${id} and kind in ('answer.recorded', 'visit.finished', 'walk-in.finished')
    union all
    select payload from told_standing
    where id = ${id} and kind in ('answer.recorded', 'visit.finished', 'walk-in.finished')`);
  return row && (JSON.parse(row.payload) as Entry);
}

/** A ticket of a lottery was drawn for the visit at this device. */
export const hasDraw = (ledger: ReadableDB, visit: string): boolean =>
  ledger.get(sql`
    select sequence from event where visit = ${visit} and kind = 'lottery.drawn'`) !== undefined;
