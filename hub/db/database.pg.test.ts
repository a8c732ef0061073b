// Both drivers behave the same: types, transactions, cursors, fragments.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from './database.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ empty: true });
  await db.script('create table thing (id bigint primary key, name text, bytes bytea)');
});
afterAll(() => db.close());

test('columns come back in one shape', async () => {
  const at = Date.UTC(2026, 10, 21, 19, 57, 59, 105);
  const [row] = await db.query(sql`
    select 9007199254740991::bigint as whole, 2.5::numeric as part, '2026-03-01'::date as day,
      ${new Date(at)}::timestamptz as at, ${Buffer.from([0, 255])}::bytea as bytes,
      ${'{"a":[1]}'}::jsonb as doc, ${['a"b', 'c,{}', null, 'NULL', '']}::text[] as texts`);
  expect(row).toMatchObject({
    whole: 9007199254740991,
    part: 2.5,
    day: '2026-03-01',
    at,
    doc: { a: [1] },
    texts: ['a"b', 'c,{}', null, 'NULL', ''],
  });
  const { bytes } = row as { bytes: Uint8Array };
  expect([...bytes]).toEqual([0, 255]);
});

test('a number that a double cannot hold is refused', async () => {
  await expect(db.query(sql`select 9007199254740993::bigint as n`)).rejects.toThrow(/2\^53/);
});

test('bulk rows go in by unnest, with nulls and bytes', async () => {
  const count = await db.execute(sql`
    insert into thing (id, name, bytes)
    select * from unnest(${[1, 2, 3]}::bigint[], ${['a', null, '三']}::text[],
      ${[Buffer.from('x'), null, new Uint8Array([1, 2])]}::bytea[])`);
  expect(count).toBe(3);
  const rows = await db.query<{ id: number; name: string | null; size: number | null }>(
    sql`select id, name, length(bytes) as size from thing order by id`,
  );
  expect(rows).toEqual([
    { id: 1, name: 'a', size: 1 },
    { id: 2, name: null, size: null },
    { id: 3, name: '三', size: 2 },
  ]);
});

test('fragments are spliced with their values', async () => {
  const only = sql`id > ${1} and id < ${3}`;
  const rows = await db.query(
    sql`select id from thing where name is not distinct from ${null} and ${only}`,
  );
  expect(rows).toEqual([{ id: 2 }]);
});

test('a failed transaction leaves nothing, a failed savepoint leaves the rest', async () => {
  await expect(
    db.transaction(async (tx) => {
      await tx.execute(sql`insert into thing (id) values (${10})`);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into thing (id) values (${11})`);
    await tx
      .transaction(async (inner) => {
        await inner.execute(sql`insert into thing (id) values (${12})`);
        await inner.execute(sql`insert into thing (id) values (${11})`);
      })
      .catch(() => undefined);
  });
  const rows = await db.query(sql`select id from thing where id >= 10`);
  expect(rows).toEqual([{ id: 11 }]);
});

test('batches come in order and leave the database usable between them', async () => {
  const sizes: number[] = [];
  let sum = 0;
  for await (const rows of db.queryBatches<{ n: number }>(
    sql`select n::int from generate_series(1, ${2500}) as n order by n`,
    1000,
  )) {
    sizes.push(rows.length);
    for (const { n } of rows) sum += n;
    await db.query(sql`select 1`);
  }
  expect(sizes).toEqual([1000, 1000, 500]);
  expect(sum).toBe((2500 * 2501) / 2);
});

test('leaving batches early, also inside a transaction, does no harm', async () => {
  const series = sql`select n from generate_series(1, 100) as n`;
  for await (const _ of db.queryBatches(series, 10)) break;
  await db.transaction(async (tx) => {
    for await (const _ of tx.queryBatches(series, 10)) break;
    await tx.execute(sql`insert into thing (id) values (${20})`);
  });
  expect(await db.query(sql`select id from thing where id = 20`)).toHaveLength(1);
});

/** The embedded database has no connection to end. */
const SERVERS = [process.env['HUB_TEST_DATABASE'] ?? ''].filter((url) =>
  url.startsWith('postgres'),
);

test.each(SERVERS)(
  'a connection that the server ends fails what ran on it, never the process',
  async () => {
    const ended = db.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await db.query(sql`select pg_terminate_backend(${own?.pid ?? 0}::int)`);
      // While nothing is asked the end arrives as an event of the connection, which nobody waits for.
      await setTimeout(100);
      return await tx.query(sql`select 1 as one`);
    });
    await expect(ended).rejects.toThrow(/connection error|terminat/i);
    expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  },
);
