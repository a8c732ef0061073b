// Imports of rows that belong to customers: earlier visits, and customer files.
import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { customerSchema, type CustomerFile } from '#shared/model/customer.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { visitRecords } from './test_read_back.ts';
import { describeImportError } from './errors.ts';
import { importFile } from './import_file.ts';
import type { ImportOptions } from './import_options.ts';
import { loadMap } from './load_map.ts';
import { changesNothing, type ImportReport } from './report.ts';
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
// A branch of its own for each test, with two customers.
beforeEach(async () => {
  branches += 1;
  branch = `B${branches}`;
  await openBranch('Asia/Shanghai');
});

async function run(
  content: string | Uint8Array,
  map: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const path = await files.write(`${branch}.csv`, content);
  const loaded = await loadMap(map, 'hub/maps');
  if (!loaded.ok) throw new Error(describeImportError(loaded.error).en);
  const result = await importFile(db, path, loaded.value, { apply: true, branch, ...options });
  if (!result.ok) throw new Error(describeImportError(result.error).en);
  return result.value;
}

async function openBranch(timeZone: string): Promise<void> {
  await run('账号,姓名\nA1,单雄信\nA2,王芳\n', 'customers', {
    newBranch: { name: { zh: '城关', en: 'Chengguan' }, timeZone, currency: 'CNY' },
    asOf: '2026-10-31' as NonNullable<ImportOptions['asOf']>,
  });
}

/** As the branch would get them. */
async function storedFiles(): Promise<Readonly<Record<string, CustomerFile | null>>> {
  const all: Record<string, CustomerFile | null> = {};
  for await (const batch of customerBatches(db, branch, 500)) {
    for (const customer of batch) all[customer.account] = customerSchema.parse(customer).file;
  }
  return all;
}

const badCells = (report: ImportReport): readonly (readonly (string | number)[])[] =>
  report.bad.first.map(({ row, column, value, expected }) => [row, column, value, expected.en]);

const VISITS = `账号,时间,来意,金额
A1,2026-09-03 09:30,充值,50
A1,2026/10/8 16:05:20,账单,
A2,2026年10月8日 8时05分,故障,0
`;

test('visits stand at their instant, two of one customer apart', async () => {
  const dry = await run(VISITS, 'visits', { apply: false });
  expect(dry).toMatchObject({ applied: false, changes: { added: 3 } });
  expect(await visitRecords(db, branch)).toEqual([]);

  expect(await run(VISITS, 'visits')).toMatchObject({ applied: true, changes: { added: 3 } });
  expect(await visitRecords(db, branch)).toEqual([
    { account: 'A1', at: '2026-09-03 01:30:00', purpose: 'top-up', prepaid: 5000 },
    { account: 'A1', at: '2026-10-08 08:05:20', purpose: 'bill', prepaid: null },
    { account: 'A2', at: '2026-10-08 00:05:00', purpose: 'fault', prepaid: 0 },
  ]);
});

test('times are those of the clock of the branch', async () => {
  branch = `${branch}-west`;
  await openBranch('Asia/Kolkata');
  await run('账号,时间,来意\nA1,2026-09-03 09:30,充值\n', 'visits');
  expect(await visitRecords(db, branch)).toMatchObject([{ at: '2026-09-03 04:00:00' }]);
});

test('the same visits twice change nothing; a later file adds, and changes what it says', async () => {
  await run(VISITS, 'visits');
  expect(changesNothing(await run(VISITS, 'visits'))).toBe(true);
  const later = '账号,时间,来意,金额\nA1,2026-09-03 09:30,充值,60\nA2,2026-10-09 10:00,其他,\n';
  expect(await run(later, 'visits')).toMatchObject({
    changes: { added: 1, changed: 1, unchanged: 0 },
    fields: [{ field: 'prepaid', column: '金额', count: 1 }],
  });
  expect(await visitRecords(db, branch)).toHaveLength(4);
});

test('bad visits are named, and are set aside', async () => {
  const file = `账号,时间,来意,金额
A1,2026-02-29 09:30,充值,50
A1,2026-10-08,充值,50
X9,2026-10-08 09:30,充值,50
A2,2026-10-08 09:30,闲逛,-1
A2,2026-10-09 09:30,账单,
A2,2026/10/9 9:30,充值,
A1,2026-10-09 09:30,充值,30
`;
  const refused = await run(file, 'visits');
  expect(refused).toMatchObject({ applied: false, refused: true, bad: { rows: 6 } });
  const time = 'a date and time such as 2026-10-31 14:05';
  expect(badCells(refused)).toEqual([
    [2, '时间', '2026-02-29 09:30', time],
    [3, '时间', '2026-10-08', time],
    [5, '来意', '闲逛', 'top-up/bill/plan/fault/complaint/cancel/other'],
    [5, '金额', '-1', 'an amount in yuan, 0 or more'],
    [4, '账号', 'X9', 'the account of a customer of the branch (import customers first)'],
    [6, '账号', 'A2', 'one visit of a customer at one time (row 7 has the same)'],
    [7, '账号', 'A2', 'one visit of a customer at one time (row 6 has the same)'],
  ]);
  expect(await visitRecords(db, branch)).toEqual([]);

  const rejects = files.path(`${branch}-rejects.csv`);
  expect(await run(file, 'visits', { rejects })).toMatchObject({
    applied: true,
    setAside: 6,
    changes: { added: 1 },
  });
  expect(await readFile(rejects, 'utf8')).toContain('X9,2026-10-08 09:30,充值,50,账号: ');
  expect(await visitRecords(db, branch)).toMatchObject([{ account: 'A1', prepaid: 3000 }]);
});

test('an account is that of its own branch', async () => {
  const first = branch;
  branch = `${branch}-other`;
  await openBranch('Asia/Shanghai');
  await run(VISITS, 'visits');
  await run('账号,生日\nA1,05-20\n', 'customer_files');
  expect(await visitRecords(db, first)).toEqual([]);
  branch = first;
  expect(await storedFiles()).toEqual({ A1: null, A2: null });
});

const FILES = `账号,职业,爱好,家庭收入,孩子,健康,客户经理,生日,爱人生日,孩子生日,父母生日,结婚纪念日
A1,教师,"钓鱼, 象棋",20万,一女,良好,李梅,1985-05-20,6月1日,2014/9/3,11-03、2月29日,
A2,,,,,,,,,,,10-01
`;
const A1_FILE: CustomerFile = {
  occupation: '教师',
  hobbies: '钓鱼, 象棋',
  householdIncome: '20万',
  children: '一女',
  health: '良好',
  manager: '李梅',
  keyDates: [
    { kind: 'birthday', on: '05-20' },
    { kind: 'spouse-birthday', on: '06-01' },
    { kind: 'child-birthday', on: '09-03' },
    { kind: 'parent-birthday', on: '02-29' },
    { kind: 'parent-birthday', on: '11-03' },
  ],
};

test('files in GB18030 are what the branch gets, and twice change nothing', async () => {
  const bytes = iconv.encode(FILES, 'gb18030');
  expect(await run(bytes, 'customer_files', { apply: false })).toMatchObject({
    readAs: expect.stringContaining('gb18030'),
    applied: false,
    changes: { added: 2 },
  });
  expect(await storedFiles()).toEqual({ A1: null, A2: null });

  await run(bytes, 'customer_files');
  expect(await storedFiles()).toMatchObject({
    A1: A1_FILE,
    A2: { occupation: '', keyDates: [{ kind: 'wedding', on: '10-01' }] },
  });
  expect(changesNothing(await run(bytes, 'customer_files'))).toBe(true);
});

test('a later file changes only its own columns, and nothing where its cells are blank', async () => {
  await run(FILES, 'customer_files');
  const later = '账号,健康,父母生日,结婚纪念日\nA1,,02-29,05-01\nA2,,,10-01\n';
  expect(await run(later, 'customer_files')).toMatchObject({
    changes: { added: 0, changed: 1, unchanged: 1 },
    fields: [
      { field: 'parent_birthday', column: '父母生日', count: 1 },
      { field: 'wedding', column: '结婚纪念日', count: 1 },
    ],
  });
  const { A1 } = await storedFiles();
  expect(A1).toEqual({
    ...A1_FILE,
    keyDates: [
      ...A1_FILE.keyDates.slice(0, 3),
      { kind: 'parent-birthday', on: '02-29' },
      { kind: 'wedding', on: '05-01' },
    ],
  });
});

test('a blank row makes no file', async () => {
  const report = await run('账号,职业,生日\nA1,,\nA2,教师,\n', 'customer_files');
  expect(report).toMatchObject({ changes: { added: 1, changed: 0, unchanged: 1 } });
  expect(await storedFiles()).toMatchObject({ A1: null, A2: { occupation: '教师' } });
});

test('bad rows of files stop the import', async () => {
  const report = await run('账号,生日\nA1,02-30\nX9,05-20\nA2,05-20\nA2,05-21\n', 'customer_files');
  expect(report).toMatchObject({ applied: false, refused: true, bad: { rows: 4 } });
  expect(badCells(report)).toEqual([
    [2, '生日', '02-30', 'a month and day such as 05-20, or a date'],
    [3, '账号', 'X9', 'the account of a customer of the branch (import customers first)'],
    [4, '账号', 'A2', 'a key that no other row has (row 5 has the same)'],
    [5, '账号', 'A2', 'a key that no other row has (row 4 has the same)'],
  ]);
  expect(await storedFiles()).toEqual({ A1: null, A2: null });
});
