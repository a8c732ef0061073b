// A year of daily work in the embedded database: dead rows are cleared away, the log does not grow for ever.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, sql } from './database.ts';
import { openDatabase } from './open_database.ts';
import { keepUp } from './upkeep.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
}, 120_000);
afterAll(() => database.close());

const bytesOf = async (table: string): Promise<number> => {
  const [row] = await database.query<{ bytes: number }>(
    sql`select pg_relation_size(${table}::regclass) as bytes`,
  );
  return row?.bytes ?? 0;
};
const fill = (table: string) =>
  database.script(`
    create table ${table} (id bigint primary key, balance bigint, note text);
    insert into ${table} select n, 0, repeat('x', 200) from generate_series(1, 1000) n`);
const newDay = (table: string) => database.script(`update ${table} set balance = balance + 1`);

it('a table that is written anew every day stays about as large as it was', async () => {
  await fill('left_alone');
  for (let day = 0; day < 30; day += 1) await newDay('left_alone');
  const leftAlone = await bytesOf('left_alone');
  await fill('kept_up');
  const first = await bytesOf('kept_up');
  for (let day = 0; day < 30; day += 1) {
    await newDay('kept_up');
    expect((await keepUp(database, 'last')).tables).toContain('kept_up');
  }
  expect(leftAlone).toBeGreaterThan(10 * first);
  expect(await bytesOf('kept_up')).toBeLessThan(4 * first);
});

it('does nothing where nothing changed, but once after a start, when nobody knows', async () => {
  await keepUp(database, 'last');
  expect(await keepUp(database, 'last')).toEqual({ tables: [], cutLog: false });
  expect((await keepUp(database, 'start')).tables).toEqual(['kept_up', 'left_alone']);
});

it('cuts the log past 64 MB', async () => {
  await database.script('create table bulk (words text)');
  await database.script(`
    insert into bulk select repeat(md5(n::text), 30) from generate_series(1, 80000) n`);
  expect((await keepUp(database, 'last')).cutLog).toBe(true);
  expect((await keepUp(database, 'last')).cutLog).toBe(false);
});
