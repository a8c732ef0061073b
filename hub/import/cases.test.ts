// Inputs that real systems produce and that once went wrong, each with its right value.
import { expect, test } from 'vitest';
import { describeImportError } from './errors.ts';
import { loadMap } from './load_map.ts';
import { namedMap, mapOf, readFileAs, type ReadFile } from './test_reading.ts';

const CASES = '../shared/data/cases/';

async function read(name: string, map = 'customers'): Promise<ReadFile> {
  const result = await readFileAs(CASES + name, await namedMap(map));
  if ('type' in result) throw new Error(describeImportError(result).en);
  return result;
}

const refusal = async (name: string): Promise<string> => {
  const result = await readFileAs(CASES + name, await namedMap('customers'));
  return 'type' in result ? describeImportError(result).en : 'read';
};

test('an identity number in a numeric cell has lost its end', async () => {
  const { rows, bad } = await read('01_id_as_number.xlsx');
  expect(rows).toEqual([]);
  expect(bad).toEqual([
    [2, '证件号后四位', '110101199001011000', expect.stringContaining('only 15 digits are kept')],
    [3, '证件号后四位', '440106198512120000', expect.stringContaining('only 15 digits are kept')],
  ]);
});

test('.0 behind digits is no digit', async () => {
  const { rows } = await read('04_point_zero.csv');
  expect(rows).toMatchObject([
    { account: 'B04.0', phone: '13800138000', balance: 1000 },
    { account: '10023', phone: '13900139000' },
  ]);
});

test('marks that cannot be seen are no part of a key or a number', async () => {
  const { rows, bad } = await read('07_invisible.csv');
  expect(bad).toEqual([]);
  expect(rows.map(({ account, phone, balance }) => [account, phone, balance])).toEqual([
    ['B07a', '13800000091', 100],
    ['B07b', '13800000092', 100],
    ['B07c', '13800000093', 100],
    ['B07d', '13800000094', 100],
    ['B07e', '13800000095', 100],
  ]);
});

test('a formula that was never calculated is no blank cell', async () => {
  const { rows, bad } = await read('09_formula_no_result.xlsx');
  expect(rows).toEqual([]);
  expect(bad.map(([row, column, , expected]) => [row, column, expected])).toEqual([
    [2, '手机号', expect.stringContaining('result of a formula')],
    [2, '余额', expect.stringContaining('result of a formula')],
  ]);
  expect((await read('09a_before.xlsx')).bad).toEqual([]);
});

test('the hidden sheet of last month is not read, and named', async () => {
  const { rows, otherSheets } = await read('11_hidden_first.xlsx');
  expect(rows).toMatchObject([{ name: '新名字', area: '新路', balance: 9900 }]);
  expect(otherSheets).toEqual(['旧数据 (hidden)']);
});

test('a title above the headers: the row is stated', async () => {
  expect(await refusal('12_title_above.xlsx')).toMatch(/lacks columns/);
  const map = await namedMap('customers');
  const result = await readFileAs(`${CASES}12_title_above.xlsx`, { ...map, header_row: 2 });
  expect(result).toMatchObject({ rows: [{ account: 'B12', name: '标题甲' }] });
});

test('totals and who made the table are no customers', async () => {
  const below = await read('12b_total_below.xlsx');
  expect(below.rows.map(({ name }) => name)).toEqual(['合计甲', '合计乙']);
  expect(below.noData).toEqual([
    [4, '合计'],
    [5, '制表人：某某　审核：某某'],
  ]);
  const total = await read('total.csv');
  expect(total.rows.map(({ account }) => account)).toEqual(['A1', 'A2']);
  expect(total.noData.map(([row]) => row)).toEqual([4, 5, 6]);
});

test('days in every spelling; no end is no day', async () => {
  const { rows, bad } = await read('14_dates.csv');
  expect(rows.map(({ account, since, contract_end: end }) => [account, since, end])).toEqual([
    ['B14a', '2019-03-12', '9999-12-31'],
    ['B14b', '2019-03-12', '9999-12-31'],
    ['B14c', '2019-03-12', '9999-12-31'],
    ['B14d', '2019-03-12', '9999-12-31'],
    ['B14h', '2019-03-12', '2026-12-31'],
  ]);
  expect(bad.map(([row, column, value]) => [row, column, value])).toEqual([
    [6, '入网日期', '1900-01-00'],
    [7, '入网日期', '0000-00-00'],
    [8, '入网日期', '43536'],
    [10, '入网日期', '2019年3月'],
    [11, '入网日期', '19/3/12'],
    [12, '入网日期', '12-三月-19'],
  ]);
});

test('months are found in every spelling of a header', async () => {
  const { rows, unmatched } = await read('16_month_headers.csv');
  const months = Object.entries(rows[0] ?? {}).filter(([key]) => key.startsWith('2026-'));
  expect(
    months.toSorted().map(([month, value]) => [month, (value as { spend: number }).spend]),
  ).toEqual(
    Array.from({ length: 10 }, (_, index) => [
      `2026-${String(index + 1).padStart(2, '0')}`,
      (index + 1) * 100,
    ]),
  );
  expect(unmatched.columns).toEqual([]);
});

test('a month that lacks a column is not known, and told', async () => {
  const { rows, bad, unmatched } = await read('months_1.csv');
  expect(bad).toEqual([]);
  expect(rows).toMatchObject([
    {
      account: 'A1',
      '2026-09': { spend: 1000, voice_minutes: null },
      '2026-10': { spend: 2000, voice_minutes: 30 },
    },
  ]);
  expect(unmatched.fields).toContainEqual({ field: 'voice_minutes', column: '通话分钟_2026-09' });
});

test('months after the as-of day are named and not taken', async () => {
  const { rows, unmatched } = await read('16c_future_month.csv');
  expect(Object.keys(rows[0] ?? {}).filter((key) => key.startsWith('2'))).toEqual(['2026-10']);
  expect(unmatched.lateMonths).toEqual(['消费_2027-01', '消费_2062-10']);
});

test('a mark decides the encoding, and the place of a fault is the real one', async () => {
  expect((await read('17a_utf16be.csv')).rows).toMatchObject([{ account: 'B17a', name: '大端甲' }]);
  expect(await refusal('17c_utf8_cut_character.csv')).toMatch(
    /line 3 \(byte 165\): not utf-8 text/,
  );
});

test('a line break in an address is a blank', async () => {
  expect((await read('18_line_break.xlsx')).rows).toMatchObject([{ area: '某路1号 2单元' }]);
});

test('zeros that only a format shows belong to numbers of staff and to PINs', async () => {
  // A run of digits is refused as a PIN, and told with the zero that only its format shows.
  const { rows, bad } = await read('20_staff_pins.xlsx', 'staff');
  expect(rows).toEqual([]);
  expect(bad).toEqual([[expect.any(Number), '密码', '012345', expect.stringContaining('no runs')]]);
});

test('the calendar of the workbook, not of an extension', async () => {
  expect((await read('22a_1904_with_extension.xlsx')).rows).toMatchObject([
    { contract_end: '2026-10-31' },
  ]);
});

test('part names know no case', async () => {
  expect((await read('22b_strings_part_other_case.xlsx')).rows).toMatchObject([
    { account: '2201', name: '大小写甲', phone: '13800000222' },
  ]);
});

test("the operators' own words are known, and what is not is listed", async () => {
  const { rows, unmatched } = await read('26_other_headers.csv');
  expect(rows).toMatchObject([
    {
      phone: '13800000260',
      name: '列名甲',
      since: '2020-01-01',
      '2026-09': { spend: 5800 },
    },
  ]);
  expect(unmatched.columns).toEqual([]);
  expect(unmatched.fields).toContainEqual({ field: 'balance', column: '余额' });
});

test('days left count forwards; days on the network are no end', async () => {
  const map = await loadMap(`${CASES}contract_days.yaml`, 'hub/maps');
  expect(map.ok ? '' : describeImportError(map.error).en).toContain(
    'columns.contract_end.unit: one of: day, days-left, months-left, years-left',
  );
  const mended = mapOf(
    'entity: customer\nkey: 账号\ncolumns:\n  contract_end: { column: 合约剩余天数, unit: days-left }\n',
  );
  const result = await readFileAs(`${CASES}contract_days.csv`, mended);
  expect(result).toMatchObject({ rows: [{ contract_end: '2027-01-29' }] });
});

test('null dates and births to come are no facts', async () => {
  const { rows, bad } = await read('placeholder_dates.csv');
  expect(rows).toEqual([]);
  expect(bad.map(([row, column, value]) => [row, column, value])).toEqual([
    [2, '入网日期', '1900-01-01'],
    [3, '出生年份', '2030'],
    [3, '入网日期', '2099-12-31'],
    [4, '入网日期', '1900-11-20'],
  ]);
});

test('a file of money alone is read as it stands', async () => {
  const { rows } = await read('spend_only.csv');
  expect(rows).toMatchObject([
    { account: 'A1', '2026-10': { spend: 12_800, top_up: 15_000 } },
    { account: 'A2', '2026-08': { spend: 8800, top_up: 10_000 } },
    { account: 'A3' },
  ]);
});

test.each(['05_country_code.csv', '06_names.csv'])('%s loses no row', async (name) => {
  const { rows, bad } = await read(name);
  expect(bad).toEqual([]);
  expect(rows.length).toBeGreaterThan(9);
});
