// A small branch for tests: people, gifts, plans, customers with months, holdings and scores.
import { type Database, sql } from './database.ts';

export type TestBranch = { readonly code: string; readonly customers: number };

/** Customers `A000001` ... with three months each; every third has a plan, a holding and a score. */
export async function createTestBranch(db: Database, branch: TestBranch): Promise<void> {
  const { code, customers } = branch;
  await db.execute(sql`
    insert into branch (code, name_zh, name_en, time_zone, currency, is_demo, privilege_weekday)
    values (${code}, ${'城关营业厅'}, ${'Chengguan branch'}, ${'Asia/Shanghai'}, ${'CNY'}, true, 3)`);
  await db.execute(sql`
    insert into staff (branch, id, name, role, pin_hash, active) values
      (${code}, 'c1', '李梅', 'clerk', 'scrypt$16384$8$1$AA==$AA==', true),
      (${code}, 'm1', '王强', 'manager', 'scrypt$16384$8$1$AA==$AA==', true),
      (${code}, 'gone', '走了', 'clerk', 'scrypt$16384$8$1$AA==$AA==', false)`);
  await db.execute(sql`
    insert into gift (branch, id, name_zh, name_en, cost, allocated)
    values (${code}, 'umbrella', '雨伞', 'umbrella', 1500, 40)`);
  await db.execute(sql`
    insert into plan (code, name_zh, name_en, monthly_fee, voice_minutes, data_kb)
    values ('p38', '38元套餐', 'Plan 38', 3800, 100, 5242880) on conflict do nothing`);
  await addTestCustomers(db, code, 1, customers);
}

/** Customers number `from` to `to` of the branch. */
export async function addTestCustomers(
  db: Database,
  code: string,
  from: number,
  to: number,
): Promise<void> {
  await db.execute(sql`
    insert into customer (branch, account, phone, name, pinyin, initials, id_tail, area, birth_year, since, plan,
      contract_end, balance, arrears, points, household, as_of)
    select ${code}, 'A' || lpad(n::text, 6, '0'), (13800000000 + n)::text, '张三丰', 'zhangsanfeng', 'zsf',
      lpad((n % 10000)::text, 3, '0') || 'x', '东街', 1970 + n % 30, '2015-03-01'::date + n,
      case when n % 3 = 0 then 'p38' end, case when n % 3 = 0 then '2026-12-31'::date end,
      n * 100, 0, n, 1 + n / 4, '2026-10-31'
    from generate_series(${from}::int, ${to}::int) as n`);
  await db.execute(sql`
    insert into usage_month (customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up)
    select c.id, m.month, 3000 + c.id % 700, 120, 2048, 5000, 1, 5000
    from customer c, unnest(${['2025-10', '2025-11', '2026-09', '2026-10']}::text[]) as m (month)
    where c.branch = ${code} on conflict do nothing`);
  await db.execute(sql`
    insert into holding (customer, code, name_zh, name_en, until)
    select c.id, 'data-pack', '流量包', 'Data pack', '2026-12-31' from customer c
    where c.branch = ${code} and c.plan is not null on conflict do nothing`);
  await db.execute(sql`
    insert into score (customer, as_of, value_group, stage, risks, labels)
    select c.id, '2026-10-31', 'netizen', 'mature', array['expiring'], array['loyal', 'heavy-data']
    from customer c where c.branch = ${code} and c.plan is not null on conflict do nothing`);
}

export const addTestEditions = async (db: Database, version: string): Promise<void> => {
  const doc = JSON.stringify({ version, offers: [] });
  await db.execute(sql`insert into catalog (version, doc) values (${version}, ${doc})`);
};

export const setTestBalance = (db: Database, account: string, balance: number): Promise<number> =>
  db.execute(sql`update customer set balance = ${balance} where account = ${account}`);

export const deleteTestCustomer = (db: Database, account: string): Promise<number> =>
  db.execute(sql`delete from customer where account = ${account}`);

export const setTestStaffActive = (
  db: Database,
  branch: string,
  id: string,
  active: boolean,
): Promise<number> =>
  db.execute(sql`update staff set active = ${active} where branch = ${branch} and id = ${id}`);

/** One month more for all customers of the branch, silent for every `silentEvery`th, on record to its end. */
export async function addTestMonth(
  db: Database,
  branch: string,
  { month, asOf, silentEvery }: { month: string; asOf: string; silentEvery: number },
): Promise<void> {
  await db.execute(sql`
    insert into usage_month (customer, month, spend, voice_minutes, data_kb)
    select id, ${month}, 3000, use, use from (
      select id, case when id % ${silentEvery}::int = 0 then 0 else 90 end as use
      from customer where branch = ${branch}) as c`);
  await db.execute(sql`update customer set as_of = ${asOf} where branch = ${branch}`);
}
