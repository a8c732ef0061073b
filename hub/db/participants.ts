// Who takes part in a comparison: customers at their first decision of a period at which there was something to sell.
import type { Day } from '#shared/base/month.ts';
import { DAY_MS } from '#shared/base/month.ts';
import { type Database, sql } from './database.ts';

export type ParticipantRow = {
  readonly customer: number;
  readonly branch: string;
  readonly policy: string;
  readonly catalog: string;
  readonly held_out: boolean;
  /** The best sentence that sells, said or not. */
  readonly offer: string;
  readonly treatment: string;
  readonly usual_top_up: number | null;
  readonly mean_spend: number | null;
  /** Put down at counters within the window, fen. */
  readonly prepaid: number;
};

export type ParticipantFilter = {
  readonly branch?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Days of money that count from the decision on. */
  readonly days: number;
};

/** Decisions of engines that note what a customer kept for comparison would have heard. */
const FIRST_WITH_GHOSTS = 4;

/**
 * Prepares `participants` and `acceptedRungs` within this transaction.
 * @returns customers whose window is not over yet by the newest event: they are left out
 */
export async function prepareParticipants(
  tx: Database,
  promotional: readonly string[],
  { branch, from, to, days }: ParticipantFilter,
): Promise<number> {
  const window = days * DAY_MS;
  await tx.script('drop table if exists effect_first');
  await tx.execute(sql`
    create temp table effect_first on commit drop as
    select distinct on (customer) customer, branch, at, policy, catalog, inputs ? 'ghosts' as held_out,
      best ->> 'offer' as offer, best ->> 'treatment' as treatment,
      (inputs #>> '{facts,usualTopUp}')::numeric as usual_top_up,
      (inputs #>> '{facts,arpu3}')::numeric as mean_spend
    from (
      select (payload ->> 'customer')::bigint as customer, branch, at, id, payload ->> 'policy' as policy,
        payload ->> 'catalog' as catalog, (payload ->> 'inputs')::jsonb as inputs, payload
      from event
      where kind = 'decision.made'
        and (substring(payload ->> 'engine' from '^[0-9]+'))::integer >= ${FIRST_WITH_GHOSTS}
        and (${branch ?? null}::text is null or branch = ${branch ?? null})
        and (${from ?? null}::date is null or day >= ${from ?? null}::date)
        and (${to ?? null}::date is null or day <= ${to ?? null}::date)) as d
    cross join lateral (
      select s.best from jsonb_array_elements(
        case when d.inputs ? 'ghosts' then d.inputs -> 'ghosts' else d.payload -> 'proposals' end)
        with ordinality as s (best, place)
      where s.best ->> 'offer' = any(${promotional}::text[])
      order by s.place limit 1) as b
    order by customer, at, id`);
  const [early] = await tx.query<{ count: number }>(sql`
    with gone as (
      delete from effect_first where at + ${window}::bigint > (select max(at) from event) returning 1)
    select count(*) as count from gone`);
  await tx.script('create unique index on effect_first (customer); analyze effect_first');
  return early?.count ?? 0;
}

export const participantBatches = (
  tx: Database,
  days: number,
  size: number,
): AsyncIterable<readonly ParticipantRow[]> =>
  tx.queryBatches<ParticipantRow>(
    sql`
      select f.customer, f.branch, f.policy, f.catalog, f.held_out, f.offer, f.treatment,
        f.usual_top_up::float8 as usual_top_up, f.mean_spend::float8 as mean_spend,
        coalesce(m.prepaid, 0)::bigint as prepaid
      from effect_first f
      left join (
        select g.customer, sum((e.payload ->> 'prepaid')::bigint) as prepaid
        from standing_event e
        join effect_first g on g.customer = (e.payload ->> 'customer')::bigint
        where e.kind = 'visit.finished' and e.at >= g.at and e.at < g.at + ${days * DAY_MS}::bigint
        group by g.customer) as m on m.customer = f.customer
      order by f.customer`,
    size,
  );

export type AcceptedRung = {
  readonly customer: number;
  readonly catalog: string;
  readonly offer: string;
  readonly tier: string;
  readonly count: number;
};

/** Of the participants, within their window; by the catalog of their first decision. */
export const acceptedRungs = (tx: Database, days: number): Promise<readonly AcceptedRung[]> =>
  tx.query<AcceptedRung>(sql`
    select g.customer, g.catalog, e.payload ->> 'offer' as offer, e.payload ->> 'tier' as tier,
      count(*) as count
    from standing_event e
    join effect_first g on g.customer = (e.payload ->> 'customer')::bigint
    where e.kind = 'answer.recorded' and e.payload ->> 'answer' = 'accepted'
      and e.at >= g.at and e.at < g.at + ${days * DAY_MS}::bigint
    group by 1, 2, 3, 4`);
