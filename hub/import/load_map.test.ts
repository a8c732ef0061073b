import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeImportError } from './errors.ts';
import { loadMap, parseMap } from './load_map.ts';

const FOLDER = 'hub/maps';

test('every shipped map is sound', async () => {
  const names = (await readdir(FOLDER)).map((file) => file.replace('.yaml', ''));
  expect(names).toContain('prepaid_usage_4_months');
  for (const name of names) {
    const map = await loadMap(name, FOLDER);
    expect(map.ok ? map.value.name : describeImportError(map.error).en).toBe(name);
  }
});

test('an unknown map lists the shipped ones', async () => {
  const map = await loadMap('prepaid', FOLDER);
  expect(map).toMatchObject({ ok: false, error: { type: 'unknown-map', name: 'prepaid' } });
  expect(map.ok ? '' : describeImportError(map.error).en).toContain('cmcc_beijing_voice');
});

const problemsOf = (text: string): readonly string[] => {
  const map = parseMap(text, 'my.yaml');
  if (map.ok || map.error.type !== 'bad-map') return [];
  return map.error.problems.map(({ line, place, problem }) => `${line} ${place}: ${problem}`);
};

test('problems come with their lines', () => {
  expect(
    problemsOf(`entity: customer
key: 账号
columns:
  colour: 颜色
  balance: 余额
  arrears: { column: 欠费, unit: dollar }
  points: { column: 积分, uint: x }
constants:
  plan: p1
  since_when: 2020
months:
  of: { _6: 2014-06 }
  columns:
    spend: { column: arpu_6, unit: rupee }
`),
  ).toEqual([
    expect.stringContaining(
      '4 columns.colour: customer has no field colour; it has: branch, account',
    ),
    '5 columns.balance: state the unit: yuan, fen, rupee, paisa',
    '6 columns.arrears.unit: one of: yuan, fen, rupee, paisa',
    '7 columns.points.uint: there is no such setting',
    '10 constants.since_when: customer has no field since_when',
    '14 months.columns.spend: the column must hold {month}, such as arpu{month}',
  ]);
});

test('broken YAML, a wrong entity and missing required fields', () => {
  expect(problemsOf('entity: customer\nkey: [a\n')[0]).toMatch(/^\d+ : /);
  expect(problemsOf('entity: shop\nkey: a\n')[0]).toMatch(/^1 entity: /);
  expect(problemsOf('entity: staff\nkey: 工号\ncolumns:\n  name: 姓名\n')).toEqual([
    '4 columns: the field role is required: give it a column or a constant',
    '4 columns: the field pin is required: give it a column or a constant',
  ]);
});

test('what a map cannot say is answered with what it can', () => {
  expect(
    problemsOf(`entity: customer
key: 账号
columns:
  name: { columns: [姓, 名] }
  since: { column: 入网, unit: days-left }
  balance: { column: 余额, unit: yuan, take: first, otherwise: 0 }
  phone: { column: 手机号, times: 2 }
months:
  of: lines
  columns: {}
`),
  ).toEqual(['9 months.of: header, as-of, rows, or a table such as { _6: 2014-06 }']);
  expect(
    problemsOf(`entity: customer
key: 账号
columns:
  name: { columns: [姓, 名] }
  since: { column: 入网, unit: days-left }
  balance: { column: 余额, unit: yuan, take: first, otherwise: 0 }
  phone: { column: 手机号, times: 2 }
months:
  of: rows
  columns: {}
`),
  ).toEqual([
    '4 columns.name.columns: only numbers can be summed: take: first takes the first filled',
    '5 columns.since.unit: one of: day, days-on-network, months-on-network, years-on-network, flag',
    '6 columns.balance.take: it needs several "columns"',
    '6 columns.balance.otherwise: it needs "values"',
    '7 columns.phone: only figures can be multiplied or divided',
    '9 months.month: name the column of the month with "of: rows", and only there',
  ]);
});
