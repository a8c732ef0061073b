// What happened on one business day: the entries that stand, in order.
import type { Day, Instant } from '#shared/base/month.ts';
import type { EventKind, EventPayload } from '#shared/model/event.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type ReportKind = Extract<
  EventKind,
  'visit.started' | 'visit.changed' | 'answer.recorded' | 'visit.finished'
>;

/** A walk-in's has no customer: HQ may find one by the phone. */
type WithWalkIns<P> = { readonly [M in keyof P]: M extends 'customer' ? number | null : P[M] };

export type ReportRow = {
  readonly [K in ReportKind]: {
    readonly kind: K;
    readonly at: Instant;
    readonly staff: string;
    readonly payload: WithWalkIns<EventPayload<K>>;
  };
}[ReportKind];

type Row = {
  readonly kind: string;
  readonly at: number;
  readonly staff: string;
  readonly payload: string;
};

/** Rows were checked when they were written. A walk-in's say what a visit's say, less the phone and with no gift. */
function rowToReportRow(row: Row): ReportRow {
  const payload = JSON.parse(row.payload) as Readonly<Record<string, unknown>>;
  if (!row.kind.startsWith('walk-in.')) return { ...row, payload } as unknown as ReportRow;
  const { phone: _phone, ...words } = payload;
  const kind = row.kind.replace('walk-in.', 'visit.');
  return { ...row, kind, payload: { ...words, customer: null, gifts: [] } } as unknown as ReportRow;
}

export const reportRowsOfDay = (ledger: ReadableDB, day: Day): readonly ReportRow[] =>
  ledger
    .all<Row>(
      sql`
        select kind, at, staff, payload
        from standing
        where day = ${day}
          and kind in ('visit.started', 'visit.changed', 'answer.recorded', 'visit.finished',
            'walk-in.started', 'walk-in.changed', 'walk-in.finished')
        order by sequence`,
    )
    .map(rowToReportRow);

/** Newest first. Jumps from day to day in the index instead of reading every event. */
export const daysWithEvents = (ledger: ReadableDB, limit: number): readonly Day[] =>
  ledger
    .all<{ day: Day }>(
      sql`
        with recursive days (day) as (
          select max(day) from event
          union all
          select (select max(event.day) from event where event.day < days.day)
          from days where days.day is not null
        )
        select day from days where day is not null limit ${limit}`,
    )
    .map((row) => row.day);
