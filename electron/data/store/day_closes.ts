// Closed days of the branch: of one day the newest closing counts, at whichever device it was.
import type { Day, Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type DayClose = EventPayload<'day.closed'> & {
  readonly at: Instant;
  /** How often the day was closed: this one is the last. */
  readonly times: number;
};

type Row = { readonly at: Instant; readonly payload: string; readonly times: number };

export function readDayClose(ledger: ReadableDB, day: Day): DayClose | null {
  const row = ledger.get<Row>(sql`
    select at, payload, count(*) over () as times
    from (
      select id, at, payload from event
      where kind = 'day.closed' and json_extract(payload, '$.closes') = ${day}
      union all
      select id, at, payload from told_event
      where kind = 'day.closed' and json_extract(payload, '$.closes') = ${day})
    order by id desc limit 1`);
  return row === undefined
    ? null
    : { ...(JSON.parse(row.payload) as EventPayload<'day.closed'>), at: row.at, times: row.times };
}

export const closedDays = (ledger: ReadableDB, from: Day, to: Day): ReadonlySet<Day> =>
  new Set(
    ledger
      .all<{ day: Day }>(sql`
        select json_extract(payload, '$.closes') as day from event
        where kind = 'day.closed' and json_extract(payload, '$.closes') between ${from} and ${to}
        union
        select json_extract(payload, '$.closes') from told_event
        where kind = 'day.closed' and json_extract(payload, '$.closes') between ${from} and ${to}`)
      .map(({ day }) => day),
  );
