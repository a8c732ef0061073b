// Claims: what the branches' events say that sentences brought, and what of it the operator's log has settled.
import type { Day } from '#shared/base/month.ts';
import type { SettledDay, SettledState } from '#shared/model/settled.ts';
import { type Database, sql } from './database.ts';

/** A finished top-up in which a sentence was accepted. */
export type ClaimingVisitRow = {
  readonly visit: string;
  readonly branch: string;
  readonly customer: number;
  readonly day: Day;
  readonly at: number;
  readonly staff: string;
  readonly prepaid: number;
  readonly first_intended: number | null;
  /** Number of the entry that named it. */
  readonly first_sequence: number | null;
  readonly intended: number | null;
  /** Of one offer the last that was accepted counts; oldest first, each under the catalog of its decision. */
  readonly rungs: readonly {
    readonly offer: string;
    readonly tier: string;
    readonly treatment: string;
    readonly catalog: string;
    /** Of the answer. */
    readonly sequence: number;
  }[];
};

/** In the order of customers. Visits of nobody that HQ knows claim nothing that could be settled. */
export const claimingVisitBatches = (
  tx: Database,
  size: number,
): AsyncIterable<readonly ClaimingVisitRow[]> =>
  tx.queryBatches<ClaimingVisitRow>(
    sql`
      select f.payload ->> 'visit' as visit, f.branch, (f.payload ->> 'customer')::bigint as customer, f.day, f.at,
        f.staff, (f.payload ->> 'prepaid')::bigint as prepaid, i.first_intended, i.first_sequence,
        i.intended, a.rungs
      from standing_event f
      join (
        select n.device, n.payload ->> 'visit' as visit,
          json_agg(json_build_object('offer', n.payload ->> 'offer', 'tier', n.payload ->> 'tier',
            'treatment', n.payload ->> 'treatment', 'catalog', d.payload ->> 'catalog',
            'sequence', n.sequence) order by n.sequence) as rungs
        from standing_event n
        join event d on d.id = (n.payload ->> 'decision')::uuid
        where n.kind = 'answer.recorded' and n.payload ->> 'answer' = 'accepted'
        group by 1, 2) as a on a.device = f.device and a.visit = f.payload ->> 'visit'
      join (
        select device, payload ->> 'visit' as visit,
          (array_agg((payload ->> 'intended')::bigint order by sequence)
            filter (where payload ->> 'intended' is not null and not payload ? 'afterSentence'))[1] as first_intended,
          min(sequence)
            filter (where payload ->> 'intended' is not null and not payload ? 'afterSentence') as first_sequence,
          (array_agg((payload ->> 'intended')::bigint order by sequence desc))[1] as intended
        from standing_event
        where kind in ('visit.started', 'visit.changed')
        group by 1, 2) as i on i.device = f.device and i.visit = f.payload ->> 'visit'
      where f.kind = 'visit.finished' and f.payload ->> 'purpose' = 'top-up'
        and f.payload ->> 'prepaid' is not null and f.payload ->> 'customer' is not null
      order by customer, f.at, visit`,
    size,
  );

export type TopUpRow = {
  readonly customer: number;
  readonly serial: string;
  readonly at: number;
  readonly until: number;
  readonly amount: number;
  readonly kind: 'top-up' | 'reversal' | 'other';
  readonly reverses: string;
};

export const topUpsOf = (
  tx: Database,
  customers: readonly number[],
): Promise<readonly TopUpRow[]> =>
  tx.query<TopUpRow>(sql`
    select customer, serial, at, until, amount, kind, reverses
    from top_up where customer = any(${customers}::bigint[])`);

export type LogReachRow = {
  readonly branch: string;
  /** Beginning of the branch's day of the first row, and the end of the last row; UTC ms. */
  readonly from: number;
  readonly through: number;
};

export const readLogReach = (tx: Database): Promise<readonly LogReachRow[]> =>
  tx.query<LogReachRow>(sql`
    select c.branch, max(t.until) as through,
      (extract(epoch from date_trunc('day', to_timestamp(min(t.at) / 1000.0) at time zone b.time_zone)
        at time zone b.time_zone) * 1000)::bigint as from
    from top_up t join customer c on c.id = t.customer join branch b on b.code = c.branch
    group by c.branch, b.time_zone
    order by c.branch collate "C"`);

export type ClaimRow = {
  readonly visit: string;
  readonly branch: string;
  readonly customer: number;
  readonly day: Day;
  readonly at: number;
  readonly staff: string;
  readonly offer: string;
  readonly treatment: string;
  readonly claimed: number;
  readonly settled: number;
  readonly state: SettledState;
};

export const clearClaims = (tx: Database): Promise<number> => tx.execute(sql`delete from claim`);

export async function insertClaims(tx: Database, claims: readonly ClaimRow[]): Promise<void> {
  const of = <T>(value: (claim: ClaimRow) => T): readonly T[] => claims.map(value);
  await tx.execute(sql`
    insert into claim (visit, branch, customer, day, at, staff, offer, treatment, claimed, settled, state)
    select visit, branch, customer, day, at, staff, offer, treatment, claimed, settled, state
    from unnest(${of((c) => c.visit)}::text[], ${of((c) => c.branch)}::text[], ${of((c) => c.customer)}::bigint[],
      ${of((c) => c.day)}::date[], ${of((c) => c.at)}::bigint[], ${of((c) => c.staff)}::text[],
      ${of((c) => c.offer)}::text[], ${of((c) => c.treatment)}::text[], ${of((c) => c.claimed)}::bigint[],
      ${of((c) => c.settled)}::bigint[], ${of((c) => c.state)}::text[])
      as u (visit, branch, customer, day, at, staff, offer, treatment, claimed, settled, state)`);
}

/**
 * Notes what each day says whose claims no longer wait; a day that says something else than before keeps what it said.
 * @returns days that were restated
 */
export async function noteSettledDays(
  tx: Database,
): Promise<readonly { readonly branch: string; readonly day: Day }[]> {
  await tx.execute(sql`
    insert into settled_day (branch, day, claimed, settled, claims, said)
    select branch, day, sum(claimed), sum(settled), count(*), ${SAID}
    from claim c
    where not exists (select from settled_day d where d.branch = c.branch and d.day = c.day)
    group by branch, day having count(*) filter (where state = 'waiting') = 0
    on conflict do nothing`);
  return tx.query(sql`
    with other as (
      select d.branch, d.day, coalesce(sum(c.claimed), 0) as claimed, coalesce(sum(c.settled), 0) as settled,
        count(c.visit) as claims
      from settled_day d left join claim c on c.branch = d.branch and c.day = d.day
      group by d.branch, d.day
      having (coalesce(sum(c.claimed), 0), coalesce(sum(c.settled), 0), count(c.visit))
        is distinct from (d.claimed, d.settled, d.claims)),
    told as (
      select o.branch, o.day, coalesce(${SAID} filter (where c.visit is not null), '{}') as said
      from other o left join claim c on c.branch = o.branch and c.day = o.day
      group by o.branch, o.day)
    update settled_day s set claimed = o.claimed, settled = o.settled, claims = o.claims, said = t.said,
      settled_before = s.settled, claims_before = s.claims,
      changed = case when s.said is not null then (
        select coalesce(jsonb_agg(visit order by visit), '[]')
        from (select coalesce(a.key, b.key) as visit
          from jsonb_each(s.said) a full join jsonb_each(t.said) b on b.key = a.key
          where a.value is distinct from b.value) as v) end
    from other o join told t on t.branch = o.branch and t.day = o.day
    where o.branch = s.branch and o.day = s.day
    returning s.branch, s.day`);
}

/** By visit what is claimed, and what of it is settled. */
const SAID = sql`jsonb_object_agg(c.visit, jsonb_build_array(c.claimed, c.settled))`;

/**
 * Finished visits with money that nothing in the log could be, where the log reaches past them: what is claimed is told
 * with its claim. All rows of the customer about that time count, whichever visit they may be of, so that what is listed
 * is surely not there.
 */
export async function noteUnpaidVisits(
  tx: Database,
  reach: readonly LogReachRow[],
  { before, after }: { readonly before: number; readonly after: number },
): Promise<void> {
  await tx.execute(sql`delete from unpaid_visit`);
  await tx.execute(sql`
    insert into unpaid_visit (visit, branch, day, staff, prepaid)
    select f.visit, f.branch, f.day, f.staff, f.prepaid
    from (
      select payload ->> 'visit' as visit, branch, day, staff, at, (payload ->> 'customer')::bigint as customer,
        (payload ->> 'prepaid')::bigint as prepaid
      from standing_event where kind = 'visit.finished' and payload ->> 'prepaid' is not null) as f
    join unnest(${reach.map(({ branch }) => branch)}::text[], ${reach.map(({ from }) => from)}::bigint[],
      ${reach.map(({ through }) => through)}::bigint[]) as r (branch, since, through)
      on r.branch = f.branch and r.since <= f.at and f.at + ${after}::bigint <= r.through
    left join claim c on c.visit = f.visit
    where f.customer is not null and f.prepaid > 0
      and (c.visit is null or (c.claimed = 0 and c.state in ('not-found', 'reversed')))
      and f.prepaid > coalesce((
        select sum(case t.kind when 'top-up' then t.amount when 'reversal' then -t.amount else 0 end)
        from top_up t
        where t.customer = f.customer and t.at <= f.at + ${after}::bigint and t.until >= f.at - ${before}::bigint), 0)
    on conflict do nothing`);
}

export type SettledOverview = {
  readonly branch: string;
  readonly claims: number;
  readonly claimed: number;
  readonly settled: number;
  readonly waiting: number;
  readonly short: number;
  readonly not_found: number;
  readonly reversed: number;
};

export const settledOverview = (tx: Database): Promise<readonly SettledOverview[]> =>
  tx.query<SettledOverview>(sql`
    select branch, count(*) as claims, sum(claimed) as claimed, sum(settled) as settled,
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'short') as short,
      count(*) filter (where state = 'not-found') as not_found,
      count(*) filter (where state = 'reversed') as reversed
    from claim group by branch order by branch collate "C"`);

/** How each day's claims stand, for whoever sums them. */
export async function noteClaimDays(tx: Database): Promise<void> {
  await tx.script(`
    delete from claim_day;
    insert into claim_day (branch, day, claims, claimed, settled, waiting)
    select branch, day, count(*), sum(claimed), sum(settled), count(*) filter (where state = 'waiting')
    from claim group by branch, day`);
}

/** Of the branch, from a day on, to another where one is given; in the order of days. */
export async function readSettledDays(
  tx: Database,
  branch: string,
  from: Day,
  to?: Day,
): Promise<readonly SettledDay[]> {
  const rows = await tx.query<{
    readonly day: Day;
    readonly waits: boolean;
    readonly settled_before: number | null;
    readonly claims_before: number | null;
    readonly changed: readonly string[] | null;
    readonly unpaid: readonly string[] | null;
    readonly claims: SettledDay['claims'];
  }>(sql`
    with own as (
      select visit, day, at, staff, offer, claimed, settled, state from claim
      where branch = ${branch} and day >= ${from}::date and (${to ?? null}::date is null or day <= ${to ?? null}::date)),
    told as (
      select day, settled_before, claims_before, changed from settled_day
      where branch = ${branch} and day >= ${from}::date and (${to ?? null}::date is null or day <= ${to ?? null}::date)),
    unpaid as (
      select day, json_agg(visit order by visit) as visits from unpaid_visit
      where branch = ${branch} and day >= ${from}::date and (${to ?? null}::date is null or day <= ${to ?? null}::date)
      group by day)
    select day, coalesce(bool_or(c.state = 'waiting'), false) as waits, d.settled_before, d.claims_before, d.changed,
      min(u.visits::text)::json as unpaid,
      coalesce(json_agg(json_build_object('visit', c.visit, 'staff', c.staff, 'offer', c.offer, 'claimed', c.claimed,
        'settled', c.settled, 'state', c.state) order by c.at, c.visit) filter (where c.visit is not null), '[]') as claims
    from own c full join told d using (day) full join unpaid u using (day)
    -- A day that claims nothing any more still says what it said.
    where c.visit is not null or d.claims_before is not null or u.visits is not null
    group by day, d.settled_before, d.claims_before, d.changed
    order by 1`);
  // It reads the whole log: only where it will be told.
  const reach = rows.some(({ waits }) => waits)
    ? ((await readLogReach(tx)).find((each) => each.branch === branch)?.through ?? null)
    : null;
  return rows.map(({ day, waits, settled_before: settled, claims_before: before, ...row }) => ({
    day,
    logThrough: waits ? (reach as SettledDay['logThrough']) : null,
    before:
      settled === null || before === null
        ? null
        : {
            claims: before,
            settled: settled as SettledDay['claims'][number]['settled'],
            ...(row.changed !== null && { changed: [...row.changed] }),
          },
    claims: row.claims,
    ...(row.unpaid !== null && { unpaid: [...row.unpaid] }),
  }));
}
