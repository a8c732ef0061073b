// Who looked at whom at the counters, as their audit logs were told; and whether a log still follows on what it told.
import type { Day } from '#shared/base/month.ts';
import { ERRANDS } from '#shared/model/event.ts';
import { type Database, type Sql, sql } from './database.ts';

export type LookUpFilter = {
  readonly branch?: string | undefined;
  readonly staff?: string | undefined;
  /** Account. */
  readonly customer?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
};

export type LookUp = {
  readonly branch: string;
  readonly device: string;
  readonly sequence: number;
  /** UTC ms. */
  readonly at: number;
  /** In the branch's time zone. */
  readonly day: Day;
  readonly staff: string | null;
  readonly action: string;
  /** Null: it is about nobody, or HQ does not have the customer any more. */
  readonly account: string | null;
  readonly reason: string | null;
  /** Something was done for the customer at the branch that day (`ERRANDS`). */
  readonly hasErrand: boolean;
};

/** Of all rows but searches. */
const found = (filter: LookUpFilter): Sql => sql`
  select * from (
    select e.branch, e.device, (x.value ->> 'sequence')::bigint as sequence,
      (x.value ->> 'at')::bigint as at,
      (to_timestamp((x.value ->> 'at')::bigint / 1000.0) at time zone b.time_zone)::date as day,
      x.value ->> 'staff' as staff, x.value ->> 'action' as action, c.account,
      x.value ->> 'reason' as reason, (x.value ->> 'customer')::bigint as customer
    from event e
    join branch b on b.code = e.branch
    cross join lateral jsonb_array_elements(e.payload -> 'entries') as x
    left join customer c on c.id = (x.value ->> 'customer')::bigint
    where e.kind = 'look-ups.told'
      and (${filter.branch ?? null}::text is null or e.branch = ${filter.branch ?? null})
      and (${filter.from ?? null}::date is null or e.day >= ${filter.from ?? null}::date)) as told
  where (${filter.staff ?? null}::text is null or staff = ${filter.staff ?? null})
    and (${filter.customer ?? null}::text is null or account = ${filter.customer ?? null})
    and (${filter.from ?? null}::date is null or day >= ${filter.from ?? null}::date)
    and (${filter.to ?? null}::date is null or day <= ${filter.to ?? null}::date)`;

/**
 * Of an event `v` of the kinds `ERRANDS`. A visit alone is none: the counter begins one with everybody who is opened. As the
 * counter's `store/errands.ts`.
 */
export const IS_ERRAND = sql`
  case v.kind
    when 'answer.recorded' then v.payload ->> 'answer' <> 'not-said'
    when 'visit.finished' then v.payload ->> 'purpose' <> 'top-up'
      or (v.payload ->> 'prepaid')::bigint > 0 or v.payload -> 'gifts' -> 0 is not null
    else true
  end`;

const hasErrand = sql`
  exists (
    select from standing_event v
    where v.branch = f.branch and v.day = f.day and v.kind = any(${[...ERRANDS]}::text[])
      and (v.payload ->> 'customer')::bigint = f.customer and ${IS_ERRAND})`;

export const readLookUps = (db: Database, filter: LookUpFilter): Promise<readonly LookUp[]> =>
  db.query<LookUp>(sql`
    select f.branch, f.device, f.sequence, f.at, f.day, f.staff, f.action, f.account, f.reason,
      ${hasErrand} as "hasErrand"
    from (${found(filter)}) as f
    order by f.branch collate "C", f.at, f.device collate "C", f.sequence`);

export type LookUpSum = {
  readonly branch: string;
  readonly staff: string;
  readonly opened: number;
  /** Of the opened: different customers, and those who had no errand that day. */
  readonly customers: number;
  readonly withoutErrand: number;
  readonly revealed: number;
  readonly files: number;
  /** Beyond HQ's budget, with a reason. */
  readonly beyond: number;
};

/** The many first. */
export const sumLookUps = (db: Database, filter: LookUpFilter): Promise<readonly LookUpSum[]> =>
  db.query<LookUpSum>(sql`
    select branch, staff,
      count(*) filter (where action = 'open')::int as opened,
      count(distinct customer) filter (where action = 'open')::int as customers,
      count(distinct customer) filter (where action = 'open' and not errand)::int as "withoutErrand",
      count(*) filter (where action = 'reveal')::int as revealed,
      count(*) filter (where action = 'file')::int as files,
      count(*) filter (where reason is not null)::int as beyond
    from (select f.*, ${hasErrand} as errand from (${found(filter)}) as f) as f
    where staff is not null and action in ('open', 'reveal', 'file')
    group by branch, staff
    order by 5 desc, 3 desc, branch collate "C", staff collate "C"`);

export type AuditState = {
  readonly device: string;
  readonly branch: string;
  readonly name: string;
  /** Rows of the log that HQ was told of; null: of none. */
  readonly through: number | null;
  /** SHA-256 of the log up to there. */
  readonly head: string | null;
  /** Times that a log did not follow on what it told: it was cut, or written anew. */
  readonly breaks: number;
  /** UTC ms, and what did not fit; of the last of them. */
  readonly brokenAt: number | null;
  readonly broken: string | null;
};

/** @param branch null: of all */
export const readAuditStates = (
  db: Database,
  branch: string | null,
): Promise<readonly AuditState[]> =>
  db.query<AuditState>(sql`
    select d.id as device, d.branch, d.name, l.through, l.head, coalesce(l.breaks, 0) as breaks,
      (extract(epoch from l.broken_at) * 1000)::bigint as "brokenAt", l.broken
    from device d left join device_look_ups l on l.device = d.id
    where ${branch}::text is null or d.branch = ${branch}
    order by d.branch collate "C", d.enrolled_at, d.id collate "C"`);
