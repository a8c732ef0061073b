// Visits to the counters of a branch: by its events that stand, its customers' as walk-ins, and those known from elsewhere.
import type { Branch } from '#shared/model/branch.ts';
import type { VisitHabit } from '#shared/engine/groups/bands.ts';
import type { Group } from '#shared/model/group.ts';
import type { Day } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';
import type { Sql } from './sql.ts';

/** Visits must have been recorded for so many months before they tell more of a habit than the top-ups do. */
const LEAST_MONTHS = 3;

/** Since twelve months before the branch's last day of data; `at` in the branch's own time. */
const visitsOf = ({ code, timeZone }: Pick<Branch, 'code' | 'timeZone'>): Sql => sql`
  select v.customer, to_timestamp(v.at / 1000.0) at time zone ${timeZone} as at, v.prepaid
  from (
    select r.customer, r.at, r.prepaid
    from visit_record r join customer c on c.id = r.customer
    where c.branch = ${code}
    union all
    select (e.payload ->> 'customer')::bigint, e.at, (e.payload ->> 'prepaid')::bigint
    from standing_event e
    where e.branch = ${code} and e.kind = 'visit.finished'
    union all
    select w.customer, w.at, w.prepaid
    from joined_walk_in w join customer c on c.id = w.customer
    where c.branch = ${code}
  ) as v
  where v.at > (select extract(epoch from max(as_of) - interval '12 months') * 1000 from customer
    where branch = ${code})`;

export type HabitRow = VisitHabit & { readonly customer: number };

type StoredHabit = {
  readonly customer: number;
  readonly last: Day;
  readonly visits: number;
  readonly months: number;
  readonly mean_prepaid: number | null;
};

/**
 * Prepares `habitsOf` and `countVisits` for one branch within this transaction. A habit is made of the visits up to
 * the customer's last day of data.
 * @returns false when too few months of visits are known: then nobody has a habit
 */
export async function prepareVisits(tx: Database, branch: Branch): Promise<boolean> {
  await tx.script('drop table if exists score_visit; drop table if exists score_habit');
  await tx.execute(sql`create temp table score_visit on commit drop as ${visitsOf(branch)}`);
  await tx.script('analyze score_visit');
  const [known] = await tx.query<{ months: number | null }>(sql`
    select least(12, ${monthNumber(sql`max(c.as_of)`)} - ${monthNumber(sql`min(v.at)`)} + 1) as months
    from score_visit v join customer c on c.id = v.customer
    where c.branch = ${branch.code}`);
  const months = known?.months ?? 0;
  await tx.execute(sql`
    create temp table score_habit on commit drop as
    select v.customer, max(v.at)::date as last, count(*)::integer as visits, ${months}::integer as months,
      round(avg(v.prepaid) filter (where v.prepaid > 0)) as mean_prepaid
    from score_visit v join customer c on c.id = v.customer
    where v.at < c.as_of + 1 and v.at >= c.as_of - interval '12 months'
    group by v.customer`);
  await tx.script('create unique index on score_habit (customer); analyze score_habit');
  return months >= LEAST_MONTHS;
}

const monthNumber = (at: Sql): Sql =>
  sql`(extract(year from ${at}) * 12 + extract(month from ${at}))::integer`;

export async function habitsOf(
  tx: Database,
  customers: readonly number[],
): Promise<readonly HabitRow[]> {
  const rows = await tx.query<StoredHabit>(sql`
    select customer, last, visits, months, mean_prepaid from score_habit
    where customer = any(${customers}::bigint[])`);
  return rows.map(({ customer, last, visits, months, mean_prepaid: meanPrepaid }) => ({
    customer,
    last,
    count: visits,
    months,
    meanPrepaid,
  }));
}

export type VisitCount = {
  readonly kind: Group['kind'];
  readonly code: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** 0 until 11, 1 until 14, 2 until 18, 3 after. */
  readonly daypart: number;
  readonly count: number;
};

/** Visits of the scored customers of a branch by group, weekday and part of the day. */
export const countVisits = (tx: Database): Promise<readonly VisitCount[]> =>
  tx.query<VisitCount>(sql`
    select g.kind, g.code, extract(isodow from v.at)::integer as weekday,
      case when extract(hour from v.at) < 11 then 0 when extract(hour from v.at) < 14 then 1
        when extract(hour from v.at) < 18 then 2 else 3 end as daypart,
      count(*) as count
    from score_visit v
    join score s on s.customer = v.customer
    cross join lateral (values
      ('value', s.value_group), ('consumption', s.consumption), ('behaviour', s.behaviour)) as g (kind, code)
    where g.code is not null
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`);
