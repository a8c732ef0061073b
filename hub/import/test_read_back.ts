// What tests read back from the hub after an import.
import { type Database, sql } from '#hub/db/database.ts';

export type Totals = {
  readonly month: string;
  readonly customers: number;
  readonly spend: number;
  readonly voice: number;
  readonly data: number;
  readonly topUp: number;
  readonly topUps: number;
  readonly lastTopUp: number;
};

export const monthTotals = (db: Database, branch: string): Promise<readonly Totals[]> =>
  db.query<Totals>(sql`
    select m.month, count(*) as customers, sum(m.spend) as spend, sum(m.voice_minutes) as voice,
      sum(m.data_kb) as data, sum(m.top_up) as "topUp", sum(m.top_up_count) as "topUps",
      sum(m.last_top_up) as "lastTopUp"
    from usage_month m join customer c on c.id = m.customer
    where c.branch = ${branch} group by m.month order by m.month`);

export const holdingCounts = (
  db: Database,
  branch: string,
): Promise<readonly { readonly code: string; readonly count: number }[]> =>
  db.query(sql`
    select h.code, count(*) as count from holding h join customer c on c.id = h.customer
    where c.branch = ${branch} group by h.code order by h.code`);

export async function countRows(db: Database): Promise<Readonly<Record<string, number>>> {
  const [row] = await db.query<Record<string, number>>(sql`
    select (select count(*) from branch) as branches, (select count(*) from staff) as staff,
      (select count(*) from gift) as gifts, (select count(*) from plan) as plans,
      (select count(*) from customer) as customers, (select count(*) from usage_month) as months,
      (select count(*) from holding) as holdings`);
  return row ?? {};
}

/** Visits known from elsewhere, `at` in UTC. */
export const visitRecords = (
  db: Database,
  branch: string,
): Promise<
  readonly {
    readonly account: string;
    readonly at: string;
    readonly purpose: string;
    readonly prepaid: number | null;
  }[]
> =>
  db.query(sql`
    select c.account, to_char(to_timestamp(v.at / 1000) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as at,
      v.purpose, v.prepaid
    from visit_record v join customer c on c.id = v.customer
    where c.branch = ${branch} order by c.account, v.at`);

export const pinHashes = (db: Database): Promise<readonly { id: string; pin_hash: string }[]> =>
  db.query(sql`select id, pin_hash from staff order by id`);
