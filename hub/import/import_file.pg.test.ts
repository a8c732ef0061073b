import { appendFileSync, rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkCharacter } from '#shared/base/find/identity.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { householdSizes } from '#hub/db/homes.ts';
import { sql } from '#hub/db/sql.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { type Customer, LIVES_ALONE } from '#shared/model/customer.ts';
import { hashPin } from './pin_hash.ts';
import { countRows, pinHashes } from './test_read_back.ts';
import { describeImportError, type ImportError } from './errors.ts';
import { importFile } from './import_file.ts';
import type { ImportOptions } from './import_options.ts';
import { loadMap } from './load_map.ts';
import { changesNothing, type ImportReport } from './report.ts';
import { reportLines } from './report_lines.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';
import { mapOf } from './test_reading.ts';
import { textCell, workbookOf } from './test_workbook.ts';

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
// A branch of its own for each test.
beforeEach(() => {
  branches += 1;
  branch = `B${branches}`;
});

const NEW_BRANCH = {
  name: { zh: '城关', en: 'Chengguan' },
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
} as const;
/** As a spreadsheet leaves them. */
const IDENTITIES = Array.from({ length: 90 }, (_, at) => `1101011990011${at + 10}000`);
const AS_OF = '2026-10-31' as Customer['asOf'];

async function attempt(
  content: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  map = 'customers',
): Promise<ImportReport | ImportError> {
  const path = await files.write(`${branch}.csv`, content);
  const loaded = await loadMap(map, 'hub/maps');
  if (!loaded.ok) throw new Error(loaded.error.type);
  const result = await importFile(db, path, loaded.value, {
    apply: true,
    branch,
    newBranch: NEW_BRANCH,
    asOf: AS_OF,
    ...options,
  });
  return result.ok ? result.value : result.error;
}

async function run(...call: Parameters<typeof attempt>): Promise<ImportReport> {
  const report = await attempt(...call);
  if ('type' in report) throw new Error(describeImportError(report).en);
  return report;
}

async function customers(): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const batch of customerBatches(db, branch, 500)) all.push(...batch);
  return all;
}

const GOOD = `账号,姓名,手机号,余额,消费_2026-09,消费_2026-10,宽带
A1,单雄信,13800000001,12.50,58.00,61.5,是
A2,王芳,+86 138-0000-0002,0,,,否
`;

test('a dry run changes nothing and tells what would change', async () => {
  const before = await countRows(db);
  const report = await run(GOOD, { apply: false });
  expect(report).toMatchObject({
    applied: false,
    refused: false,
    changes: { added: 2 },
    months: { added: 2, from: '2026-09', to: '2026-10' },
    holdings: { added: 1 },
    newBranch: branch,
  });
  expect(await countRows(db)).toEqual(before);
  expect(reportLines(report, { file: 'x.csv', rejects: undefined }).at(-1)).toMatch(
    /^Dry run: nothing was changed/,
  );
});

test('what was imported is what the branch gets, with search keys', async () => {
  await run(GOOD);
  expect(await customers()).toMatchObject([
    {
      account: 'A1',
      name: '单雄信',
      pinyin: 'shanxiongxin',
      initials: 'sxx',
      phone: '13800000001',
      balance: 1250,
      arrears: null,
      asOf: '2026-10-31',
      months: [
        { month: '2026-09', spend: 5800, topUp: null },
        { month: '2026-10', spend: 6150, topUp: null },
      ],
      holdings: [{ code: 'broadband', until: null }],
    },
    { account: 'A2', phone: '13800000002', balance: 0, months: [], holdings: [] },
  ]);
});

test('a later file changes only what it says, names the fields, and takes back what ended', async () => {
  await run(GOOD);
  const report = await run(
    `账号,姓名,余额,消费_2026-10,宽带\nA1,单雄信,20,61.50,否\nA2,王方,0,9,否\nA3,李四,1,1,是\n`,
  );
  expect(report).toMatchObject({
    changes: { added: 1, changed: 2, unchanged: 0 },
    fields: [
      { field: 'name', column: '姓名', count: 1 },
      { field: 'balance', column: '余额', count: 1 },
    ],
    months: { added: 2, changed: 0, unchanged: 1 },
    holdings: { added: 1, removed: 1 },
  });
  expect(await customers()).toMatchObject([
    {
      account: 'A1',
      phone: '13800000001',
      balance: 2000,
      months: [{ spend: 5800 }, { spend: 6150 }],
      holdings: [],
    },
    { account: 'A2', name: '王方', pinyin: 'wangfang', phone: '13800000002' },
    { account: 'A3', holdings: [{ code: 'broadband' }] },
  ]);
});

const last = (report: ImportReport): string | undefined =>
  reportLines(report, { file: 'x.csv', rejects: undefined }).at(-1);

test('the same file twice changes nothing and says so', async () => {
  await run(GOOD);
  const again = await run(GOOD);
  expect(changesNothing(again)).toBe(true);
  expect(last(again)).toMatch(/^Nothing changes: the hub has all/);
  expect(last(await run(GOOD.split('\n')[0] ?? ''))).toMatch(
    /^Nothing changes: the file has no rows/,
  );
});

test('GB18030 with semicolons gives the same customers', async () => {
  await run(iconv.encode(GOOD.replaceAll(',', ';'), 'gb18030'));
  expect((await customers()).map(({ name }) => name)).toEqual(['单雄信', '王芳']);
});

const MIXED = `账号,姓名,余额,入网日期,备注
A1,王芳,12.50,2020-01-02,好
A2,李四,十二元,2020-01-02,"带,逗号
和换行"
,赵六,1,2020-01-02,
A4,钱七,-5,31/12/2020,
A5,孙八,3,2020-02-30
A6,周九,1,2020-01-02,一
A6,周九,2,2020-01-02,二
`;

test('bad rows are listed and stop the import', async () => {
  const report = await run(MIXED);
  expect(report).toMatchObject({ applied: false, refused: true, rows: 7, bad: { rows: 6 } });
  const bad = report.bad.first.map(({ row, column, value, expected }) => [
    row,
    column,
    value,
    expected.en,
  ]);
  expect(bad).toEqual([
    [3, '余额', '十二元', 'an amount in yuan, such as 49.90'],
    [4, '账号', '', 'a value (it is blank)'],
    [5, '入网日期', '31/12/2020', 'a day such as 2026-10-31 (year first)'],
    [6, '*', 'A5 | 孙八 | 3 | 2020-02-30', '5 columns, not 4'],
    [7, '账号', 'A6', 'a key that no other row has (row 8 has the same)'],
    [8, '账号', 'A6', 'a key that no other row has (row 7 has the same)'],
  ]);
  expect(await customers()).toEqual([]);
  expect(reportLines(report, { file: 'x.csv', rejects: undefined }).at(-1)).toMatch(
    /^Nothing was imported/,
  );
});

test('bad rows set aside can be mended and imported', async () => {
  const rejects = files.path('rejects.csv');
  const report = await run(MIXED, { rejects });
  expect(report).toMatchObject({
    applied: true,
    refused: false,
    setAside: 6,
    changes: { added: 1 },
  });
  expect((await customers()).map(({ account }) => account)).toEqual(['A1']);

  const text = await readFile(rejects, 'utf8');
  expect(text.startsWith('\uFEFF账号,姓名,余额,入网日期,备注,退回原因 / reason\r\n')).toBe(true);
  expect(text).toContain('"带,逗号\n和换行"');
  expect(text).toContain('余额: 金额（yuan），如 49.90 / an amount in yuan, such as 49.90');

  const mended = text
    .replace('十二元', '12')
    .replace('\r\n,赵六', '\r\nA3,赵六')
    .replace('31/12/2020', '2020-12-31')
    .replace('2020-02-30', '2020-02-29')
    .replace('A6,周九,2', 'A7,周九,2');
  const second = await run(mended, { rejects });
  expect(second).toMatchObject({
    applied: true,
    setAside: 0,
    bad: { rows: 0 },
    changes: { added: 6 },
  });
  expect((await customers()).map(({ account }) => account).toSorted()).toEqual([
    'A1',
    'A2',
    'A3',
    'A4',
    'A5',
    'A6',
    'A7',
  ]);
  expect((await customers()).find(({ account }) => account === 'A5')?.since).toBe('2020-02-29');
});

test('only the first problems are shown, with the total', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => `A${index},x${index}`).join('\n');
  const report = await run(`账号,余额\n${rows}\n`);
  expect(report.bad).toMatchObject({ rows: 50 });
  expect(report.bad.first).toHaveLength(20);
  expect(reportLines(report, { file: 'x.csv', rejects: undefined })).toContain(
    'bad rows (50, the first 20 problems):',
  );
});

test('a plan that the hub does not know is a bad row; plans come first', async () => {
  const file = '账号,套餐编号\nA1,p38\nA2,\n';
  expect((await run(file)).bad.first).toMatchObject([{ row: 2, column: '套餐编号', value: 'p38' }]);
  const plans = '套餐编号,名称,英文名称,月费,语音分钟,流量GB\np38,38元套餐,Plan 38,38,150,1.5\n';
  expect(await run(plans, { newBranch: undefined, branch: undefined }, 'plans')).toMatchObject({
    changes: { added: 1 },
  });
  await run(file);
  expect((await customers())[0]?.plan).toEqual({
    code: 'p38',
    name: { zh: '38元套餐', en: 'Plan 38' },
    monthlyFee: 3800,
    voiceMinutes: 150,
    dataKb: 1_572_864,
  });
});

test('branches, staff with hashed PINs, and gifts', async () => {
  const none = { branch: undefined, newBranch: undefined };
  const code = branch;
  await run(
    `营业厅编号,名称,英文名称,时区,币种,特权日\n${code},青溪,Qingxi,Asia/Shanghai,CNY,3\n`,
    none,
    'branches',
  );
  const staff = `营业厅编号,工号,姓名,岗位,密码,在岗\n${code},c1,李梅,营业员,1357,是\n${code},m1,王强,店长,2468,\n`;
  expect(await run(staff, none, 'staff')).toMatchObject({ changes: { added: 2 } });
  const [clerk] = await pinHashes(db);
  const salt = Buffer.from(clerk?.pin_hash.split('$')[4] ?? '', 'base64');
  expect(clerk?.pin_hash).toBe(await hashPin('1357', salt));
  expect(changesNothing(await run(staff, none, 'staff'))).toBe(true);
  const changed = await run(staff.replace('1357', '9753'), none, 'staff');
  expect(changed).toMatchObject({
    changes: { changed: 1 },
    fields: [{ field: 'pin_hash', column: '密码', count: 1 }],
  });

  const gifts = `营业厅编号,礼品编号,名称,英文名称,成本,配发数量\n${code},umbrella,晴雨伞,umbrella,12,40\nNOWHERE,oil,油,oil,28,1\n`;
  expect((await run(gifts, none, 'gifts')).bad.first).toMatchObject([
    {
      row: 3,
      column: '营业厅编号',
      value: 'NOWHERE',
      expected: { en: 'the code of a branch that the hub has' },
    },
  ]);
});

const errorOf = async (...call: Parameters<typeof attempt>): Promise<string> => {
  const report = await attempt(...call);
  return 'type' in report ? describeImportError(report).en : 'imported';
};

test('whole-file problems are told apart', async () => {
  expect(await errorOf('a,b\n1,2\n')).toMatch(
    /lacks columns that the map asks for: 账号 \(account\)\. Read as utf-8, comma it has: a, b/,
  );
  expect(await errorOf(GOOD, { newBranch: undefined })).toMatch(
    /^There is no branch B\d+; there are: /,
  );
  expect(await errorOf(GOOD, { branch: undefined })).toMatch(
    /^The map customers has no column for the branch/,
  );
  expect(await errorOf(GOOD, { asOf: undefined })).toMatch(
    /^The map customers does not say what day/,
  );
  expect(await errorOf(GOOD, { rejects: files.path('no/such/folder.csv') })).toMatch(
    /^Cannot write the rejects file/,
  );
  await run(GOOD);
  expect(await errorOf(GOOD, { newBranch: { ...NEW_BRANCH, currency: 'INR' } })).toMatch(
    /has currency CNY, not INR/,
  );
});

test('a file that breaks half-way leaves nothing behind', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => `A${index},1`).join('\n');
  expect(await attempt(`账号,余额\n${rows}\n"B1,1\n`)).toMatchObject({
    type: 'broken-csv',
    line: 5002,
  });
  expect(await customers()).toEqual([]);
});

test('nothing is applied when the bad rows cannot be set aside after all', async () => {
  const folder = files.path(`${branch}-rejects`);
  await mkdir(folder);
  expect(await attempt(MIXED, { rejects: folder })).toMatchObject({ type: 'rejects-file' });
  expect(await customers()).toEqual([]);
});

test('a note that all amounts are in another unit stops the import, with a file of rejects too', async () => {
  const table = '账号,余额,欠费\nA1,1.5,0\n单位：万元,,\nA2,2,0\n';
  const rejects = files.path(`${branch}-rejects.csv`);
  const error = await attempt(table, { rejects });
  expect(error).toMatchObject({ type: 'other-unit', row: 3, text: '单位：万元' });
  expect(describeImportError(error as ImportError).en).toContain('in row 3');
  expect(await customers()).toEqual([]);
  await expect(readFile(rejects)).rejects.toThrow('ENOENT');
});

test('an account that is another customer’s but for capitals or zeros is a bad row, unless the map keeps both', async () => {
  await run('账号,余额\nA1,1\n00812,2\nC7,3\n');
  const next = '账号,余额\na1,5\n812,6\nc8,7\nC8,8\nc7,1\nC7,4\nD9,9\n';
  const found = await run(next);
  expect(found).toMatchObject({ applied: false, bad: { rows: 5 } });
  expect(found.bad.first.map(({ row, value, expected }) => [row, value, expected.en])).toEqual([
    [2, 'a1', expect.stringContaining('(the hub has A1,')],
    [3, '812', expect.stringContaining('(the hub has 00812,')],
    [4, 'c8', expect.stringContaining('(row 5 has C8,')],
    [5, 'C8', expect.stringContaining('(row 4 has c8,')],
    [6, 'c7', expect.stringContaining('(the hub has C7,')],
  ]);
  expect(await customers()).toHaveLength(3);
  // The same file again has nobody who is new.
  expect(await run('账号,余额\nA1,1\n00812,2\nC7,3\n')).toMatchObject({ bad: { rows: 0 } });
  const path = await files.write('alike.csv', next);
  const map = mapOf(
    'entity: customer\nkey: 账号\nalike_accounts: kept\ncolumns: { balance: { column: 余额, unit: yuan } }\n',
  );
  const kept = await importFile(
    db,
    path,
    { name: 'kept', map },
    { apply: true, branch, asOf: AS_OF },
  );
  expect(kept).toMatchObject({ value: { bad: { rows: 0 }, changes: { added: 6 } } });
});

const cells = (words: readonly string[]): string => words.map(textCell).join('');

test('rows and columns that a sheet hides are read, and named', async () => {
  const rows = `<row r="1">${cells(['账号', '姓名', '余额', '别的'])}</row><row r="2" hidden="1">${cells(['A1', '王芳', '1', 'x'])}</row><row r="3">${cells(['A2', '李雷', '2', 'y'])}</row>`;
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="3" max="4" hidden="1"/></cols><sheetData>${rows}</sheetData><autoFilter ref="A1:D3"/></worksheet>`;
  const report = await run(workbookOf('', { 'xl/worksheets/sheet1.xml': sheet }));
  expect(report).toMatchObject({ hiddenRows: 1, hiddenColumns: ['余额'], changes: { added: 2 } });
  const lines = reportLines(report, { file: 'x.xlsx', rejects: undefined }).join('\n');
  expect(lines).toContain('rows that the sheet hides, read all the same');
  expect(lines).toContain(
    'columns that the sheet hides, read all the same / 被隐藏但已读取的列 (1): 余额',
  );
});

test('of numbers that a spreadsheet rounded, those that look sound are no better', async () => {
  // 110101199001015000 has a right check digit: one of eleven rounded ones has.
  const sound = IDENTITIES.find((id) => checkCharacter(id) === '0') ?? '';
  const other = IDENTITIES.find((id) => checkCharacter(id) !== '0') ?? '';
  const rejects = files.path(`${branch}-rejects.csv`);
  const report = await run(`账号,证件号\nA1,${sound}\nA2,11010519491231002X\nA3,${other}\n`, {
    rejects,
  });
  expect(report).toMatchObject({ changes: { added: 1 }, bad: { rows: 2 } });
  expect(report.bad.first.map(({ row, value }) => [row, value])).toEqual([
    [4, other],
    [2, sound],
  ]);
  // By itself it may well be true.
  expect(await run(`账号,证件号\nA5,${sound}\n`)).toMatchObject({ bad: { rows: 0 } });
  const accounts = ['6212260000001230000', '6212260000001240000'];
  expect(await run(`账号\n${accounts.join('\n')}\n`)).toMatchObject({ bad: { rows: 2 } });
  expect(await run(`账号\n${accounts.join('\n')}\n6212260000001240001\n`)).toMatchObject({
    bad: { rows: 0 },
  });
});

test('rejects never take the place of the file that is read', async () => {
  const path = files.path(`${branch}.csv`);
  expect(await attempt(MIXED, { rejects: path })).toMatchObject({ type: 'rejects-over-source' });
  expect(await readFile(path, 'utf8')).toBe(MIXED);
});

test.each<[string, (path: string) => void, string]>([
  ['grows', (path) => appendFileSync(path, 'A9,half a li'), 'changed'],
  ['vanishes', (path) => rmSync(path, { force: true }), 'unreadable'],
])('a file that %s while it is read leaves nothing behind', async (_how, meddle, type) => {
  const rows = Array.from({ length: 5000 }, (_, index) => `A${index},1`).join('\n');
  const result = await attempt(`账号,余额\n${rows}\nA1,2\n`, {
    rejects: files.path(`${branch}-rejects.csv`),
    // Between the first reading and the second.
    onProgress: () => meddle(files.path(`${branch}.csv`)),
  });
  expect(result).toMatchObject({ type });
  expect(await customers()).toEqual([]);
});

const day = (text: string): Customer['asOf'] => text as Customer['asOf'];

test('an older file fills the months that are not known, changes nothing else, and says so', async () => {
  await run('账号,姓名,余额,消费_2026-09,消费_2026-10,宽带\nA1,王芳,50,90,100,是\n');
  const report = await run(
    '账号,姓名,余额,消费_2026-08,消费_2026-09,宽带\nA1,王方,20,80,9,否\nA2,李四,1,2,3,是\n',
    { asOf: day('2026-09-30') },
  );
  expect(report).toMatchObject({
    changes: { added: 1, changed: 0, unchanged: 1 },
    months: { added: 3, changed: 0 },
    holdings: { added: 1, removed: 0 },
    older: { rows: 1, storedAsOf: '2026-10-31', months: 1 },
  });
  expect(reportLines(report, { file: 'x.csv', rejects: undefined }).join('\n')).toContain(
    "older than the hub's figures of 2026-10-31: 1 customers keep what the hub has (1 months too)",
  );
  expect(await customers()).toMatchObject([
    {
      name: '王芳',
      balance: 5000,
      asOf: '2026-10-31',
      months: [{ spend: 8000 }, { spend: 9000 }, { spend: 10_000 }],
      holdings: [{ code: 'broadband' }],
    },
    { name: '李四', asOf: '2026-09-30', months: [{ spend: 200 }, { spend: 300 }] },
  ]);
});

test('months as rows: one customer with all of them, its own fields from the latest', async () => {
  const map = files.path('long.yaml');
  await files.write(
    'long.yaml',
    `entity: customer
key: 账号
columns: { balance: { column: 余额, unit: yuan } }
months: { of: rows, month: 账期, columns: { spend: { column: 消费, unit: yuan } } }
`,
  );
  const file =
    '账号,账期,余额,消费\nA1,202610,3,30\nA2,202610,9,90\nA1,202608,1,10\nA1,202609,2,20\n';
  expect(await run(file, {}, map)).toMatchObject({
    rows: 4,
    changes: { added: 2 },
    months: { added: 4, from: '2026-08', to: '2026-10' },
  });
  expect(await customers()).toMatchObject([
    { account: 'A1', balance: 300, months: [{ spend: 1000 }, { spend: 2000 }, { spend: 3000 }] },
    { account: 'A2', balance: 900, months: [{ spend: 9000 }] },
  ]);
  expect(changesNothing(await run(file, {}, map))).toBe(true);
  const twice = await run(`${file}A1,2026-10,4,40\n`, {}, map);
  expect(twice.bad.first).toMatchObject([
    {
      row: 2,
      value: 'A1',
      expected: { en: expect.stringContaining('a month of an account (row 6 has the same') },
    },
    { row: 6, value: 'A1' },
  ]);
});

test('rows of what happened: those of one month are added up, what none of them tells is not known', async () => {
  const map = files.path('happened.yaml');
  await files.write(
    'happened.yaml',
    `entity: customer
headers: [account, day, dollars, count]
key: account
months:
  of: rows
  month: day
  repeated: added
  columns: { top_up: { column: dollars, unit: yuan }, top_up_count: count }
`,
  );
  const file =
    'A1,20260901,10,1\nA2,20261001,,\nA1,20260930,2.5,\nA1,20261001,4,2\nA2,20261031,,\n';
  expect(await run(file, {}, map)).toMatchObject({
    rows: 5,
    bad: { rows: 0 },
    changes: { added: 2 },
    months: { added: 2, from: '2026-09', to: '2026-10' },
  });
  expect(await customers()).toMatchObject([
    {
      account: 'A1',
      months: [
        { month: '2026-09', topUp: 1250, topUpCount: 1, spend: null },
        { month: '2026-10', topUp: 400, topUpCount: 2 },
      ],
    },
    { account: 'A2', months: [] },
  ]);
  expect(changesNothing(await run(file, {}, map))).toBe(true);
});

test('the report lists what was not understood, and bad rows by kind', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => `A${index},x${index},1`).join('\n');
  const report = await run(
    `账号,余额,备注,消费_2027-01\n${rows.replaceAll(',1', ',1,')}\nB1,1,2\n合计,9,,\n`,
  );
  const lines = reportLines(report, { file: 'x.csv', rejects: undefined });
  expect(lines).toContain('  columns that no field takes / 没有用到的列 (1): 备注');
  expect(lines).toContain(
    '  columns of months after the as-of day, not taken / 晚于数据截止日期的月份，未导入 (1): 消费_2027-01',
  );
  expect(lines.join('\n')).toContain('not taken / 合计和说明行，未导入 (1): row 33 "合计"');
  expect(lines.join('\n')).toContain('phone (手机号)');
  const kinds = lines.filter((line) => / x \S+: expected/.test(line));
  expect(kinds).toEqual([
    expect.stringContaining('30 x 余额: expected an amount in yuan'),
    expect.stringContaining('1 x *: expected 4 columns, not 3'),
  ]);
  // Few rows, but more problems than are shown.
  const few = Array.from({ length: 12 }, (_, index) => `A${index},x,y`).join('\n');
  const text = reportLines(await run(`账号,余额,欠费\n${few}\n`), {
    file: 'x.csv',
    rejects: undefined,
  }).join('\n');
  expect(text).toContain('bad rows (12, the first 20 problems)');
  expect(text).toContain('12 x 欠费: expected an amount in yuan');
});

test('what a broken workbook would have wiped stays', async () => {
  const cases = '../shared/data/cases/';
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const options = { apply: true, branch, newBranch: NEW_BRANCH, asOf: AS_OF };
  expect(await importFile(db, `${cases}09a_before.xlsx`, map.value, options)).toMatchObject({
    ok: true,
  });
  const [before] = await customers();
  expect(
    await importFile(db, `${cases}09_formula_no_result.xlsx`, map.value, options),
  ).toMatchObject({ ok: true, value: { refused: true } });
  expect(await customers()).toEqual([before]);
});

test('figures cannot speak of a day to come', async () => {
  expect(await errorOf(GOOD, { today: day('2026-10-30') })).toMatch(
    /^The figures cannot speak of 2026-10-31: today is 2026-10-30/,
  );
});

const table = (rows: readonly string[]): string => `账号,手机号\n${rows.join('\n')}\n`;

test('who is missing in a whole file has left, may come back, and half a file is refused', async () => {
  const all = Array.from({ length: 60 }, (_, index) => `A${index},1380000${1000 + index}`);
  await run(table(all));
  expect(await errorOf(table(all.slice(0, 30)), { complete: true })).toContain(
    'lacks 30 of 60 customers of a branch, more than 10 %: it looks like half a file',
  );
  // A59 has left, and the number is another customer's.
  const next = [...all.slice(0, 59), 'B1,13800001059'];
  const dry = await run(table(next), { complete: true, apply: false });
  expect(dry).toMatchObject({
    leaving: { left: 1, known: 60, first: ['A59'] },
    phones: { count: 0 },
  });
  expect(await customers()).toHaveLength(60);
  expect(await run(table(next), { apply: false })).toMatchObject({
    phones: { count: 1, first: ['13800001059'] },
  });

  await run(table(next), { complete: true });
  const accounts = (await customers()).map(({ account }) => account);
  expect(accounts).toHaveLength(60);
  expect(accounts).not.toContain('A59');
  expect(changesNothing(await run(table(next), { complete: true }))).toBe(true);

  const back = await run(table([...next, 'A59,13800009999']), { complete: true });
  expect(back).toMatchObject({ back: 1, leaving: { left: 0 }, changes: { changed: 1 } });
  expect((await customers()).map(({ account }) => account)).toContain('A59');
});

test('half a file of a small branch is refused, and where a large one stands beside it', async () => {
  const small = ['S1,13800001001', 'S2,13800001002', 'S3,13800001003', 'S4,13800001004'];
  await run(table(small));
  expect(await errorOf(table(small.slice(0, 2)), { complete: true })).toContain('lacks 2 of 4');
  expect((await run(table(small.slice(0, 3)), { complete: true })).leaving).toMatchObject({
    left: 1,
  });
  const large = Array.from({ length: 60 }, (_, at) => `L${at},1381000${1000 + at}`);
  const other = `${branch}L`;
  await run(table(large), { branch: other });
  const map = await files.write(
    'two.yaml',
    'entity: customer\nkey: 账号\ncolumns: { phone: 手机号, branch: 营业厅 }\n',
  );
  const both = `账号,手机号,营业厅\n${large.map((row) => `${row},${other}`).join('\n')}\n${small[0]},${branch}\n`;
  const result = await attempt(
    both,
    { branch: undefined, newBranch: undefined, complete: true },
    map,
  );
  expect('type' in result && describeImportError(result).en).toContain('lacks 2 of 3 customers');
});

test('a file with bad rows, or an older one, cannot tell who has left', async () => {
  await run(GOOD);
  const bad = '账号,余额\nA1,x\n';
  expect(await errorOf(bad, { complete: true })).toContain('there are bad rows');
  expect(await errorOf('账号\nA1\n', { complete: true, asOf: day('2026-09-30') })).toContain(
    'older than what the hub has',
  );
  expect(await customers()).toHaveLength(2);
});

test('a blank cell is not known, and never takes a known figure away', async () => {
  const head = '账号,余额,消费_2026-10,通话分钟_2026-10\n';
  await run(`${head}A1,10,58,200\nA2,,,40\n`);
  const blank = await run(`${head}A1,,61,\nA2,5,,\n`);
  expect(blank).toMatchObject({
    changes: { changed: 1, unchanged: 1 },
    months: { added: 0, changed: 1, unchanged: 0 },
  });
  expect(await customers()).toMatchObject([
    { account: 'A1', balance: 1000, months: [{ spend: 6100, voiceMinutes: 200, dataKb: null }] },
    { account: 'A2', balance: 500, months: [{ spend: null, voiceMinutes: 40, topUpCount: null }] },
  ]);
});

test('a blank cell takes no name, no phone and no word of the customer away', async () => {
  const head = '账号,手机号,姓名,地址,证件号后四位,谢绝营销,黑名单\n';
  await run(`${head}A1,13800138000,王芳,城关区,123X,是,是\nA2,,,,,,\n`);
  await run(`${head}A1,,,,,,\nA2,13900139000,李四,,,是,\n`);
  expect(await customers()).toMatchObject([
    {
      account: 'A1',
      phone: '13800138000',
      name: '王芳',
      pinyin: 'wangfang',
      initials: 'wf',
      area: '城关区',
      idTail: '123X',
      optedOut: true,
      blacklisted: true,
    },
    { account: 'A2', name: '李四', initials: 'ls', optedOut: true, blacklisted: null },
  ]);
  // What is said counts: a no is no blank.
  await run(`${head}A1,,王方,,,否,否\n`);
  expect((await customers())[0]).toMatchObject({
    name: '王方',
    phone: '13800138000',
    optedOut: false,
    blacklisted: false,
  });
});

test('an older file of another system fills the figures that a month lacks, and changes none', async () => {
  await run('账号,消费_2026-09,消费_2026-10\nA1,90,100\n');
  const use = '账号,消费_2026-09,通话分钟_2026-09,流量MB_2026-09\nA1,1,50,2\n';
  const report = await run(use, { asOf: day('2026-09-30') });
  expect(report).toMatchObject({ older: { rows: 1, months: 1 }, months: { added: 0, changed: 1 } });
  const again = await run('账号,消费_2026-09,通话分钟_2026-09\nA1,2,70\n', {
    asOf: day('2026-09-30'),
  });
  expect(again).toMatchObject({ months: { added: 0, changed: 0 } });
  expect(await customers()).toMatchObject([
    {
      asOf: '2026-10-31',
      months: [
        { spend: 9_000, voiceMinutes: 50, dataKb: 2_048, topUp: null },
        { spend: 10_000, voiceMinutes: null },
      ],
    },
  ]);
});

test('where the map says that blank means none, it does', async () => {
  const map = `
entity: customer
key: 账号
columns:
  balance: { column: 余额, unit: yuan, blank: none }
  contract_end: { column: 合约到期日, blank: none }
  household: { column: 家庭编号, blank: none }
months:
  of: header
  columns:
    spend: { column: '消费_{month}', unit: yuan }
    voice_minutes: { column: '通话分钟_{month}', blank: none }
`;
  const path = await files.write('none.yaml', map);
  const head = '账号,余额,合约到期日,家庭编号,消费_2026-10,通话分钟_2026-10\n';
  await run(`${head}A1,10,2027-01-01,7,58,200\nA2,10,,7,,\n`, {}, path);

  expect([...(await householdSizes(db, branch))]).toEqual([[7, 2]]);
  await run(`${head}A1,,,,58,\nA2,,,,,\n`, {}, path);
  expect(await customers()).toMatchObject([
    {
      balance: 0,
      contractEnd: null,
      hasNoContract: true,
      household: LIVES_ALONE,
      months: [{ spend: 5800, voiceMinutes: 0 }],
    },
    { household: LIVES_ALONE },
  ]);
  // Two who live alone are no household of two.
  expect([...(await householdSizes(db, branch))]).toEqual([]);
});

const mapOfHoldings = (more: string): string => `
entity: customer
key: 账号
columns: { contract_end: { column: 合约到期日, optional: true } }
holdings:
  - column: 宽带
    ${more}
    values: { 是: { code: broadband, name: { zh: 宽带, en: broadband } }, 否: null }
    until: { column: 宽带到期 }
`;

const told = async (): Promise<unknown> =>
  (await customers()).map(({ holdingsTold, optedOut, blacklisted, hasNoContract }) => [
    holdingsTold,
    optedOut,
    blacklisted,
    hasNoContract === true,
  ]);

test('what a file has no column for is not known, and what one told stays told', async () => {
  await run('账号,余额\nA1,5\nA2,5\nA3,5\n');
  expect(await told()).toEqual(Array.from({ length: 3 }, () => [[], null, null, false]));

  const map = `
entity: customer
key: 账号
columns:
  opted_out: { column: 谢绝营销, blank: none }
  contract_end: { column: 合约到期日, blank: none }
holdings:
  - { column: 宽带, values: { 是: { code: broadband, name: { zh: 宽带, en: broadband } }, 否: null } }
  - { column: 电视, values: { 有: { code: tv, name: { zh: 电视, en: TV } }, 无: null } }
`;
  const both = await files.write('both.yaml', map);
  const head = '账号,谢绝营销,合约到期日,宽带,电视\n';
  await run(`${head}A1,,,否,无\nA2,是,2027-03-01,,有\n`, {}, both);
  const after = [
    [['broadband', 'tv'], false, null, true],
    [['tv'], true, null, false],
    [[], null, null, false],
  ];
  expect(await told()).toEqual(after);
  // Other columns, and an older file, take nothing of it away.
  await run('账号,余额,合约到期日\nA1,6,\nA2,6,\nA3,6,\n');
  await run(`${head}A3,是,,否,无\n`, { asOf: '2026-09-30' as Customer['asOf'] }, both);
  expect(await told()).toEqual(after);

  const all = await files.write('all.yaml', `${map}other_holdings: none\n`);
  await run(`${head}A2,,,否,无\n`, {}, all);
  expect((await told()) as unknown[]).toMatchObject([
    after[0],
    [undefined, false, null, true],
    after[2],
  ]);
});

const holdingEnds = async (): Promise<unknown> =>
  (await customers()).map(({ holdings }) => holdings.map(({ until }) => until));

const contractEnds = async (): Promise<unknown> =>
  (await customers()).map(({ contractEnd }) => contractEnd);

test('a blank cell takes neither a holding nor the end of one away; a word of no end does', async () => {
  const silent = await files.write('blank-holdings.yaml', mapOfHoldings('optional: true'));
  const none = await files.write('no-holdings.yaml', mapOfHoldings('blank: none'));
  const head = '账号,宽带,宽带到期\n';
  const ends = '2027-03-31';
  await run(`${head}A1,是,${ends}\nA2,是,${ends}\nA3,是,${ends}\nA4,是,2026-10-30\n`, {}, silent);
  expect(await holdingEnds()).toEqual([[ends], [ends], [ends], ['2026-10-30']]);

  const report = await run(`${head}A1,,\nA2,是,\nA3,是,长期\nA4,是,\n`, {}, silent);
  expect(report).toMatchObject({ holdings: { added: 0, changed: 2, unchanged: 2, removed: 0 } });
  expect(await holdingEnds()).toEqual([[ends], [ends], [null], [null]]);

  expect(await run(`${head}A1,,\n`, {}, none)).toMatchObject({ holdings: { removed: 1 } });
  expect(await holdingEnds()).toEqual([[], [ends], [null], [null]]);
});

test('no end of a contract is another thing than an end that nobody knows', async () => {
  const head = '账号,合约到期日\n';
  await run(`${head}A1,2027-01-31\nA2,2027-01-31\nA3,\n`);
  const report = await run(`${head}A1,长期\nA2,\nA3,2999-12-31\n`);
  expect(report).toMatchObject({ changes: { changed: 2, unchanged: 1 } });
  expect(await contractEnds()).toEqual(['9999-12-31', '2027-01-31', '9999-12-31']);
  expect(await run(`${head}A1,\n`)).toMatchObject({ changes: { changed: 0 } });
});

const chancesOf = (...chances: readonly string[]): string =>
  `账号,离网概率\n${chances.map((chance, index) => `A${index},${chance}\n`).join('')}`;

test('chances of which none is above 1 are refused until the map says percent or share', async () => {
  const shares = await run(chancesOf('0.35', '0', '1', '0.072'));
  expect(shares).toMatchObject({ applied: false, bad: { rows: 3 } });
  expect(shares.bad.first[0]).toMatchObject({ row: 2, column: '离网可能', value: '0.35' });
  expect(shares.bad.first[0]?.expected.en).toContain('unit: percent or unit: share');
  // One above 1, and all of them are percents.
  expect(await run(chancesOf('0.35', '0', '1.2'))).toMatchObject({
    applied: true,
    bad: { rows: 0 },
  });
  const stored = await db.query<{ chance: number }>(sql`
    select leave_chance as chance from customer where branch = ${branch} order by account`);
  expect(stored.map(({ chance }) => chance)).toEqual([35, 0, 120]);
  expect(await run(chancesOf('0', '0'))).toMatchObject({ applied: true, bad: { rows: 0 } });
});
