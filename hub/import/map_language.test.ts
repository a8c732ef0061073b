// The map language at work: every setting with a small file (docs/maps.md has the same examples).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITIES, type Entity, FIELDS, KEY_FIELD } from './fields.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';
import { mapOf, readFileAs, type ReadFile } from './test_reading.ts';

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

const HEAD = 'entity: customer\nkey: 账号\n';

async function read(map: string, table: string): Promise<ReadFile> {
  const result = await readFileAs(await files.write('table.csv', table), mapOf(HEAD + map));
  if ('type' in result) throw new Error(result.type);
  return result;
}

test('several columns are added, or the first filled is taken', async () => {
  const { rows } = await read(
    `columns:
  balance: { columns: [本金, 赠款], unit: yuan }
  phone: { columns: [手机, 固话], take: first }
`,
    '账号,本金,赠款,手机,固话\nA1,10,2.5,,0101234567\nA2,,1,13800000001,0101234567\n',
  );
  expect(rows).toMatchObject([
    { balance: 1250, phone: '0101234567' },
    { balance: 100, phone: '13800000001' },
  ]);
});

const badOf = async (entity: Entity, head: string, field: string, cells: readonly string[]) => {
  const table = `k,额\n${cells.map((cell, at) => `A${at},${cell}`).join('\n')}\n`;
  const result = await readFileAs(await files.write('amounts.csv', table), mapOf(head));
  if ('type' in result) throw new Error(`${entity} ${field}: ${result.type}`);
  return result.bad.map(([row, , value]) => [row, value]);
};

test('a fraction of the smallest unit is a bad cell of every amount that is no average', async () => {
  const required: Readonly<Record<string, string>> = { code: 'X', name_zh: '名', name_en: 'name' };
  const cells = ['49.9', '0.30000000000000004', '49.900001525878906', '0.005', '12.345', '1e-3'];
  const finer = [5, 6, 7].map((row) => [row, cells[row - 2]]);
  const amounts = ENTITIES.flatMap((entity) =>
    Object.entries(FIELDS[entity])
      .filter(([, { kind }]) => kind === 'money' || kind === 'signed-money')
      .map(([name, field]) => ({ entity, name, field })),
  );
  expect(amounts.length).toBeGreaterThan(5);
  for (const { entity, name, field } of amounts) {
    const others = Object.entries(FIELDS[entity]).filter(
      ([other, { blank }]) =>
        blank === 'required' && ![name, KEY_FIELD[entity], 'branch', 'as_of'].includes(other),
    );
    const constants = others.map(([other, { kind }]) => [
      other,
      required[other] ??
        (kind === 'purpose'
          ? '充值'
          : kind === 'count'
            ? '1'
            : kind === 'code'
              ? 'X'
              : '2026-10-01 10:00'),
    ]);
    const head = (more: string): string =>
      `entity: ${entity}\nkey: k\nconstants: ${JSON.stringify(Object.fromEntries(constants))}\n` +
      `columns: { ${name}: { column: 额, unit: yuan${more} } }\n`;
    expect([name, await badOf(entity, head(''), name, cells)]).toEqual([
      name,
      field.isReckoned ? [] : finer,
    ]);
    expect(await badOf(entity, head(', rounded: true'), name, cells)).toEqual([]);
    expect(await badOf(entity, head(', over: 3'), name, cells)).toEqual([]);
  }
  for (const name of ['spend', 'top_up', 'last_top_up']) {
    const head = `${HEAD.replace('账号', 'k')}months: { of: as-of, columns: { ${name}: { column: 额, unit: yuan } } }\n`;
    expect(await badOf('customer', head, name, cells)).toEqual(name === 'spend' ? [] : finer);
  }
});

test('words stand for others, with one for all that are not named', async () => {
  const { rows, bad } = await read(
    `columns:
  opted_out: { column: 营销, values: { 1级: 是, 不详: null }, otherwise: 否 }
holdings:
  - column: 套餐包
    values: { '24h ': { code: day-pack, name: { zh: 日包, en: day pack } } }
    otherwise: null
`,
    '账号,营销,套餐包\nA1,1级,24h\nA2,constructor,constructor\nA3,不详,\n',
  );
  expect(bad).toEqual([]);
  expect(rows.map(({ opted_out: out, holdings }) => [out, holdings])).toEqual([
    [true, ['day-pack']],
    [false, []],
    [null, []],
  ]);
});

test('a word of no list is a bad cell, and the message stays short', async () => {
  const words = Array.from({ length: 40 }, (_, index) => `W${index}: null`).join(', ');
  const { bad } = await read(
    `holdings: [{ column: 包, values: { ${words} } }]\n`,
    '账号,包\nA1,toString\n',
  );
  expect(bad[0]?.slice(0, 3)).toEqual([2, '包', 'toString']);
  expect(bad[0]?.[3]).toMatch(/^one of: W0, .*W11 … \(40\)$/);
});

test('figures are multiplied and divided', async () => {
  const { rows } = await read(
    `months:
  of: as-of
  columns:
    spend: { column: 季度消费, unit: yuan, over: 3 }
    top_up_count: { column: 周均次数, times: 4 }
`,
    '账号,季度消费,周均次数\nA1,100,2\n',
  );
  expect(rows).toMatchObject([{ '2026-10': { spend: 3333, top_up_count: 8 } }]);
});

test('blanks of the map and of one column', async () => {
  const { rows, bad } = await read(
    `blanks: [NULL, '\\N']
columns:
  name: 姓名
  area: { column: 地址, blanks: ['-'] }
  since: { column: 入网, blanks: [1900-01-01] }
`,
    '账号,姓名,地址,入网\nA1,NULL,-,1900-01-01\nA2,\\N,甲路,2020-01-01\nA3,-,乙路,\n',
  );
  expect(rows).toMatchObject([
    { name: '', area: '', since: null },
    { name: '', area: '甲路' },
  ]);
  expect(bad).toEqual([
    [4, '姓名', '-', 'a value (if "-" means none, list it under blanks in the map)'],
  ]);
});

const figures = (more: string): string => `columns:
  balance: { column: 余额, unit: yuan${more} }
months:
  of: as-of
  columns: { voice_minutes: { column: 分钟 }, data_kb: { column: 流量, unit: MB } }
`;

test('nines that nobody can have are no figure, unless the map says that they are', async () => {
  const table =
    '账号,余额,分钟,流量\nA1,99999,9999,99.99\nA2,"99,999.99",99999,99999\nA3,-999999,２１４７４８３６４７,99999KB\nA4,9999.99,50000,1\nA5,,99999分钟,999999\n';
  const { rows, bad } = await read(figures(''), table);
  expect(rows.map(({ account }) => account)).toEqual(['A4']);
  expect(bad.map(([at, column, value]) => [at, column, value])).toEqual([
    [2, '余额', '99999'],
    [3, '余额', '99,999.99'],
    [3, '分钟', '99999'],
    [3, '流量', '99999'],
    [4, '余额', '-999999'],
    [4, '分钟', '２１４７４８３６４７'],
    [6, '分钟', '99999分钟'],
    [6, '流量', '999999'],
  ]);
  expect(bad[0]?.[3]).toContain("values: { '99999': '99999' }");
  const meant = await read(
    figures(", values: { '99999': '99999' }"),
    '账号,余额,分钟,流量\nA1,99999,9,1\n',
  );
  expect(meant).toMatchObject({ rows: [{ balance: 9_999_900 }], bad: [] });
});

test('words of no value are no names', async () => {
  const { rows, bad } = await read(
    'columns: { name: 姓名 }\n',
    '账号,姓名\nA1,NULL\nA2,#N/A\nA3,####\nA4,NaN\nA5,南\n',
  );
  expect(bad).toHaveLength(4);
  expect(rows).toMatchObject([{ name: '南' }]);
});

test('months as rows', async () => {
  const { rows, bad } = await read(
    `months:
  of: rows
  month: 账期
  columns: { spend: { column: 消费, unit: yuan } }
`,
    '账号,账期,消费\nA1,202609,10\nA1,2026年10月,20\nA1,2026-11,30\nA2,2026/8/31,5\nA2,昨天,5\nA3,,\n',
  );
  expect(rows).toMatchObject([
    { account: 'A1', '2026-09': { spend: 1000 } },
    { account: 'A1', '2026-10': { spend: 2000 } },
    { account: 'A2', '2026-08': { spend: 500 } },
    { account: 'A3' },
  ]);
  expect(bad.map(([row, column, , expected]) => [row, column, expected])).toEqual([
    [4, '账期', 'a month not after 2026-10'],
    [6, '账期', 'a month such as 2026-10'],
  ]);
});

test('a month that a number may have shortened is refused; a short year before 年 is one', async () => {
  const { rows, bad } = await read(
    `months:
  of: rows
  month: 账期
  columns: { spend: { column: 消费, unit: yuan } }
`,
    '账号,账期,消费\nA1,2026.09,10\nA1,2026.1,20\nA1,26年8月,5\nA1,Jul 2026,4\nA1,202606.0,3\n',
  );
  expect(rows).toMatchObject([
    { '2026-09': { spend: 1000 } },
    { '2026-08': { spend: 500 } },
    { '2026-07': { spend: 400 } },
    { '2026-06': { spend: 300 } },
  ]);
  expect(bad).toMatchObject([
    [3, '账期', '2026.1', expect.stringContaining('is 2026.1 January, or 2026.10')],
  ]);
});

test.each([
  '消费（元）_2026-09',
  '消费（单位：元）_2026-09',
  '消费(2026年9月)',
  '26年9月消费(元)',
  "消费 Sep'26",
  '消费_2026\u00ad-09',
])('the header %s is a month of spend', async (header) => {
  const map =
    "months: { of: header, columns: { spend: { column: '消费_{month}', aliases: ['{month}消费'], unit: yuan } } }\n";
  const { rows, unmatched } = await read(map, `账号,${header}\nA1,5\n`);
  expect(rows).toMatchObject([{ '2026-09': { spend: 500 } }]);
  expect(unmatched.columns).toEqual([]);
});

test('minutes are the unit of a duration whose map states none', async () => {
  const map = "months: { of: header, columns: { voice_minutes: '通话时长_{month}' } }\n";
  expect((await read(map, '账号,通话时长（分钟）_2026-09\nA1,5\n')).rows).toMatchObject([
    { '2026-09': { voice_minutes: 5 } },
  ]);
  expect(
    await readFileAs(
      await files.write('s.csv', '账号,通话时长（秒）_2026-09\nA1,5\n'),
      mapOf(HEAD + map),
    ),
  ).toMatchObject({ type: 'missing-columns' });
});

test('words of no end, words that skip a row, and rows that end early', async () => {
  const { rows, noData, bad } = await read(
    `no_end: [合约常青]
skip_words: [本店, 小计]
short_rows: blank
columns: { contract_end: 到期, name: 姓名 }
`,
    '账号,到期,姓名\nA1,合约常青,王芳\n本店人数,2\nA2,2027-01-31\n2,,小计\n',
  );
  expect(bad).toEqual([]);
  expect(noData).toEqual([
    [3, '本店人数'],
    [5, '小计'],
  ]);
  expect(rows).toMatchObject([
    { contract_end: '9999-12-31', name: '王芳' },
    { account: 'A2', contract_end: '2027-01-31', name: '' },
  ]);
});

test('what the map says of the file is used: encoding, delimiter, header row', async () => {
  const map = mapOf(
    `${HEAD}header_row: 2\ndelimiter: ;\nencoding: utf-16le\ncolumns: { name: 姓名 }\n`,
  );
  const path = await files.write(
    'le.csv',
    Buffer.from('标题;,,,,\n账号;姓名\nA1;王,芳\n', 'utf16le'),
  );
  expect(await readFileAs(path, map)).toMatchObject({ rows: [{ name: '王,芳' }] });
});

test('a header in brackets is the same column only in the unit of the map', async () => {
  const map = 'columns: { balance: { column: 余额, unit: yuan, optional: true } }\n';
  expect((await read(map, '账号,余额（元）\nA1,5\n')).rows).toMatchObject([{ balance: 500 }]);
  const inFen = await read(map, '账号,余额（分）\nA1,5\n');
  expect(inFen.rows).toEqual([
    { account: 'A1', branch: 'B-01', as_of: '2026-10-31', holdings: [] },
  ]);
  expect(inFen.unmatched).toMatchObject({
    columns: ['余额（分）'],
    fields: [{ field: 'balance' }],
  });
});

test('two columns for one thing stop', async () => {
  const map = mapOf(`${HEAD}columns: { name: 姓名 }\n`);
  const path = await files.write('twice.csv', '账号,姓名,姓 名\nA1,王芳,李四\n');
  expect(await readFileAs(path, map)).toMatchObject({
    type: 'columns-twice',
    columns: [['姓 名', '姓名']],
  });
});
