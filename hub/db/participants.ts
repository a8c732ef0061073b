// Who takes part in a comparison: customers at their first decision of a period at which there was something to sell.
import type { Day } from '#shared/base/month.ts';
import type { Currency } from '#shared/base/money.ts';
import { DAY_MS } from '#shared/base/month.ts';
import { type Database, sql, type Sql } from './database.ts';

export type ParticipantRow = {
  readonly branch: string;
  readonly policy: string;
  readonly held_out: boolean;
  /** The best sentence that sells, said or not. */
  readonly offer: string;
  readonly treatment: string;
  readonly usual_top_up: number | null;
  readonly mean_spend: number | null;
  /** Put down within the window, fen: by the log, or at counters. */
  readonly paid: number;
  /** Of what was accepted within the window, fen. */
  readonly cost: number;
};

export type ParticipantFilter = {
  /** Of the branches: money of different ones does not add up. */
  readonly currency: Currency;
  readonly branch?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Days of money that count from the decision on. */
  readonly days: number;
};

/** Whence the money is told: the operator's log, or the amounts recorded at counters. */
export type Basis = 'log' | 'counter';

export type Prepared = {
  readonly participants: number;
  /** Customers whose window is not over yet by what the log tells (or by the newest event): left out. */
  readonly early: number;
  /** Customers of branches whose log begins later, or that have none: left out. */
  readonly unlogged: number;
};

/** Decisions of engines that note what a customer kept for comparison would have heard. */
const FIRST_WITH_GHOSTS = 4;

/**
 * Prepares `participantBatches` within this transaction.
 * @param promotional offers that sell
 */
export async function prepareParticipants(
  tx: Database,
  promotional: readonly string[],
  basis: Basis,
  { currency, branch, from, to, days }: ParticipantFilter,
): Promise<Prepared> {
  const window = days * DAY_MS;
  // Of a million decisions: the planner would keep a cache of their inputs, each of which is read once; and it does not know
  // that to read them is most of the work, which several processors share. A subquery with a limit or an offset in their
  // place would keep it on one.
  await tx.script(`
    set local enable_memoize = off; set local work_mem = '64MB';
    set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0;
    drop table if exists effect_first`);
  await tx.execute(sql`
    create temp table effect_first on commit drop as
    select distinct on (customer) customer, branch, at, id as decision, policy, catalog, held_out,
      best ->> 'offer' as offer, best ->> 'treatment' as treatment,
      (facts ->> 'usualTopUp')::numeric as usual_top_up, (facts ->> 'arpu3')::numeric as mean_spend
    from (
      select p.customer, e.branch, e.at, e.id, p.policy, p.catalog,
        i.ghosts is not null as held_out, i.facts, b.best
      from event e
      cross join lateral jsonb_to_record(e.payload)
        as p (customer bigint, engine text, policy text, catalog text, proposals jsonb, inputs text)
      cross join lateral jsonb_to_record(case when p.inputs like '{%' then p.inputs::jsonb end)
        as i (facts jsonb, ghosts jsonb)
      cross join lateral jsonb_path_query_first(coalesce(i.ghosts, p.proposals),
        '$[*] ? (@.offer == $offers[*])', ${JSON.stringify({ offers: promotional })}::jsonb) as b (best)
      where e.kind = 'decision.made' and b.best is not null
        and (substring(p.engine from '^[0-9]+'))::integer >= ${FIRST_WITH_GHOSTS}
        and e.branch in (select code from branch where currency = ${currency})
        and (${branch ?? null}::text is null or e.branch = ${branch ?? null})
        and (${from ?? null}::date is null or e.day >= ${from ?? null}::date)
        and (${to ?? null}::date is null or e.day <= ${to ?? null}::date)) as d
    order by customer, at, id`);
  await tx.script('create unique index on effect_first (customer); analyze effect_first');
  const unlogged = basis === 'log' ? await dropUnlogged(tx) : 0;
  const early = await tx.execute(
    basis === 'log'
      ? sql`
          delete from effect_first f using effect_reach r
          where r.branch = f.branch and f.at + ${window}::bigint > r.through`
      : sql`delete from effect_first where at + ${window}::bigint > (select max(at) from event)`,
  );
  const [left] = await tx.query<{ count: number }>(sql`select count(*) as count from effect_first`);
  return { participants: left?.count ?? 0, early, unlogged };
}

async function dropUnlogged(tx: Database): Promise<number> {
  await tx.script('drop table if exists effect_reach');
  await tx.execute(sql`
    create temp table effect_reach on commit drop as
    select c.branch, min(t.at) as since, max(t.until) as through
    from top_up t join customer c on c.id = t.customer group by c.branch`);
  return tx.execute(sql`
    delete from effect_first f
    where not exists (select from effect_reach r where r.branch = f.branch and r.since <= f.at)`);
}

/** Whether the log has rows of the branch; of any branch, when left out. */
export async function hasLog(tx: Database, branch?: string): Promise<boolean> {
  const rows = await tx.query(sql`
    select from top_up t join customer c on c.id = t.customer
    where ${branch ?? null}::text is null or c.branch = ${branch ?? null} limit 1`);
  return rows.length > 0;
}

export type RungCost = {
  readonly catalog: string;
  readonly offer: string;
  readonly tier: string;
  /** Gift, credit and discount, fen. */
  readonly cost: number;
};

export type Said = {
  /** Held out by the lot, and to whom a sentence was said within their days all the same: their quarter ended, or a clerk. */
  readonly spokenTo: number;
  /** Catalogs of the decisions whose rungs were accepted. */
  readonly catalogs: readonly string[];
};

/** Call it after `prepareParticipants`, once. @param promotional offers that sell */
export async function prepareSaid(
  tx: Database,
  days: number,
  promotional: readonly string[],
): Promise<Said> {
  await tx.script('drop table if exists effect_said');
  await tx.execute(sql`
    create temp table effect_said on commit drop as
    select f.customer, e.payload ->> 'offer' as offer, e.payload ->> 'tier' as tier,
      -- To read a decision is most of the work: only those that are not the first are read once more.
      coalesce(case when (e.payload ->> 'decision')::uuid <> f.decision then (
        select d.payload ->> 'catalog' from event d where d.id = (e.payload ->> 'decision')::uuid) end, f.catalog) as catalog,
      e.payload ->> 'answer' = 'accepted' as is_accepted,
      f.held_out and e.payload ->> 'offer' = any(${[...promotional]}::text[]) as is_spoken
    from standing_event e
    join effect_first f on f.customer = (e.payload ->> 'customer')::bigint
    where e.kind = 'answer.recorded'
      and (e.payload ->> 'answer' = 'accepted' or (f.held_out and e.payload ->> 'answer' <> 'not-said'))
      and e.at >= f.at and e.at < f.at + ${days * DAY_MS}::bigint`);
  const [spoken] = await tx.query<{ count: number }>(
    sql`select count(distinct customer) as count from effect_said where is_spoken`,
  );
  const catalogs = await tx.query<{ catalog: string }>(
    sql`select distinct catalog from effect_said where is_accepted order by 1`,
  );
  return {
    spokenTo: spoken?.count ?? 0,
    catalogs: catalogs.map(({ catalog }) => catalog),
  };
}

/** Call it after `prepareSaid`. An accepted rung costs what the catalog of its own decision says. */
export async function prepareCosts(tx: Database, rungs: readonly RungCost[]): Promise<void> {
  const of = <T>(value: (rung: RungCost) => T): readonly T[] => rungs.map(value);
  await tx.script('drop table if exists effect_cost');
  await tx.execute(sql`
    create temp table effect_cost on commit drop as
    select s.customer, sum(r.cost)::bigint as cost
    from effect_said s
    join unnest(${of((r) => r.catalog)}::text[], ${of((r) => r.offer)}::text[], ${of((r) => r.tier)}::text[],
      ${of((r) => r.cost)}::bigint[]) as r (catalog, offer, tier, cost)
      on r.catalog = s.catalog and r.offer = s.offer and r.tier = s.tier
    where s.is_accepted
    group by s.customer`);
}

/** In the order of customers. */
export const participantBatches = (
  tx: Database,
  basis: Basis,
  days: number,
  size: number,
): AsyncIterable<readonly ParticipantRow[]> =>
  tx.queryBatches<ParticipantRow>(
    sql`
      select f.branch, f.policy, f.held_out, f.offer, f.treatment,
        f.usual_top_up::float8 as usual_top_up, f.mean_spend::float8 as mean_spend,
        coalesce(m.paid, 0)::float8 as paid, coalesce(c.cost, 0)::float8 as cost
      from effect_first f
      left join (${basis === 'log' ? paidByLog(days) : paidAtCounters(days)}) as m on m.customer = f.customer
      left join effect_cost c on c.customer = f.customer
      order by f.customer`,
    size,
  );

const paidAtCounters = (days: number): Sql => sql`
  select g.customer, sum((e.payload ->> 'prepaid')::bigint) as paid
  from standing_event e
  join effect_first g on g.customer = (e.payload ->> 'customer')::bigint
  where e.kind = 'visit.finished' and e.at >= g.at and e.at < g.at + ${days * DAY_MS}::bigint
  group by g.customer`;

/** A row that tells only its day counts from the day of the decision on, in both arms alike. */
const paidByLog = (days: number): Sql => sql`
  select g.customer,
    sum(case t.kind when 'top-up' then t.amount when 'reversal' then -t.amount else 0 end) as paid
  from top_up t join effect_first g on g.customer = t.customer
  where t.until >= g.at and t.at < g.at + ${days * DAY_MS}::bigint
  group by g.customer`;
