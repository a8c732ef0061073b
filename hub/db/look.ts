// Visits worth a second look: one query a kind, all of the same shape.
import type { Day } from '#shared/base/month.ts';
import type { HqLook } from '#shared/contract/view_hq.ts';
import { type Database, sql, type Sql } from './database.ts';
import { HAS_ERRAND } from './look_ups.ts';

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
  'gift-unpaid',
  'exception',
  'many-at-once',
  'corrected',
  'taken-back',
  'looked-up',
  'not-finished',
] as const satisfies readonly HqLook[];
export type Look = (typeof LOOKS)[number];

/** In the order of branch, staff, day and visit. */
export const lookAt = (
  tx: Database,
  look: Look,
  filter: LookFilter,
): Promise<readonly LookedAt[]> =>
  tx.query<LookedAt>(sql`
    select branch, staff, day, visit, figures from (${QUERIES[look]}) as found
    where (${filter.branch ?? null}::text is null or branch = ${filter.branch ?? null})
      and (${filter.from ?? null}::date is null or day >= ${filter.from ?? null}::date)
      and (${filter.to ?? null}::date is null or day <= ${filter.to ?? null}::date)
    order by branch collate "C", staff collate "C", day, visit`);

/** By branch, of the branches that have any; both days included. */
export const countLooks = (
  tx: Database,
  look: Look,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<readonly { readonly branch: string; readonly visits: number }[]> =>
  tx.query(sql`
    select branch, count(*) as visits from (${QUERIES[look]}) as found
    where day between ${from}::date and ${to}::date group by branch`);

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

/** Each visit once that has a standing event of these kinds: to be joined, since no index reaches a corrected payload. */
const visitsWith = (kinds: readonly string[]): Sql => sql`
  (select distinct device, payload ->> 'visit' as visit from standing_event where kind = any(${[...kinds]}::text[]))`;

/** Visits in which a sentence was said. */
const SAID = sql`
  (select distinct device, payload ->> 'visit' as visit from standing_event
    where kind = 'answer.recorded' and payload ->> 'answer' <> 'not-said')`;

/** @param isAnswered visits in which a sentence was said, else the others */
const neverEnded = (isAnswered: boolean): Sql => sql`
  select s.branch, s.staff, s.day, s.payload ->> 'visit' as visit, json_build_array() as figures
  from standing_event s
  left join ${visitsWith(['visit.finished', 'walk-in.finished'])} as f
    on f.device = s.device and f.visit = s.payload ->> 'visit'
  left join ${SAID} as a on a.device = s.device and a.visit = s.payload ->> 'visit'
  left join ${visitsWith(['visit.dropped'])} as d on d.device = s.device and d.visit = s.payload ->> 'visit'
  where s.kind in ('visit.started', 'walk-in.started') and f.visit is null
    and (a.visit is not null) = ${isAnswered}
    and (s.at + 86400000 < (select max(at) from event) or (not ${isAnswered} and d.visit is not null))`;

/** Visits that ended as they began, of customers for whom nothing else was done at the branch that day. */
const ENDED_EMPTY = sql`
  select f.branch, f.staff, f.day, f.visit, json_build_array() as figures
  from (
    select s.branch, s.staff, s.day, s.payload ->> 'visit' as visit, (s.payload ->> 'customer')::bigint as customer
    from standing_event s
    left join ${SAID} as a on a.device = s.device and a.visit = s.payload ->> 'visit'
    where s.kind = 'visit.finished' and s.payload ->> 'purpose' = 'top-up'
      and coalesce((s.payload ->> 'prepaid')::bigint, 0) = 0 and s.payload -> 'gifts' -> 0 is null
      and a.visit is null) as f
  where not ${HAS_ERRAND}`;

const QUERIES: Readonly<Record<Look, Sql>> = {
  /** The amount of the finish was asked back about and confirmed: prepaid, usual. */
  unusual: sql`
    select branch, staff, day, payload ->> 'visit' as visit,
      json_build_array((payload ->> 'prepaid')::bigint, (payload -> 'askedBack' ->> 'usual')::bigint) as figures
    from standing_event
    where kind in ('visit.finished', 'walk-in.finished') and payload ->> 'prepaid' is not null
      and jsonb_typeof(payload -> 'askedBack') = 'object'
      and (payload ->> 'prepaid')::bigint > (payload -> 'askedBack' ->> 'askAbove')::bigint`,
  /** Meant to put down less than half of the usual top-up, and a claim rests on it: meant, usual, claimed. */
  'meant-little': sql`
    select c.branch, c.staff, c.day, c.visit,
      json_build_array(s.intended, d.usual, c.claimed) as figures
    from claim c
    join lateral (
      select device, (payload ->> 'intended')::bigint as intended from event
      where payload ->> 'visit' = c.visit and branch = c.branch and kind in ('visit.started', 'visit.changed')
        and payload ->> 'intended' is not null
      order by sequence limit 1) as s on true
    join lateral (
      select ((payload ->> 'inputs')::jsonb #>> '{facts,usualTopUp}')::bigint as usual from event
      where device = s.device and payload ->> 'visit' = c.visit and kind = 'decision.made'
      order by sequence limit 1) as d on true
    where c.claimed > 0 and s.intended * 2 < d.usual`,
  /** The log reaches past the visit and has nothing, or it was taken back: claimed. */
  'not-settled': sql`
    select branch, staff, day, visit, json_build_array(claimed) as figures
    from claim where claimed > 0 and state in ('not-found', 'reversed')`,
  /** Gifts went, no accepted sentence of the visit was paid for, and no manager let them go: pieces, prepaid. */
  'gift-unpaid': sql`
    select f.branch, f.staff, f.day, f.payload ->> 'visit' as visit,
      json_build_array((select sum((g ->> 'count')::bigint) from jsonb_array_elements(f.payload -> 'gifts') as g),
        coalesce((f.payload ->> 'prepaid')::bigint, 0)) as figures
    from standing_event f
    left join (
      select payload ->> 'visit' as visit, bool_or(not payload ? 'asks') as asks_unknown,
        min(coalesce((payload ->> 'asks')::bigint, 0)) filter (where payload ? 'asks') as asks
      from standing_event
      where kind = 'answer.recorded' and payload ->> 'answer' = 'accepted'
      group by 1) as a on a.visit = f.payload ->> 'visit'
    where f.kind = 'visit.finished' and jsonb_array_length(f.payload -> 'gifts') > 0
      and jsonb_typeof(f.payload -> 'exception') is distinct from 'object'
      and (a.asks <= coalesce((f.payload ->> 'prepaid')::bigint, 0)) is not true
      and (a.asks_unknown and f.payload ->> 'prepaid' is not null) is not true`,
  /** A manager let a gift go that no offer brought: pieces, prepaid. */
  exception: sql`
    select branch, staff, day, payload ->> 'visit' as visit,
      json_build_array((select sum((g ->> 'count')::bigint) from jsonb_array_elements(payload -> 'gifts') as g),
        coalesce((payload ->> 'prepaid')::bigint, 0)) as figures
    from standing_event
    where kind = 'visit.finished' and jsonb_typeof(payload -> 'exception') = 'object'`,
  /** Finished by one clerk in five minutes: how many. The first of each run is told. */
  'many-at-once': sql`
    select branch, staff, day, visit, json_build_array(visits) as figures
    from (
      select branch, staff, day, visit, visits, lag(visits) over (partition by branch, staff order by at, visit) as before
      from (
        select branch, staff, day, at, payload ->> 'visit' as visit, count(*) over (
          partition by branch, staff order by at range between current row and ${BURST.ms}::bigint following) as visits
        from standing_event where kind in ('visit.finished', 'walk-in.finished')) as counted) as runs
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
