// Visits worth a second look: all kinds in one query, over what stands.
import type { Day } from '#shared/base/month.ts';
import type { HqLook } from '#shared/contract/view_hq.ts';
import { ERRANDS, type EventKind } from '#shared/model/event.ts';
import { type Database, sql, type Sql } from './database.ts';
import { IS_ERRAND } from './look_ups.ts';

export type LookFilter = {
  readonly branch?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
};

export type LookedAt = {
  readonly branch: string;
  readonly staff: string;
  readonly day: Day;
  /** The visit; of a burst, its first. */
  readonly visit: string;
  /** Fen of the kind's own figures, or a count. */
  readonly figures: readonly number[];
};

export const LOOKS = [
  'unusual',
  'meant-little',
  'not-settled',
  'not-paid',
  'gift-unpaid',
  'exception',
  'many-at-once',
  'corrected',
  'taken-back',
  'looked-up',
  'not-finished',
] as const satisfies readonly HqLook[];
export type Look = (typeof LOOKS)[number];

export type Looked = LookedAt & { readonly look: Look };

/** By kind in the order of `LOOKS`, then by branch, staff, day and visit. */
export async function lookAt(db: Database, filter: LookFilter): Promise<readonly Looked[]> {
  const rows = await ask<Looked>(
    db,
    sql`
    ${withStanding(filter.branch)}
    select look, branch, staff, day, visit, figures from (${ALL_LOOKS}) as found
    where ${isWithin(filter)}
    order by branch collate "C", staff collate "C", day, visit`,
  );
  return LOOKS.flatMap((look) => rows.filter((row) => row.look === look));
}

/** Of the branches that have any; both days included. */
export const countLooks = (
  db: Database,
  span: { readonly from: Day; readonly to: Day },
): Promise<readonly { readonly look: Look; readonly branch: string; readonly visits: number }[]> =>
  ask(
    db,
    sql`
    ${withStanding(undefined)}
    select look, branch, count(*) as visits from (${ALL_LOOKS}) as found
    where ${isWithin(span)} group by look, branch`,
  );

/** The planner expects few events to stand and sorts them all by their ids as text, on disk: to hash them takes half as long. */
const ask = <Row>(db: Database, question: Sql): Promise<readonly Row[]> =>
  db.transaction(async (tx) => {
    await tx.script(
      `set local work_mem = '64MB'; set local enable_mergejoin = off; set local jit = off`,
    );
    return await tx.query<Row>(question);
  });

const isWithin = ({ branch, from, to }: LookFilter): Sql => sql`
  (${branch ?? null}::text is null or branch = ${branch ?? null})
  and (${from ?? null}::date is null or day >= ${from ?? null}::date)
  and (${to ?? null}::date is null or day <= ${to ?? null}::date)`;

/** When visits of a branch began (UTC ms), and at which device. */
export async function readLookedVisits(
  tx: Database,
  branch: string,
  visits: readonly string[],
): Promise<ReadonlyMap<string, { readonly at: number; readonly device: string }>> {
  const rows = await tx.query<{ visit: string; at: number; device: string }>(sql`
    select payload ->> 'visit' as visit, at, device from event
    where branch = ${branch} and payload ->> 'visit' = any(${[...visits]}::text[])
      and kind in ('visit.started', 'walk-in.started')`);
  return new Map(rows.map(({ visit, at, device }) => [visit, { at, device }]));
}

/** So many finished visits of one clerk within so many ms. */
const BURST = { visits: 6, ms: 300_000 };

/**
 * `v`: what the kinds ask of the events that stand, read once for all of them: to read each again from its payload is what
 * takes the time.
 */
const withStanding = (branch: string | undefined): Sql => sql`
  with e as materialized (
    select v.branch, v.device, v.sequence, v.kind, v.at, v.day, v.staff, v.payload ->> 'visit' as visit,
      (v.payload ->> 'customer')::bigint as customer, v.payload ->> 'purpose' as purpose,
      (v.payload ->> 'intended')::bigint as intended, (v.payload ->> 'prepaid')::bigint as prepaid,
      v.payload -> 'gifts' as gifts, (v.payload -> 'askedBack' ->> 'usual')::bigint as usual,
      (v.payload -> 'askedBack' ->> 'askAbove')::bigint as ask_above,
      jsonb_typeof(v.payload -> 'exception') is not distinct from 'object' as is_exception,
      v.payload ->> 'answer' as answer, v.payload ? 'asks' as has_asks, (v.payload ->> 'asks')::bigint as asks,
      (v.kind = any(${[...ERRANDS]}::text[]) and ${IS_ERRAND}) is true as is_errand
    from standing_event v
    where v.kind = any(${[...ASKED]}::text[])
      and (${branch ?? null}::text is null or v.branch = ${branch ?? null}))`;

const ASKED = [
  ...ERRANDS,
  'visit.started',
  'visit.changed',
  'visit.dropped',
  'walk-in.started',
  'walk-in.finished',
] as const satisfies readonly EventKind[];

/** Each visit once that has such an event. */
const visitsWith = (isSuch: Sql): Sql =>
  sql`(select distinct device, visit from e where ${isSuch})`;
const SAID = visitsWith(sql`kind = 'answer.recorded' and answer <> 'not-said'`);

/** @param isAnswered visits in which a sentence was said, else the others */
const neverEnded = (isAnswered: boolean): Sql => sql`
  select s.branch, s.staff, s.day, s.visit, json_build_array() as figures
  from e as s
  left join ${visitsWith(sql`kind in ('visit.finished', 'walk-in.finished')`)} as f
    on f.device = s.device and f.visit = s.visit
  left join ${SAID} as a on a.device = s.device and a.visit = s.visit
  left join ${visitsWith(sql`kind = 'visit.dropped'`)} as d on d.device = s.device and d.visit = s.visit
  where s.kind in ('visit.started', 'walk-in.started') and f.visit is null
    and (a.visit is not null) = ${isAnswered}
    and (s.at + 86400000 < (select max(at) from event) or (not ${isAnswered} and d.visit is not null))`;

/** Visits that ended as they began, of customers for whom nothing else was done at the branch that day. */
const ENDED_EMPTY = sql`
  select f.branch, f.staff, f.day, f.visit, json_build_array() as figures
  from e as f
  left join ${SAID} as a on a.device = f.device and a.visit = f.visit
  left join (select distinct branch, day, customer from e where is_errand) as o
    on o.branch = f.branch and o.day = f.day and o.customer = f.customer
  where f.kind = 'visit.finished' and not f.is_errand and a.visit is null and o.customer is null`;

const piecesOf = (gifts: Sql): Sql =>
  sql`(select sum((g ->> 'count')::bigint) from jsonb_array_elements(${gifts}) as g)`;

const QUERIES: Readonly<Record<Look, Sql>> = {
  /** The amount of the finish was asked back about and confirmed: prepaid, usual. */
  unusual: sql`
    select branch, staff, day, visit, json_build_array(prepaid, usual) as figures
    from e where kind in ('visit.finished', 'walk-in.finished') and prepaid > ask_above`,
  /** Meant to put down less than half of the usual top-up, and a claim rests on it: meant, usual, claimed. */
  'meant-little': sql`
    select branch, staff, day, visit, json_build_array(intended, usual, claimed) as figures
    from (
      select distinct on (c.branch, c.visit) c.branch, c.staff, c.day, c.visit, c.claimed, s.intended,
        ((d.payload ->> 'inputs')::json #>> '{facts,usualTopUp}')::numeric as usual
      from claim c
      join (
        select distinct on (branch, visit) branch, visit, device, intended
        from e where kind in ('visit.started', 'visit.changed') and intended is not null
        order by branch, visit, sequence) as s on s.branch = c.branch and s.visit = c.visit
      join event d on d.kind = 'decision.made' and d.branch = s.branch and d.device = s.device
        and d.payload ->> 'visit' = s.visit
      where c.claimed > 0
      order by c.branch, c.visit, d.sequence) as meant
    where intended * 2 < usual`,
  /** The log reaches past the visit and has nothing, or it was taken back: claimed. */
  'not-settled': sql`
    select branch, staff, day, visit, json_build_array(claimed) as figures
    from claim where claimed > 0 and state in ('not-found', 'reversed')`,
  /** The log reaches past the visit and has nothing that it could be; nothing is claimed: prepaid. */
  'not-paid': sql`
    select branch, staff, day, visit, json_build_array(prepaid) as figures from unpaid_visit`,
  /** Gifts went, no accepted sentence of the visit was paid for, and no manager let them go: pieces, prepaid. */
  'gift-unpaid': sql`
    select f.branch, f.staff, f.day, f.visit,
      json_build_array(${piecesOf(sql`f.gifts`)}, coalesce(f.prepaid, 0)) as figures
    from e as f
    left join (
      select visit, bool_or(not has_asks) as asks_unknown, min(coalesce(asks, 0)) filter (where has_asks) as asks
      from e where kind = 'answer.recorded' and answer = 'accepted'
      group by 1) as a on a.visit = f.visit
    where f.kind = 'visit.finished' and jsonb_array_length(f.gifts) > 0 and not f.is_exception
      and (a.asks <= coalesce(f.prepaid, 0)) is not true
      and (a.asks_unknown and f.prepaid is not null) is not true`,
  /** A manager let a gift go that no offer brought: pieces, prepaid. */
  exception: sql`
    select branch, staff, day, visit, json_build_array(${piecesOf(sql`gifts`)}, coalesce(prepaid, 0)) as figures
    from e where kind = 'visit.finished' and is_exception`,
  /** Finished by one clerk in five minutes: how many. The first of each run is told. */
  'many-at-once': sql`
    select branch, staff, day, visit, json_build_array(visits) as figures
    from (
      select branch, staff, day, visit, visits, lag(visits) over (partition by branch, staff order by at, visit) as before
      from (
        select branch, staff, day, at, visit, count(*) over (
          partition by branch, staff order by at range between current row and ${BURST.ms}::bigint following) as visits
        from e where kind in ('visit.finished', 'walk-in.finished')) as counted) as runs
    where visits >= ${BURST.visits} and coalesce(before, 0) < ${BURST.visits}`,
  /** A manager corrected the visit; of the clerk who began it: how often. */
  corrected: sql`
    select s.branch, s.staff, s.day, s.payload ->> 'visit' as visit, json_build_array(c.times) as figures
    from (
      select branch, payload ->> 'visit' as visit, count(*) as times
      from event where kind = 'visit.corrected' group by 1, 2) as c
    join event s on s.kind in ('visit.started', 'walk-in.started') and s.branch = c.branch
      and s.payload ->> 'visit' = c.visit`,
  /** The end of the visit was taken back: how often, and claimed in the end. */
  'taken-back': sql`
    select f.branch, f.staff, f.day, f.payload ->> 'visit' as visit,
      json_build_array(count(*), coalesce(max(c.claimed), 0)) as figures
    from event f
    join taken_back t on t.device = f.device and t.event = f.id::text
    left join claim c on c.visit = f.payload ->> 'visit'
    where f.kind = 'visit.finished'
    group by 1, 2, 3, 4`,
  /** A customer was opened and left again or finished with nothing, or opened a day or more ago: no figures. */
  'looked-up': sql`${neverEnded(false)} union all ${ENDED_EMPTY}`,
  /** An errand with an answer was never ended, a day or more ago: no figures. */
  'not-finished': neverEnded(true),
};

const ALL_LOOKS = LOOKS.map(
  (look) =>
    sql`select ${look}::text as look, branch, staff, day, visit, figures from (${QUERIES[look]}) as one`,
).reduce((all, one) => sql`${all} union all ${one}`);
