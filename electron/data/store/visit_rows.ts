// One row a visit of the branch, for lists and sums: follows the events, and can be made of them anew at any time.
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import {
  foldLine,
  type FoldHelp,
  type LineEvent,
  type VisitLine,
} from '#shared/engine/visit_line.ts';
import { readSetting, writeSetting } from './settings.ts';

/** A line, and of its newest entry, also one that was taken back since, but for corrections. */
export type VisitRow = VisitLine & {
  /** When this device learned of it. */
  readonly knownAt: Instant;
  /** Its number at its device. */
  readonly through: number;
};

/** So many events at once: the clerk's next answer never waits for more. */
const STEP = 2_000;

/** Brings the rows up to all events that are here. Costs what is new. */
export function followEvents(ledger: WritableDB, help: FoldHelp): void {
  while (followStep(ledger, help));
}

/** @returns false when nothing was left to do */
function followStep(ledger: WritableDB, help: FoldHelp): boolean {
  const own = Number(readSetting(ledger, 'visit-rows-own') ?? 0);
  const told = Number(readSetting(ledger, 'visit-rows-told') ?? 0);
  const next = ledger.get<{ own: number | null; told: number | null }>(sql`
    select
      (select max(sequence) from event where sequence > ${own} and sequence <= ${own + STEP}) as own,
      (select max(arrival) from (
        select arrival from told_event where arrival > ${told} order by arrival limit ${STEP})) as told`);
  const ownTo = next?.own ?? own;
  const toldTo = next?.told ?? told;
  const stale = ledger.get(sql`select visit from stale_visit limit 1`) !== undefined;
  if (ownTo === own && toldTo === told && !stale) return false;
  const visits = ledger.all<{ visit: string }>(sql`
    select visit from event where sequence > ${own} and sequence <= ${ownTo} and visit <> ''
    union
    select visit from told_event where arrival > ${told} and arrival <= ${toldTo} and visit <> ''
    union
    select visit from (select visit from stale_visit limit ${STEP})`);
  for (const kept of keptDays.get(ledger) ?? [])
    for (const { visit } of visits) kept.changed.add(visit);
  ledger.transaction(() => {
    for (const { visit } of visits) {
      writeRow(ledger, visit, help);
      if (stale) ledger.run(sql`delete from stale_visit where visit = ${visit}`);
    }
    writeSetting(ledger, 'visit-rows-own', String(ownTo));
    writeSetting(ledger, 'visit-rows-told', String(toldTo));
  });
  return true;
}

type EventRow = {
  readonly kind: string;
  readonly id: string;
  readonly device: string;
  readonly at: number;
  readonly day: string;
  readonly staff: string;
  readonly payload: string;
  readonly sequence: number;
};

/** Rows were checked when they were written. A walk-in's say what a visit's say, less the phone and with no gift. */
function rowToEvent({ payload: text, sequence: _number, ...row }: EventRow): LineEvent {
  const payload = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (!row.kind.startsWith('walk-in.')) return { ...row, payload } as unknown as LineEvent;
  const { phone: _phone, ...words } = payload;
  const kind = row.kind.replace('walk-in.', 'visit.');
  return { ...row, kind, payload: { ...words, customer: null, gifts: [] } } as unknown as LineEvent;
}

/** Kinds of what is recorded while somebody is served. */
const WORK = sql`'visit.started', 'visit.changed', 'visit.dropped', 'answer.recorded', 'visit.finished',
  'walk-in.started', 'walk-in.changed', 'walk-in.finished'`;

function writeRow(ledger: WritableDB, visit: string, help: FoldHelp): void {
  const rows = ledger.all<EventRow>(sql`
    select kind, id, device, sequence, at, day, staff, payload
    from event
    where visit = ${visit}
      and kind in (${WORK}, 'visit.corrected')
      and not exists (
        select 1 from event as undo where undo.undoes = event.id and undo.device = event.device)
    union all
    select kind, id, device, sequence, at, day, staff, payload
    from told_event
    where visit = ${visit}
      and kind in (${WORK}, 'visit.corrected')
      and not exists (
        select 1 from told_event as undo
        where undo.undoes = told_event.id and undo.device = told_event.device)
    order by device, sequence`);
  const line = foldLine(rows.map(rowToEvent), help);
  if (line === undefined) {
    ledger.run(sql`delete from visit_row where visit = ${visit}`);
    return;
  }
  const newest = newestEntry(ledger, visit);
  const said = line.answers.filter(({ answer }) => answer !== 'not-said');
  const selling = said.filter(({ isCare }) => !isCare);
  const { claim, finish, answers, gifts, corrections, asked, exception, matter } = line;
  const doc = JSON.stringify({
    laterIntended: line.laterIntended,
    offer: claim?.offer ?? null,
    finish,
    answers,
    gifts,
    corrections,
    asked,
    exception,
    matter,
    through: newest.through,
  });
  ledger.run(sql`
    insert or replace into visit_row (visit, device, day, at, ended, staff, starter, customer, purpose,
      state, intended, prepaid, claimed, said, accepted, care, gifts,
      known_at, doc)
    values (${visit}, ${line.device}, ${line.day}, ${line.at}, ${line.ended}, ${line.staff},
      ${line.starter}, ${line.customer}, ${line.purpose}, ${line.state}, ${line.intended},
      ${line.prepaid}, ${claim?.amount ?? null}, ${selling.length},
      ${selling.filter(({ answer }) => answer === 'accepted').length}, ${said.length - selling.length}, ${gifts.length},
      ${newest.knownAt}, ${doc})`);
}

/** What was taken back is part of it: it counted, and does no more. */
const newestEntry = (ledger: ReadableDB, visit: string): Pick<VisitRow, 'knownAt' | 'through'> =>
  ledger.get<Pick<VisitRow, 'knownAt' | 'through'>>(sql`
    select coalesce(max(known_at), 0) as knownAt, coalesce(max(sequence), 0) as through
    from (
      select at as known_at, sequence from event
      where visit = ${visit}
        and kind in (${WORK}, 'event.undone')
      union all
      select told_at, sequence from told_event
      where visit = ${visit}
        and kind in (${WORK}, 'event.undone'))`) ?? {
    knownAt: 0 as Instant,
    through: 0,
  };

type InDoc =
  | 'laterIntended'
  | 'finish'
  | 'answers'
  | 'gifts'
  | 'corrections'
  | 'asked'
  | 'exception'
  | 'matter';

type Doc = Pick<VisitLine, InDoc> & Pick<VisitRow, 'through'> & { readonly offer: string | null };

type Row = Omit<VisitLine, 'claim' | InDoc> & {
  readonly claimed: Fen | null;
  readonly knownAt: Instant;
  readonly doc: string;
};

/** Named one by one: copied by `...` a busy day takes three times as long to read (docs/gotchas.md). */
function rowToVisit(row: Row): VisitRow {
  const more = JSON.parse(row.doc) as Doc;
  return {
    visit: row.visit,
    device: row.device,
    day: row.day,
    at: row.at,
    ended: row.ended,
    staff: row.staff,
    starter: row.starter,
    customer: row.customer,
    purpose: row.purpose,
    state: row.state,
    intended: row.intended,
    laterIntended: more.laterIntended,
    prepaid: row.prepaid,
    claim:
      row.claimed === null || more.offer === null
        ? null
        : { offer: more.offer, amount: row.claimed },
    finish: more.finish,
    answers: more.answers,
    gifts: more.gifts,
    corrections: more.corrections,
    asked: more.asked,
    exception: more.exception,
    matter: more.matter ?? null,
    knownAt: row.knownAt,
    through: more.through,
  };
}

/** A day that was looked at, as it was read: to read one again costs more than all that is reckoned from it. */
type KeptDay = {
  readonly day: Day;
  rows: readonly VisitRow[];
  /** Visits that were written since. */
  readonly changed: Set<string>;
};

/** Today, the day that is shown, the one before it and one more; a busy day takes some 3 MB. */
const DAYS_KEPT = 4;

/** The one that was looked at last stands first. */
const keptDays = new WeakMap<ReadableDB, readonly KeptDay[]>();

/** The oldest first. Call `followEvents` before. */
export function visitsOfDay(ledger: ReadableDB, day: Day): readonly VisitRow[] {
  const all = keptDays.get(ledger) ?? [];
  const kept = all.find((one) => one.day === day) ?? {
    day,
    rows: visitsBetween(ledger, day, day),
    changed: new Set<string>(),
  };
  keptDays.set(ledger, daysToKeep(kept, all));
  if (kept.changed.size > 0) {
    const anew = [...kept.changed].flatMap((visit) => readVisitRow(ledger, visit as Uuid) ?? []);
    kept.rows = [
      ...kept.rows.filter(({ visit }) => !kept.changed.has(visit)),
      ...anew.filter((row) => row.day === day),
    ].toSorted(inOrderOfDay);
    kept.changed.clear();
  }
  return kept.rows;
}

/** Those that were looked at last, and the newest in any case: whoever walks back through the days comes back to it. */
function daysToKeep(looked: KeptDay, before: readonly KeptDay[]): readonly KeptDay[] {
  const all = [looked, ...before.filter((one) => one !== looked)];
  const newest = all.reduce((found, one) => (one.day > found.day ? one : found));
  const others = all.filter((one) => one !== newest).slice(0, DAYS_KEPT - 1);
  return looked === newest ? [newest, ...others] : [...others, newest];
}

const inOrderOfDay = compareBy<VisitRow>(
  (a, b) => compareNumber(a.at, b.at),
  (a, b) => compareText(a.visit, b.visit),
);

/** Both days included. */
export const visitsBetween = (ledger: ReadableDB, from: Day, to: Day): readonly VisitRow[] =>
  ledger
    .all<Row>(sql`
      select visit, device, day, at, ended, staff, starter, customer, purpose, state, intended,
        prepaid, claimed, known_at as knownAt, doc
      from visit_row where day between ${from} and ${to} order by day, at, visit`)
    .map(rowToVisit);

export function readVisitRow(ledger: ReadableDB, visit: Uuid): VisitRow | undefined {
  const row = ledger.get<Row>(sql`
    select visit, device, day, at, ended, staff, starter, customer, purpose, state, intended,
      prepaid, claimed, known_at as knownAt, doc
    from visit_row where visit = ${visit}`);
  return row === undefined ? undefined : rowToVisit(row);
}

export type DaySums = {
  readonly day: Day;
  readonly visits: number;
  readonly unfinished: number;
  readonly prepaid: Fen;
  readonly claimed: Fen;
  readonly said: number;
  readonly accepted: number;
  readonly care: number;
  /** Devices that have a visit. */
  readonly devices: number;
};

/** Days with visits from one day to another, both included. Call `followEvents` before. */
export const sumsByDay = (ledger: ReadableDB, from: Day, to: Day): readonly DaySums[] =>
  ledger.all<DaySums>(sql`
    select day,
      sum(state = 'finished') as visits,
      sum(state = 'unfinished') as unfinished,
      sum(case when state = 'finished' then coalesce(prepaid, 0) else 0 end) as prepaid,
      sum(case when state = 'finished' then coalesce(claimed, 0) else 0 end) as claimed,
      sum(case when state <> 'void' then said else 0 end) as said,
      sum(case when state <> 'void' then accepted else 0 end) as accepted,
      sum(case when state <> 'void' then care else 0 end) as care,
      count(distinct device) as devices
    from visit_row
    where day between ${from} and ${to}
    group by day order by day`);

export type VisitSums = Pick<
  DaySums,
  'visits' | 'prepaid' | 'claimed' | 'said' | 'accepted' | 'care'
>;

/**
 * Of the visits that ended by then, and of unfinished ones that began by then; null without any. By columns alone: the
 * documents of a day take longer to read than all else of a report.
 */
export function sumsOfDay(ledger: ReadableDB, day: Day, until: Instant | null): VisitSums | null {
  const row = ledger.get<VisitSums & { readonly rows: number }>(sql`
    select count(*) as rows,
      coalesce(sum(state = 'finished'), 0) as visits,
      coalesce(sum(case when state = 'finished' then prepaid end), 0) as prepaid,
      coalesce(sum(case when state = 'finished' then claimed end), 0) as claimed,
      coalesce(sum(said), 0) as said,
      coalesce(sum(accepted), 0) as accepted,
      coalesce(sum(care), 0) as care
    from visit_row
    where day = ${day} and state <> 'void' and (state = 'finished' or said + care > 0)
      and (${until} is null or coalesce(ended, at) <= ${until})`);
  if (row === undefined || row.rows === 0) return null;
  const { rows: _rows, ...sums } = row;
  return sums;
}

/** Newest first. Jumps from day to day in the index instead of reading every row. */
export const daysWithVisits = (ledger: ReadableDB, limit: number): readonly Day[] =>
  ledger
    .all<{ day: Day }>(
      sql`
        with recursive days (day) as (
          select max(day) from visit_row
          union all
          select (select max(visit_row.day) from visit_row where visit_row.day < days.day)
          from days where days.day is not null
        )
        select day from days where day is not null limit ${limit}`,
    )
    .map((row) => row.day);

/** With visits, among those from one day to another, both included; null: none has. */
export const firstDayOf = (ledger: ReadableDB, from: Day, to: Day): Day | null =>
  ledger.get<{ day: Day | null }>(
    sql`select min(day) as day from visit_row where day between ${from} and ${to}`,
  )?.day ?? null;

/** Pieces of a gift by day, the newest first. Call `followEvents` before. */
export const daysOfGift = (
  ledger: ReadableDB,
  gift: string,
): readonly { readonly day: Day; readonly count: number }[] =>
  ledger.all<{ day: Day; count: number }>(sql`
    select visit_row.day as day, sum(json_extract(given.value, '$.count')) as count
    from visit_row, json_each(visit_row.doc, '$.gifts') as given
    where visit_row.gifts > 0 and visit_row.state = 'finished'
      and json_extract(given.value, '$.gift') = ${gift}
    group by visit_row.day order by visit_row.day desc`);

/** Pieces by gift, from one day to another, both included. Call `followEvents` before. */
export const giftsBetween = (ledger: ReadableDB, from: Day, to: Day): ReadonlyMap<string, number> =>
  new Map(
    ledger
      .all<{ gift: string; count: number }>(sql`
        select json_extract(given.value, '$.gift') as gift,
          sum(json_extract(given.value, '$.count')) as count
        from visit_row, json_each(visit_row.doc, '$.gifts') as given
        where visit_row.day between ${from} and ${to}
          and visit_row.gifts > 0 and visit_row.state = 'finished'
        group by 1`)
      .map(({ gift, count }) => [gift, count]),
  );
