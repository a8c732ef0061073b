// Migrated equals fresh; a database from the future is refused; several may start at once.
import { afterEach, expect, test } from 'vitest';
import { type Database, sql } from './database.ts';
import { migrate } from './migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openTestDatabase } from './test_database.ts';

const open: Database[] = [];
const fresh = async (): Promise<Database> => {
  const db = await openTestDatabase({ empty: true });
  open.push(db);
  return db;
};
afterEach(async () => {
  for (const db of open.splice(0)) await db.close();
});

const shapeOf = (db: Database): Promise<readonly unknown[]> =>
  db.query(sql`
    select c.relname, c.relkind::text as kind, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull, pg_get_expr(d.adbin, d.adrelid) as fallback,
      (select string_agg(pg_get_constraintdef(o.oid), ' ; ' order by o.conname) from pg_constraint o
        where o.conrelid = c.oid) as constraints
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    order by c.relname, a.attnum`);

test('numbers are tens and grow', () => {
  const numbers = MIGRATIONS.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  expect(numbers.filter((number) => number % 10 !== 0)).toEqual([]);
});

test('migrated step by step equals migrated at once, and a second run does nothing', async () => {
  const atOnce = await fresh();
  const steps = await fresh();
  await migrate(atOnce, MIGRATIONS);
  for (let count = 1; count <= MIGRATIONS.length; count += 1) {
    await migrate(steps, MIGRATIONS.slice(0, count));
  }
  const shape = await shapeOf(atOnce);
  expect(shape.length).toBeGreaterThan(80);
  expect(await shapeOf(steps)).toEqual(shape);
  expect(await migrate(atOnce, MIGRATIONS)).toEqual({ ok: true, value: [] });
});

test('a no that no file said becomes not known, and what was said stays', async () => {
  const db = await fresh();
  await migrate(
    db,
    MIGRATIONS.filter(({ number }) => number < 700),
  );
  await db.script(`
    insert into branch (code, name_zh, name_en, time_zone, currency, is_demo)
      values ('A', 'a', 'a', 'Asia/Shanghai', 'CNY', false), ('B', 'b', 'b', 'Asia/Shanghai', 'CNY', false),
        ('D', 'd', 'd', 'Asia/Shanghai', 'CNY', true);
    insert into customer (branch, account, opted_out, blacklisted, as_of)
      values ('A', 'A1', true, false, '2026-10-31'), ('A', 'A2', false, false, '2026-10-31'),
        ('B', 'B1', false, true, '2026-10-31'), ('B', 'B2', false, false, '2026-10-31'),
        ('D', 'D1', false, false, '2026-10-31');
    insert into holding (customer, code, name_zh, name_en)
      select id, 'tv', '电视', 'TV' from customer where account = 'A1';
    insert into holding (customer, code, name_zh, name_en)
      select id, 'broadband', '宽带', 'broadband' from customer where account = 'A2'`);
  await migrate(db, MIGRATIONS);
  expect(
    await db.query(sql`
      select account, opted_out, blacklisted, no_contract, holdings_told from customer order by account`),
  ).toEqual(
    [
      ['A1', true, null, false, ['broadband', 'tv']],
      ['A2', false, null, false, ['broadband', 'tv']],
      ['B1', null, true, false, []],
      ['B2', null, false, false, []],
      ['D1', false, false, true, ['*']],
    ].map(([account, opted_out, blacklisted, no_contract, holdings_told]) => ({
      account,
      opted_out,
      blacklisted,
      no_contract,
      holdings_told,
    })),
  );
});

test('a database from the future is refused and left alone', async () => {
  const db = await fresh();
  await migrate(db, MIGRATIONS);
  await db.execute(sql`insert into schema_migration (number, name) values (${9990}, ${'later'})`);
  const result = await migrate(db, MIGRATIONS);
  expect(result).toEqual({
    ok: false,
    error: { type: 'from-the-future', found: 9990, known: MIGRATIONS.at(-1)?.number },
  });
});

test('a migration that fails leaves nothing behind', async () => {
  const db = await fresh();
  const bad = { number: 9980, name: 'bad', up: 'create table half (id int); select broken;' };
  await expect(migrate(db, [...MIGRATIONS, bad])).rejects.toThrow(/broken/);
  const [row] = await db.query<{ there: boolean }>(
    sql`select to_regclass('half') is not null or to_regclass('branch') is not null as there`,
  );
  expect(row?.there).toBe(false);
});

test('copies that start at once migrate once', async () => {
  const db = await fresh();
  const results = await Promise.all([
    migrate(db, MIGRATIONS),
    migrate(db, MIGRATIONS),
    migrate(db, MIGRATIONS),
  ]);
  const counts = results.map((result) => (result.ok ? result.value.length : -1));
  expect(counts.toSorted()).toEqual([0, 0, MIGRATIONS.length]);
});
