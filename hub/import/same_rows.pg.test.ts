// The same file again: rows are not read twice, and whatever has changed since is still put right.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, sql, type Sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { day } from '#shared/base/month.ts';
import { describeImportError } from './errors.ts';
import { importFile } from './import_file.ts';
import type { ImportOptions } from './import_options.ts';
import { loadMap } from './load_map.ts';
import type { ImportReport } from './report.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';

let db: TestDatabase;
let files: TestFiles;
let branch = '';
let branches = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
});
afterAll(async () => {
  await files.remove();
  await db.close();
});
beforeEach(() => {
  branches += 1;
  branch = `B${branches}`;
});

async function run(
  content: string,
  options: Partial<ImportOptions> = {},
  on: Database = db,
): Promise<ImportReport> {
  const path = await files.write(`${branch}.csv`, content);
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const result = await importFile(on, path, map.value, {
    apply: true,
    branch,
    newBranch: {
      name: { zh: '城关', en: 'Chengguan' },
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
    },
    asOf: day('2026-10-31'),
    ...options,
  });
  if (!result.ok) throw new Error(describeImportError(result.error).en);
  return result.value;
}

const HEADER = '账号,姓名,手机号,余额,消费_2026-09,消费_2026-10,宽带';
const ROWS = [
  'A1,单雄信,13800000001,12.50,58.00,61.5,是',
  'A2,王芳,13800000002,0,,,否',
  'A3,李四,13800000003,,1,2,',
];
const FILE = [HEADER, ...ROWS].join('\n');

/** All that the hub knows of the branch's customers. */
async function known(): Promise<unknown> {
  const of = (table: Sql) =>
    db.query(sql`select t.* from ${table} t join customer c on c.id = t.customer
      where c.branch = ${branch} order by t::text`);
  return [
    await db.query(sql`select * from customer where branch = ${branch} order by id`),
    await of(sql`usage_month`),
    await of(sql`holding`),
  ];
}

const linesKept = async (): Promise<number> =>
  (
    await db.query(
      sql`select d.customer from row_digest d join customer c on c.id = d.customer where c.branch = ${branch}`,
    )
  ).length;

test('the same file again says and leaves what it did when every row is read', async () => {
  await run(FILE);
  const before = await known();
  expect(await linesKept()).toBe(3);
  const again = await run(FILE);
  expect(await known()).toEqual(before);
  await db.execute(sql`delete from row_digest`);
  const read = await run(FILE);
  expect({ ...again, seconds: 0 }).toEqual({ ...read, seconds: 0 });
  expect(again).toMatchObject({
    rows: 3,
    changes: { added: 0, changed: 0, unchanged: 3 },
    months: { added: 0, changed: 0, unchanged: 4, from: '2026-09', to: '2026-10' },
    holdings: { added: 0, changed: 0, unchanged: 1, removed: 0 },
  });
  expect(await known()).toEqual(before);
});

test('rows that stand are not staged month by month', async () => {
  await run(FILE);
  const staged: string[] = [];
  const watched: Database = {
    ...db,
    transaction: (work, options) =>
      db.transaction(
        (tx) =>
          work({
            ...tx,
            execute: (statement) => {
              staged.push(statement.text);
              return tx.execute(statement);
            },
          }),
        options,
      ),
  };
  await run(FILE, {}, watched);
  expect(staged.filter((text) => text.startsWith('insert into import_month'))).toEqual([]);
  await run(FILE.replace('61.5', '61.6'), {}, watched);
  expect(staged.filter((text) => text.startsWith('insert into import_month'))).toHaveLength(1);
});

test('what somebody else has changed since is put right by the same row', async () => {
  await run(FILE);
  const before = await known();
  const others: readonly ((own: Sql) => Sql)[] = [
    (own) => sql`update usage_month set spend = 1 where ${own} and month = '2026-10'`,
    (own) => sql`delete from usage_month where ${own} and month = '2026-09'`,
    (own) => sql`delete from holding where ${own}`,
    (own) => sql`update holding set name_zh = 'x' where ${own}`,
  ];
  const own = sql`customer = (select id from customer where branch = ${branch} and account = 'A1')`;
  for (const change of others) {
    await db.execute(change(own));
    expect(await linesKept()).toBe(2);
    await run(FILE);
    expect(await known()).toEqual(before);
  }
  await db.execute(sql`
    insert into holding (customer, code, name_zh, name_en)
    select id, 'broadband', 'x', 'x' from customer where branch = ${branch} and account = 'A2'`);
  expect((await run(FILE)).holdings).toMatchObject({ removed: 1 });
  await db.execute(sql`update customer set name = 'x' where branch = ${branch} and account = 'A2'`);
  expect(await run(FILE)).toMatchObject({ changes: { changed: 1, unchanged: 2 } });
  expect(await known()).toEqual(before);
});

test('another file between them counts, and so does the day', async () => {
  await run(FILE);
  await run('账号,余额\nA1,99');
  expect(await run(FILE)).toMatchObject({
    changes: { changed: 1, unchanged: 2 },
    fields: [{ field: 'balance', count: 1 }],
  });
  expect(await run(FILE, { asOf: day('2026-11-30') })).toMatchObject({
    changes: { changed: 3, unchanged: 0 },
  });
  const older = await run(FILE);
  expect(older).toMatchObject({ older: { rows: 3 }, changes: { changed: 0 } });
  expect(await run(FILE)).toMatchObject({ older: { rows: 3 } });
});

test('who is twice in the file is refused, however often the row was imported', async () => {
  await run(FILE);
  for (const twice of [ROWS[1], 'A2,王芳,13800000002,7,,,否']) {
    const report = await run(`${FILE}\n${twice}`);
    expect(report).toMatchObject({ refused: true, bad: { rows: 2 } });
    expect(report.bad.first.map(({ row }) => row)).toEqual([3, 5]);
  }
});

test('in a whole file they are there, and are back', async () => {
  const many = [FILE, ...Array.from({ length: 20 }, (_, at) => `C${at},某,,1,,,否`)];
  await run(many.join('\n'));
  const whole = { complete: true };
  expect((await run(many.join('\n'), whole)).leaving).toMatchObject({ left: 0, known: 23 });
  expect((await run(many.slice(0, -1).join('\n'), whole)).leaving).toMatchObject({ left: 1 });
  expect(await run(many.join('\n'), whole)).toMatchObject({ back: 1, leaving: { left: 0 } });
  expect(await run(many.join('\n'), whole)).toMatchObject({ back: 0, leaving: { left: 0 } });
});

test('a dry run keeps nothing, and rows of a refused file are read again', async () => {
  await run(FILE);
  await db.execute(sql`delete from row_digest`);
  await run(FILE, { apply: false });
  expect(await linesKept()).toBe(0);
  await run(`${FILE}\nA9,赵,abc,1,1,1,是`);
  expect(await linesKept()).toBe(0);
});
