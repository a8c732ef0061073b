// Imports of the operator's top-up log: whose each row is, when it was, and that the same rows again change nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { describeImportError } from './errors.ts';
import { importFile } from './import_file.ts';
import type { ImportOptions } from './import_options.ts';
import { loadMap } from './load_map.ts';
import { changesNothing, type ImportReport } from './report.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';
import { mapOf } from './test_reading.ts';

let db: TestDatabase;
let files: TestFiles;

const JOINED = {
  name: 'joined',
  map: mapOf(`entity: top_up
key: 账号
columns:
  moment: { columns: [充值日期, 充值时间], take: joined }
  amount: { column: 充值金额, unit: yuan }
  serial: 流水号
`),
};

beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
  const asOf = '2026-09-30' as NonNullable<ImportOptions['asOf']>;
  const newBranch = { timeZone: 'Asia/Shanghai', currency: 'CNY' } as const;
  await run('账号,手机号\nA1,13900000001\nA2,13900000002\nA3,13900000002\n', 'customers', {
    branch: 'BJ',
    asOf,
    newBranch: { ...newBranch, name: { zh: '城关', en: 'Chengguan' } },
  });
  await run('账号,手机号\nA1,13900000009\nB1,13900000001\n', 'customers', {
    branch: 'TJ',
    asOf,
    newBranch: { ...newBranch, name: { zh: '河西', en: 'Hexi' } },
  });
});
afterAll(async () => {
  await files.remove();
  await db.close();
});

async function run(
  content: string,
  map: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const path = await files.write('log.csv', content);
  const loaded = await loadMap(map, 'hub/maps');
  if (!loaded.ok) throw new Error(describeImportError(loaded.error).en);
  const result = await importFile(db, path, loaded.value, { apply: true, ...options });
  if (!result.ok) throw new Error(describeImportError(result.error).en);
  return result.value;
}

const stored = (database: Database): Promise<readonly unknown[]> =>
  database.query(sql`
    select c.branch, c.account, to_char(to_timestamp(t.at / 1000) at time zone 'UTC', 'MM-DD HH24:MI') as at,
      t.until - t.at as lasts, t.amount, t.kind, t.channel, t.reverses
    from top_up t join customer c on c.id = t.customer order by t.at, c.account, t.serial`);

const LOG = `流水号,服务号码,充值时间,充值金额,业务类型,渠道,原流水号
9001,A2,2026-10-08 10:15:00,100,现金充值,营业厅,
9002,13900000009,2026/10/8 16:00:00,50,缴费,网厅,
9003,A2,2026-10-08 10:20:00,100,冲正,营业厅,9001
9004,B1,2026-10-09,20,赠送,,
`;

test('a row is its customer’s by account or by phone, at its instant or its day, once however often it comes', async () => {
  const dry = await run(LOG, 'top_ups', { apply: false });
  expect(dry).toMatchObject({ applied: false, changes: { added: 4 } });
  expect(await stored(db)).toEqual([]);
  expect(await run(LOG, 'top_ups')).toMatchObject({ applied: true, changes: { added: 4 } });
  const row = { lasts: 0, channel: '营业厅', reverses: '' };
  expect(await stored(db)).toEqual([
    { ...row, branch: 'BJ', account: 'A2', at: '10-08 02:15', amount: 10_000, kind: 'top-up' },
    {
      ...row,
      branch: 'BJ',
      account: 'A2',
      at: '10-08 02:20',
      amount: 10_000,
      kind: 'reversal',
      reverses: '9001',
    },
    {
      ...row,
      branch: 'TJ',
      account: 'A1',
      at: '10-08 08:00',
      amount: 5_000,
      kind: 'top-up',
      channel: '网厅',
    },
    {
      ...row,
      branch: 'TJ',
      account: 'B1',
      at: '10-08 16:00',
      lasts: 86_400_000,
      amount: 2_000,
      kind: 'other',
      channel: '',
    },
  ]);
  expect(changesNothing(await run(LOG, 'top_ups'))).toBe(true);
  expect(await run(LOG.replace(',20,', ',30,'), 'top_ups')).toMatchObject({
    changes: { added: 0, changed: 1 },
  });
});

test('without serial numbers a row is told by what it says; two alike in one file are two', async () => {
  const log = `账号,日期,金额
A3,2026-10-08,50
A3,2026-10-08,50
A3,2026-10-08,-50
`;
  expect(await run(log, 'top_ups')).toMatchObject({ bad: { first: [] }, changes: { added: 3 } });
  expect(changesNothing(await run(log, 'top_ups'))).toBe(true);
  const longer = `${log}A3,2026-10-08,50\n`;
  expect(await run(longer, 'top_ups')).toMatchObject({ changes: { added: 1, unchanged: 3 } });
  const ofA3 = (await stored(db)).filter((row) => (row as { account: string }).account === 'A3');
  expect(ofA3).toHaveLength(4);
  expect(ofA3.filter((row) => (row as { kind: string }).kind === 'reversal')).toMatchObject([
    { amount: 5_000 },
  ]);
});

test('what cannot be told is refused with its row, and the others go in beside a file of rejects', async () => {
  const log = `流水号,账号,时间,金额
1,A1,2026-10-10 09:00,50
2,13900000002,2026-10-10 09:00,50
3,X9,2026-10-10 09:00,50
4,A2,2026-10-10 29:00,50
5,A2,2026-10-10 09:00,fifty
6,A2,2026-10-10 09:00,60
6,A2,2026-10-10 09:00,70
8,A2,2026-10-10 09:30,80
`;
  const refused = await run(log, 'top_ups');
  expect(refused).toMatchObject({ applied: false, bad: { rows: 7 } });
  expect(refused.bad.first.map(({ row, column }) => [row, column])).toEqual([
    [5, '充值时间'],
    [6, '充值金额'],
    [2, '账号'],
    [3, '账号'],
    [4, '账号'],
    [7, '流水号'],
    [8, '流水号'],
  ]);
  // Of one branch, its account alone will do.
  const rejects = files.path('rejects.csv');
  expect(await run(log, 'top_ups', { branch: 'BJ', rejects })).toMatchObject({
    applied: true,
    changes: { added: 2 },
    setAside: 6,
  });
});

test('a reversal that names itself is refused by its row, and so is a fraction of a fen', async () => {
  const before = await stored(db);
  const log = `流水号,账号,充值时间,充值金额,业务类型,原流水号
71,13900000009,2026-10-12 09:00,50,充值,71
72,13900000009,2026-10-12 09:05,50,冲正,72
73,13900000009,2026-10-12 09:06,-50,,73
74,13900000009,2026-10-12 09:07,50,冲正,71
75,13900000009,2026-10-12 09:08,0.005,充值,
76,13900000009,2026-10-12 09:09,49.904,充值,
`;
  const found = await run(log, 'top_ups');
  expect(found).toMatchObject({ applied: false, bad: { rows: 4 } });
  expect(found.bad.first.map(({ row, column, value }) => [row, column, value])).toEqual([
    [6, '充值金额', '0.005'],
    [7, '充值金额', '49.904'],
    [3, '原流水号', '72'],
    [4, '原流水号', '73'],
  ]);
  expect(found.bad.first.map(({ expected }) => expected.en)).toEqual([
    expect.stringContaining('without a fraction of the smallest unit'),
    expect.stringContaining('without a fraction of the smallest unit'),
    expect.stringContaining('the top-up that is taken back'),
    expect.stringContaining('the top-up that is taken back'),
  ]);
  expect(await stored(db)).toEqual(before);
});

test('a time that is still to come is no top-up: the log would seem to reach past every claim', async () => {
  const before = await stored(db);
  const log =
    '账号,充值时间,充值金额\nA2,2026-10-11 09:00,30\nA2,2099-01-01 10:00:00,50\nA2,2026-10-12,60\n';
  const found = await run(log, 'top_ups', { today: '2026-10-11' as ImportOptions['today'] });
  expect(
    found.bad.first.map(({ row, column, value, expected }) => [row, column, value, expected.en]),
  ).toEqual([
    [3, '充值时间', '2099-01-01 10:00:00', 'a time no later than today (2026-10-11)'],
    [4, '充值时间', '2026-10-12', 'a time no later than today (2026-10-11)'],
  ]);
  expect(await stored(db)).toEqual(before);
});

const logOf = async (account: string): Promise<readonly unknown[]> =>
  db.query(sql`
    select t.serial, t.amount, t.kind, t.reverses
    from top_up t join customer c on c.id = t.customer
    where c.branch = 'TJ' and c.account = ${account} order by t.at, t.serial`);
const TJ = { branch: 'TJ' };

test('a reversal under the serial number of its top-up takes that back, in the same file or in a later one', async () => {
  const header = '流水号,账号,充值时间,充值金额,业务类型\n';
  const first = `${header}D1,A1,2026-10-14 09:00,100,充值\nD2,A1,2026-10-14 09:30,100,充值\nD2,A1,2026-10-14 09:40,-100,\n`;
  const second = `${header}D1,A1,2026-10-15 09:00,100,冲正\n`;
  expect(await run(first, 'top_ups', TJ)).toMatchObject({
    bad: { rows: 0 },
    changes: { added: 3 },
  });
  expect(await run(second, 'top_ups', TJ)).toMatchObject({ changes: { added: 1, changed: 0 } });
  for (const file of [first, second, first])
    expect(changesNothing(await run(file, 'top_ups', TJ))).toBe(true);
  expect((await logOf('A1')).slice(-4)).toEqual([
    { serial: 'D1', amount: 10_000, kind: 'top-up', reverses: '' },
    { serial: 'D2', amount: 10_000, kind: 'top-up', reverses: '' },
    { serial: expect.stringContaining('~D2~'), amount: 10_000, kind: 'reversal', reverses: 'D2' },
    { serial: expect.stringContaining('~D1~'), amount: 10_000, kind: 'reversal', reverses: 'D1' },
  ]);
});

test('parts of a top-up that are taken back under its serial number are each a row, in one file and over two', async () => {
  const header = '流水号,账号,充值时间,充值金额,业务类型\n';
  const first = `${header}J1,B1,2026-10-13 09:00,100,充值\nJ1,B1,2026-10-13 09:40,30,冲正\nJ1,B1,2026-10-13 09:50,30,冲正\n`;
  const second = `${header}J1,B1,2026-10-13 10:00,20,冲正\n`;
  for (const [file, added] of [
    [first, 3],
    [second, 1],
    [first, 0],
    [second, 0],
  ] as const) {
    const report = await run(file, 'top_ups', TJ);
    expect(report).toMatchObject({ bad: { rows: 0 }, changes: { added, changed: 0 } });
  }
});

test('what takes back money that no customer put down is no reversal of theirs', async () => {
  const log = `流水号,账号,充值时间,充值金额,业务类型,原流水号
E1,B1,2026-10-16 09:00,20,充值,
E2,B1,2026-10-16 09:01,20,赠送,
E3,B1,2026-10-16 09:02,-20,赠送,
E4,B1,2026-10-16 09:03,20,冲正,E2
E5,B1,2026-10-16 09:04,20,冲正,E1
`;
  await run(log, 'top_ups', TJ);
  const kinds = (await logOf('B1')).map((row) => (row as { kind: string }).kind);
  expect(kinds.slice(-5)).toEqual(['top-up', 'other', 'other', 'other', 'reversal']);
  expect(changesNothing(await run(log, 'top_ups', TJ))).toBe(true);
});

const log = (day: string, kind: string): string =>
  `流水号,账号,充值时间,充值金额,业务类型\n000001,A1,2026-10-${day} 09:00,30,${kind}\n`;

test('a serial number that the hub knows of another day, or a top-up under that of a reversal, is refused by its row', async () => {
  await run(log('17', '充值'), 'top_ups', TJ);
  const before = await logOf('A1');
  for (const other of [log('18', '充值'), log('16', '充值')]) {
    const found = await run(other, 'top_ups', TJ);
    expect(found).toMatchObject({ applied: false, bad: { rows: 1 } });
    expect(found.bad.first[0]).toMatchObject({ row: 2, column: '流水号', value: '000001' });
    expect(found.bad.first[0]?.expected.en).toContain('a serial number of its own');
  }
  await run(log('19', '冲正').replace('000001', 'F1'), 'top_ups', TJ);
  const turned = await run(log('20', '充值').replace('000001', 'F1'), 'top_ups', TJ);
  expect(turned).toMatchObject({ applied: false, bad: { rows: 1 } });
  expect(await logOf('A1')).toHaveLength(before.length + 1);
});

test('a top-up that comes in a later file than what took it back, under one number, is the one that was', async () => {
  const header = '流水号,账号,充值时间,充值金额,业务类型\n';
  const back = `${header}K1,A1,2026-10-23 09:40,100,冲正\n`;
  const paid = `${header}K1,A1,2026-10-22 09:00,100,充值\nK2,A1,2026-10-22 10:00,100,充值\n`;
  await run(back, 'top_ups', TJ);
  const before = await logOf('A1');
  expect(await run(paid, 'top_ups', { ...TJ, apply: false })).toMatchObject({ bad: { rows: 0 } });
  expect(await logOf('A1')).toEqual(before);
  expect(await run(paid, 'top_ups', TJ)).toMatchObject({ bad: { rows: 0 }, changes: { added: 2 } });
  for (const file of [back, paid])
    expect(changesNothing(await run(file, 'top_ups', TJ))).toBe(true);
  expect((await logOf('A1')).slice(-3)).toEqual([
    { serial: 'K1', amount: 10_000, kind: 'top-up', reverses: '' },
    { serial: 'K2', amount: 10_000, kind: 'top-up', reverses: '' },
    { serial: expect.stringContaining('~K1~'), amount: 10_000, kind: 'reversal', reverses: 'K1' },
  ]);
});

test('a reversal that stands twice is told by the number that the file has', async () => {
  const log = `流水号,账号,充值时间,充值金额,业务类型
L1,A1,2026-10-24 09:00,100,充值
L1,A1,2026-10-24 09:40,30,冲正
L1,A1,2026-10-24 09:40,30,冲正
`;
  const found = await run(log, 'top_ups', TJ);
  expect(found.bad.first.map(({ row, column, value }) => [row, column, value])).toEqual([
    [3, '流水号', 'L1'],
    [4, '流水号', 'L1'],
  ]);
});

test('a day and its time in two columns are one time; a time alone is refused with the way out', async () => {
  const log = `流水号,账号,充值日期,充值时间,充值金额
M1,A1,2026-10-25,14:05:30,30
M2,A1,2026-10-25 00:00:00,下午 2:06,30
M3,A1,20261025,140700,30
M4,A1,2026-10-26,,30
M5,A1,,14:05:30,30
M6,A1,2026-10-25 09:00:00,14:05:30,30
`;
  const alone = await run(log, 'top_ups', { ...TJ, apply: false });
  expect(alone.bad.first[0]).toMatchObject({ row: 2, column: '充值时间', value: '14:05:30' });
  expect(alone.bad.first[0]?.expected.en).toContain('take: joined');
  const path = await files.write('log.csv', log);
  const joined = await importFile(db, path, JOINED, { ...TJ, apply: false });
  expect(joined.ok && joined.value.bad.first.map(({ row, value }) => [row, value])).toEqual([
    [6, '14:05:30'],
    [7, '2026-10-25 09:00:00 + 14:05:30'],
  ]);
  const rejects = files.path('rejects.csv');
  await importFile(db, path, JOINED, { ...TJ, apply: true, rejects });
  expect((await stored(db)).slice(-4)).toMatchObject([
    { at: '10-25 06:05', lasts: 0 },
    { at: '10-25 06:06', lasts: 0 },
    { at: '10-25 06:07', lasts: 0 },
    { at: '10-25 16:00', lasts: 86_400_000 },
  ]);
});

test.each([
  ['状态', '充值失败', '成功'],
  ['交易状态', '处理中', '交易成功'],
  ['订单状态', '已退款', '完成'],
  ['冲正标志', '是', '否'],
  ['is_refunded', '1', '0'],
  ['Status', 'FAILED', 'SUCCESS'],
  ['result', 'Un-successful', 'ok'],
])(
  'a row whose %s says %s is no money, though the map does not name that column',
  async (header, no, yes) => {
    const log = (words: readonly string[]): string =>
      `流水号,账号,充值时间,充值金额,业务类型,${header}\n${words
        .map((word, n) => `H${n},A1,2026-10-2${n} 09:00,30,充值,${word}\n`)
        .join('')}`;
    const before = await logOf('A1');
    const found = await run(log([yes, no, '']), 'top_ups', TJ);
    expect(found).toMatchObject({ applied: false, bad: { rows: 1 } });
    expect(found.bad.first[0]).toMatchObject({ row: 3, column: header, value: no });
    expect(await logOf('A1')).toEqual(before);
    expect(await run(log([yes, yes, '']), 'top_ups', { ...TJ, apply: false })).toMatchObject({
      bad: { rows: 0 },
      changes: { added: 3 },
    });
  },
);

test('what says so of itself in a column that the map names, or by its sign, needs no other word', async () => {
  const log = `流水号,账号,充值时间,充值金额,业务类型,状态,冲正流水号
G1,A1,2026-10-20 09:00,30,冲正,已冲正,1
G2,A1,2026-10-20 09:01,-30,,已撤销,是
G3,A1,2026-10-20 09:02,30,充值,成功,1
`;
  const dry = { ...TJ, apply: false };
  expect(await run(log, 'top_ups', dry)).toMatchObject({ bad: { rows: 0 }, changes: { added: 3 } });
});
