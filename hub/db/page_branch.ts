// Branches as HQ's page lists them: names, regions, sums of a month, devices.
import type { Currency } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import { type Database, sql, type Sql } from './database.ts';

export type PageBranch = {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Empty: of no region, HQ's alone. */
  readonly region: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly privilegeWeekday: number | null;
};

/** A branch of no region is in no regional manager's. */
const inRegions = (regions: readonly string[] | null): Sql =>
  regions === null ? sql`true` : sql`(b.region <> '' and b.region = any(${[...regions]}::text[]))`;

/** @param regions null: of all */
export const readPageBranches = (
  db: Database,
  regions: readonly string[] | null,
  code?: string,
): Promise<readonly PageBranch[]> =>
  db.query<PageBranch>(sql`
    select b.code, json_build_object('zh', b.name_zh, 'en', b.name_en) as name, b.region, b.currency,
      b.time_zone as "timeZone", b.privilege_weekday as "privilegeWeekday"
    from branch b
    where ${inRegions(regions)} and (${code ?? null}::text is null or b.code = ${code ?? null})
    order by b.code collate "C"`);

export type PageBranchRow = PageBranch & {
  readonly visits: number;
  readonly prepaid: number;
  readonly claimed: number;
  readonly said: number;
  readonly accepted: number;
  readonly settled: number | null;
  readonly settledClaims: number;
  readonly waiting: number;
  readonly effect: unknown;
  readonly devices: number;
  readonly unsent: number | null;
  readonly heardAt: number | null;
  readonly apps: readonly string[];
};

/** Each with the sums of its days, both ends included. */
export const readPageBranchRows = (
  db: Database,
  regions: readonly string[] | null,
  from: Day,
  to: Day,
): Promise<readonly PageBranchRow[]> =>
  db.query<PageBranchRow>(sql`
    select b.code, json_build_object('zh', b.name_zh, 'en', b.name_en) as name, b.region, b.currency,
      b.time_zone as "timeZone", b.privilege_weekday as "privilegeWeekday",
      coalesce(d.visits, 0) as visits, coalesce(d.prepaid, 0) as prepaid, coalesce(d.claimed, 0) as claimed,
      coalesce(d.said, 0) as said, coalesce(d.accepted, 0) as accepted,
      c.settled, coalesce(c.claims, 0) as "settledClaims", coalesce(c.waiting, 0) as waiting,
      f.doc - 'hints' as effect,
      coalesce(p.devices, 0) as devices, p.unsent, p.heard as "heardAt", coalesce(p.apps, '{}') as apps
    from branch b
    left join (
      select branch, sum(visits) as visits, sum(prepaid) as prepaid, sum(claimed) as claimed, sum(said) as said,
        sum(accepted) as accepted
      from branch_day where day between ${from}::date and ${to}::date group by branch) as d on d.branch = b.code
    left join (
      select branch, sum(settled) as settled, sum(claims) as claims, sum(waiting) as waiting
      from claim_day where day between ${from}::date and ${to}::date group by branch) as c on c.branch = b.code
    left join effect_figure f on f.branch = b.code
    left join (
      select v.branch, count(*) as devices, sum(t.unsent) as unsent, max(greatest(t.at, h.at)) as heard,
        array_agg(distinct t.app) filter (where t.app is not null) as apps
      from device v
      left join device_contact t on t.device = v.id
      left join device_heard h on h.device = v.id
      where v.revoked_at is null group by v.branch) as p on p.branch = b.code
    where ${inRegions(regions)}
    order by b.code collate "C"`);

export type PageDeviceRow = {
  readonly id: string;
  readonly name: string;
  readonly heardAt: number | null;
  readonly unsent: number | null;
  readonly app: string | null;
};

/** At work, in the order in which they enrolled. */
export const readPageDevices = (db: Database, branch: string): Promise<readonly PageDeviceRow[]> =>
  db.query<PageDeviceRow>(sql`
    select d.id, d.name, greatest(t.at, h.at) as "heardAt", t.unsent, t.app
    from device d
    left join device_contact t on t.device = d.id
    left join device_heard h on h.device = d.id
    where d.branch = ${branch} and d.revoked_at is null
    order by d.enrolled_at, d.id collate "C"`);

/** By staff number; also of those who left. */
export async function readStaffNames(
  db: Database,
  branch: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; name: string }>(
    sql`select id, name from staff where branch = ${branch}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Each once, in the order of their names; of no region left out. */
export async function readRegions(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ region: string }>(
    sql`select distinct region from branch where region <> '' order by region`,
  );
  return rows.map(({ region }) => region);
}
