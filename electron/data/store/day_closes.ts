// Closed days of the branch: of one day the newest closing counts, at whichever device it was.
import type { Day, Instant } from '#shared/base/month.ts';
import { type EventPayload, HEARD_DEVICES } from '#shared/model/event.ts';
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

export type GiftCounted = {
  readonly day: Day;
  readonly expected: number;
  readonly counted: number;
  readonly approvedBy: string;
};

/** What was counted of a gift, by the last closing of each day, the newest day first. */
export const countsOfGift = (ledger: ReadableDB, gift: string): readonly GiftCounted[] =>
  ledger.all<GiftCounted>(sql`
    select json_extract(payload, '$.closes') as day,
      json_extract(gifts.value, '$.expected') as expected,
      json_extract(gifts.value, '$.counted') as counted,
      json_extract(payload, '$.approvedBy') as approvedBy
    from (
      select payload, row_number() over (
        partition by json_extract(payload, '$.closes') order by id desc) as newest
      from (
        select id, payload from event where kind = 'day.closed'
        union all
        select id, payload from told_event where kind = 'day.closed')) as closing,
      json_each(closing.payload, '$.gifts') as gifts
    where closing.newest = 1 and json_extract(gifts.value, '$.gift') = ${gift}
    order by day desc`);

/** What the last closing of each day said, both days included. */
export const closedDays = (
  ledger: ReadableDB,
  from: Day,
  to: Day,
): ReadonlyMap<Day, Pick<DayClose, 'visits' | 'prepaid' | 'claimed'>> =>
  new Map(
    ledger
      .all<{ day: Day } & Pick<DayClose, 'visits' | 'prepaid' | 'claimed'>>(sql`
        select day, json_extract(payload, '$.visits') as visits,
          json_extract(payload, '$.prepaid') as prepaid, json_extract(payload, '$.claimed') as claimed
        from (
          select day, payload, row_number() over (partition by day order by id desc) as newest
          from (
            select id, json_extract(payload, '$.closes') as day, payload from event
            where kind = 'day.closed' and json_extract(payload, '$.closes') between ${from} and ${to}
            union all
            select id, json_extract(payload, '$.closes'), payload from told_event
            where kind = 'day.closed' and json_extract(payload, '$.closes') between ${from} and ${to}))
        where newest = 1`)
      .map(({ day, ...said }) => [day, said]),
  );

/** By device, up to which of its entries this ledger knows what it recorded: what the figures of a day are made of. */
export const heardThrough = (ledger: ReadableDB, own: string): NonNullable<DayClose['heard']> =>
  ledger.all<{ device: string; through: number }>(sql`
    select device, max(through) as through
    from (
      select ${own} as device, coalesce(max(sequence), 0) as through from event
      union all
      select device, max(sequence) from told_event group by device)
    group by device order by through desc limit ${HEARD_DEVICES}`);
