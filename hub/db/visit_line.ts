// Lines of visits and sums of days: what waits to be folded, what is folded, and what the page reads.
import type { Day } from '#shared/base/month.ts';
import type { GiftCount, LineAnswer, VisitLine } from '#shared/engine/visit_line.ts';
import { type Database, sql } from './database.ts';

export type StaleVisit = { readonly branch: string; readonly visit: string };

/** Any number that no other part of the hub locks: one copy of the hub folds at a time. */
const FOLD_LOCK = 7_104_212;

/** @returns whether this transaction may fold now */
export async function lockFold(tx: Database): Promise<boolean> {
  const [row] = await tx.query<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(${FOLD_LOCK}) as mine`,
  );
  return row?.mine ?? false;
}

/** Takes visits to be folded; one that an event is just coming in of waits for the next time. */
export const takeStaleVisits = (tx: Database, most: number): Promise<readonly StaleVisit[]> =>
  tx.query<StaleVisit>(sql`
    delete from stale_visit s using (
      select branch, visit from stale_visit order by branch, visit limit ${most} for update skip locked) as t
    where s.branch = t.branch and s.visit = t.visit
    returning s.branch, s.visit`);

export async function countStaleVisits(db: Database, branches: readonly string[]): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    sql`select count(*) as count from stale_visit where branch = any(${[...branches]}::text[])`,
  );
  return row?.count ?? 0;
}

export type LineEventRow = {
  readonly branch: string;
  readonly visit: string;
  readonly kind: string;
  readonly id: string;
  readonly device: string;
  readonly at: number;
  readonly day: Day;
  readonly staff: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** What was not taken back, visit by visit, in the order of recording. Corrections are rows of their own. */
export const readLineEvents = (
  tx: Database,
  visits: readonly StaleVisit[],
): Promise<readonly LineEventRow[]> =>
  tx.query<LineEventRow>(sql`
    select e.branch, e.payload ->> 'visit' as visit, e.kind, e.id, e.device, e.at, e.day, e.staff, e.payload
    from unnest(${visits.map(({ branch }) => branch)}::text[], ${visits.map(({ visit }) => visit)}::text[])
      as v (branch, visit)
    join event e on e.payload ->> 'visit' = v.visit and e.branch = v.branch
    where e.kind in ('visit.started', 'visit.changed', 'visit.dropped', 'answer.recorded', 'visit.finished',
        'visit.corrected', 'walk-in.started', 'walk-in.changed', 'walk-in.finished')
      and not exists (select from taken_back t where t.device = e.device and t.event = e.id::text)
    order by e.branch, visit, e.device, e.sequence`);

/** By decision, the edition of the catalog that it was made with. */
export async function readCatalogsOfDecisions(
  tx: Database,
  decisions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; catalog: string }>(sql`
    select id, payload ->> 'catalog' as catalog from event
    where id = any(${[...decisions]}::uuid[]) and kind = 'decision.made'`);
  return new Map(rows.map(({ id, catalog }) => [id, catalog]));
}

export type WrittenLine = StaleVisit & { readonly line: VisitLine | undefined };

/** Writes the lines anew and sums their days, those of before and those of now. Call under `lockFold`. */
export async function writeLines(tx: Database, lines: readonly WrittenLine[]): Promise<void> {
  const visits = sql`
    unnest(${lines.map(({ branch }) => branch)}::text[], ${lines.map(({ visit }) => visit)}::text[])
      as v (branch, visit)`;
  const before = await tx.query<{ branch: string; day: Day }>(sql`
    delete from visit_line l using ${visits} where l.branch = v.branch and l.visit = v.visit
    returning l.branch, l.day`);
  const there = lines.flatMap(({ branch, visit, line }) =>
    line === undefined ? [] : [{ ...line, branch, visit }],
  );
  const of = <T>(value: (line: (typeof there)[number]) => T): readonly T[] => there.map(value);
  await tx.execute(sql`
    insert into visit_line (branch, visit, device, day, at, ended, staff, state, prepaid, claimed, offer, answers, gifts)
    select branch, visit, device, day, at, ended, staff, state, prepaid, claimed, offer, answers::jsonb, gifts::jsonb
    from unnest(${of((l) => l.branch)}::text[], ${of((l) => l.visit)}::text[], ${of((l) => l.device)}::text[],
      ${of((l) => l.day)}::date[], ${of((l) => l.at)}::bigint[],
      ${of((l) => l.ended)}::bigint[], ${of((l) => l.staff)}::text[], ${of((l) => l.state)}::text[],
      ${of((l) => l.prepaid)}::bigint[], ${of((l) => l.claim?.amount ?? null)}::bigint[],
      ${of((l) => l.claim?.offer ?? null)}::text[], ${of((l) => JSON.stringify(l.answers.map(answerDoc)))}::text[],
      ${of((l) => JSON.stringify(l.gifts))}::text[])
      as u (branch, visit, device, day, at, ended, staff, state, prepaid, claimed, offer, answers, gifts)`);
  const days = [...before, ...there.map(({ branch, day }) => ({ branch, day }))];
  await sumDays(tx, [...new Map(days.map((one) => [`${one.branch} ${one.day}`, one])).values()]);
}

type AnswerDoc = Pick<LineAnswer, 'at' | 'staff' | 'offer' | 'answer' | 'isCare'>;

const answerDoc = ({ at, staff, offer, answer, isCare }: LineAnswer): AnswerDoc => ({
  at,
  staff,
  offer,
  answer,
  isCare,
});

async function sumDays(
  tx: Database,
  days: readonly { readonly branch: string; readonly day: Day }[],
): Promise<void> {
  const these = sql`
    unnest(${days.map(({ branch }) => branch)}::text[], ${days.map(({ day }) => day)}::date[]) as d (branch, day)`;
  await tx.execute(sql`
    delete from branch_day b using ${these} where b.branch = d.branch and b.day = d.day`);
  await tx.execute(sql`
    insert into branch_day (branch, day, visits, unfinished, prepaid, claimed, said, accepted, care)
    select l.branch, l.day, count(*) filter (where l.state = 'finished'),
      count(*) filter (where l.state = 'unfinished'),
      coalesce(sum(l.prepaid) filter (where l.state = 'finished'), 0),
      coalesce(sum(l.claimed) filter (where l.state = 'finished'), 0),
      sum(a.said), sum(a.accepted), sum(a.care)
    from ${these}
    join visit_line l on l.branch = d.branch and l.day = d.day and l.state <> 'void'
    cross join lateral (
      select count(*) filter (where not care) as said, count(*) filter (where care) as care,
        count(*) filter (where not care and answer = 'accepted') as accepted
      from jsonb_to_recordset(l.answers) as given (answer text, "isCare" boolean)
      cross join lateral (select given."isCare" as care) as c
      where answer <> 'not-said') as a
    group by l.branch, l.day`);
}

/** What the sums of a day are made of: see `entriesOf`. */
export type DayLine = Pick<VisitLine, 'ended' | 'staff' | 'state' | 'prepaid' | 'claim'> & {
  /** Null: not known. */
  readonly at: number | null;
  readonly answers: readonly AnswerDoc[];
};

export async function readDayLines(
  db: Database,
  branch: string,
  day: Day,
): Promise<readonly DayLine[]> {
  const rows = await db.query<
    Omit<DayLine, 'claim'> & { readonly claimed: number | null; readonly offer: string | null }
  >(sql`
    select at, ended, staff, state, prepaid, claimed, offer, answers
    from visit_line where branch = ${branch} and day = ${day} order by ended, visit`);
  return rows.map(({ claimed, offer, ...line }) => ({
    ...line,
    claim:
      claimed === null || offer === null
        ? null
        : { offer, amount: claimed as NonNullable<VisitLine['claim']>['amount'] },
  }));
}

/** Pieces by gift of finished visits, both days included; null: without an end. */
export async function readGiftsGone(
  db: Database,
  branch: string,
  from: Day | null,
  to: Day | null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<GiftCount>(sql`
    select g.gift, sum(g.count) as count
    from visit_line l cross join lateral jsonb_to_recordset(l.gifts) as g (gift text, count bigint)
    where l.branch = ${branch} and l.state = 'finished' and l.gifts <> '[]'::jsonb
      and (${from}::date is null or l.day >= ${from}::date) and (${to}::date is null or l.day <= ${to}::date)
    group by 1 order by 1`);
  return new Map(rows.map(({ gift, count }) => [gift, count]));
}

export type DaySums = {
  readonly day: Day;
  readonly visits: number;
  readonly unfinished: number;
  readonly prepaid: number;
  readonly claimed: number;
  readonly said: number;
  readonly accepted: number;
  readonly care: number;
};

/** Days with visits, both ends included, the oldest first. */
export const readDaySums = (
  db: Database,
  branch: string,
  from: Day,
  to: Day,
): Promise<readonly DaySums[]> =>
  db.query<DaySums>(sql`
    select day, visits, unfinished, prepaid, claimed, said, accepted, care from branch_day
    where branch = ${branch} and day between ${from}::date and ${to}::date order by day`);

/** By branch: finished visits, both days included. */
export async function readVisitsOfBranches(
  db: Database,
  from: Day,
  to: Day,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ branch: string; visits: number }>(sql`
    select branch, sum(visits) as visits from branch_day
    where day between ${from}::date and ${to}::date group by branch`);
  return new Map(rows.map(({ branch, visits }) => [branch, visits]));
}

/** By device: visits of the day, finished or not, void ones too: as its manager's page counts them. */
export async function readDeviceVisits(
  db: Database,
  branch: string,
  day: Day,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ device: string; visits: number }>(sql`
    select device, count(*) as visits from visit_line
    where branch = ${branch} and day = ${day} group by device`);
  return new Map(rows.map(({ device, visits }) => [device, visits]));
}

/** Newest first. */
export async function readDaysWithVisits(
  db: Database,
  branch: string,
  most: number,
): Promise<readonly Day[]> {
  const rows = await db.query<{ day: Day }>(sql`
    select day from branch_day where branch = ${branch} order by day desc limit ${most}`);
  return rows.map(({ day }) => day);
}

export type ClosedDay = {
  readonly at: number;
  readonly visits: number;
  readonly prepaid: number;
  readonly claimed: number;
  /** How often the day was closed: this is the last time. */
  readonly times: number;
};

/** What the last closing of each day said, both days included. */
export async function readClosedDays(
  db: Database,
  branch: string,
  from: Day,
  to: Day,
): Promise<ReadonlyMap<Day, ClosedDay>> {
  const rows = await db.query<ClosedDay & { readonly day: Day }>(sql`
    select distinct on (payload ->> 'closes') payload ->> 'closes' as day, at,
      (payload ->> 'visits')::bigint as visits, (payload ->> 'prepaid')::bigint as prepaid,
      (payload ->> 'claimed')::bigint as claimed, count(*) over (partition by payload ->> 'closes') as times
    from event
    where kind = 'day.closed' and branch = ${branch} and payload ->> 'closes' between ${from} and ${to}
    order by payload ->> 'closes', id desc`);
  return new Map(rows.map(({ day, ...closed }) => [day, closed]));
}
