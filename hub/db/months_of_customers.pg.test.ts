// No month without its customer, whoever writes and deletes at the same time.
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openDatabase } from './open_database.ts';
import { sql } from './sql.ts';
import { openTestDatabase } from './test_database.ts';

const db = await openTestDatabase();
afterAll(() => db.close());

const write = (to: Database, account: string, month = '2026-10'): Promise<number> =>
  to.execute(sql`
    insert into usage_month (customer, month, spend)
    select id, ${month}, 5 from customer where account = ${account}`);
const writeTo = (to: Database, customer: number): Promise<number> =>
  to.execute(
    sql`insert into usage_month (customer, month, spend) values (${customer}, '2026-10', 5)`,
  );
const remove = (from: Database, account: string): Promise<number> =>
  from.execute(sql`delete from customer where account = ${account}`);
const months = async (): Promise<readonly string[]> =>
  (
    await db.query<{ line: string }>(sql`
      select coalesce(c.account, 'nobody') || ' ' || m.month as line
      from usage_month m left join customer c on c.id = m.customer order by 1`)
  ).map(({ line }) => line);
const numberOf = async (account: string): Promise<number> =>
  (await db.query<{ id: number }>(sql`select id from customer where account = ${account}`))[0]
    ?.id ?? 0;

beforeEach(async () => {
  await db.script(`
    delete from branch;
    insert into branch (code, name_zh, name_en, time_zone, currency) values ('b1', '一', 'One', 'Asia/Shanghai', 'CNY');
    insert into customer (branch, account, as_of) values ('b1', 'A1', '2026-10-31'), ('b1', 'A2', '2026-10-31')`);
  await write(db, 'A1');
  await write(db, 'A2');
});

test('a month of a customer who is not there is refused, written or moved', async () => {
  await expect(writeTo(db, 999_999)).rejects.toThrow('months of customer 999999, who is not there');
  await expect(
    db.execute(
      sql`update usage_month set customer = 999999 where customer = ${await numberOf('A1')}`,
    ),
  ).rejects.toThrow('months of customer 999999, who is not there');
  expect(await months()).toEqual(['A1 2026-10', 'A2 2026-10']);
});

test('with customers, and with their branch, go their months', async () => {
  await remove(db, 'A1');
  expect(await months()).toEqual(['A2 2026-10']);
  await db.execute(sql`delete from branch`);
  expect(await months()).toEqual([]);
});

test('nor is a month left behind by a truncated table, a changed number or an older view', async () => {
  await expect(db.execute(sql`update customer set id = default`)).rejects.toThrow('never changes');
  await expect(db.transaction((tx) => remove(tx, 'A1'), { snapshot: true })).rejects.toThrow(
    'read committed',
  );
  await db.script('truncate customer cascade');
  expect(await months()).toEqual([]);
});

test('who writes months and who deletes their customer wait for each other', async () => {
  // The embedded database has one connection: there nobody can be between.
  const other = db.url === undefined ? undefined : await openDatabase({ url: db.url });
  if (!other) return;
  try {
    let removed: Promise<number> | undefined;
    await db.transaction(async (tx) => {
      await write(tx, 'A1', '2026-11');
      removed = remove(other, 'A1');
      expect(await first(removed)).toBe('waits');
    });
    expect(await removed).toBe(1);
    expect(await months()).toEqual(['A2 2026-10']);

    const customer = await numberOf('A2');
    let written: Promise<number> | undefined;
    await db.transaction(async (tx) => {
      await remove(tx, 'A2');
      written = writeTo(other, customer);
      written.catch(() => undefined);
      expect(await first(written)).toBe('waits');
    });
    await expect(written).rejects.toThrow('who is not there');
    expect(await months()).toEqual([]);
  } finally {
    await other.close();
  }
});

const first = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((done) => setTimeout(done, 300, 'waits'))]);
