// Tables of any experiment: read as they come, refused with row and column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, expect, test } from 'vitest';
import { estimateEffect } from './estimate.ts';
import { readEffectTable } from './effect_table.ts';
import { TABLE } from './test_table.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-effect-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  return path;
}

const columns = { arm: '组', heldOut: '对照', outcome: '充值', covariates: ['平时', '次数'] };
const header = '组,充值,平时,次数\n';

test('gives the figures of the same rows', async () => {
  const rows = TABLE.map(
    ([heldOut, ...rest]) => `${heldOut === 1 ? '对照' : '推荐'},${rest.join(',')}\n`,
  );
  const read = await readEffectTable(file(header + rows.join('')), columns);
  if (!read.ok) throw new Error(read.error.type);
  const found = estimateEffect(read.value, { share: 1 / 3, floor: 10 });
  expect(found).toMatchObject({
    ok: true,
    value: { effect: expect.closeTo(21.425971482945066, 9) },
  });
});

/** A problem each, and none of them a figure. */
const ODD: readonly (readonly [what: string, text: string, problem: object, asked?: object])[] = [
  ['nothing at all', '', { type: 'file' }],
  ['a header alone', header, { type: 'arms', there: [] }],
  ['one arm alone', `${header}推荐,1,2,3\n推荐,2,2,3\n`, { type: 'arms', there: ['推荐'] }],
  ['one row', `${header}对照,1,2,3\n`, { type: 'arms', there: ['对照'] }],
  ['another word for the arm', `${header}推荐,1,2,3\n不推,2,2,3\n`, { type: 'arms' }],
  ['three arms', `${header}推荐,1,2,3\n对照,2,2,3\n别的,2,2,3\n`, { type: 'arms' }],
  ['a blank arm', `${header}推荐,1,2,3\n,2,2,3\n`, { type: 'blank', row: 3, column: '组' }],
  ['text', `${header}对照,十,2,3\n`, { type: 'not-a-number', row: 2, value: '十' }],
  ['a unit', `${header}对照,12元,2,3\n`, { type: 'not-a-number', value: '12元' }],
  ['another currency', `${header}对照,12,$2,3\n`, { type: 'not-a-number', value: '$2' }],
  ['thousands', `${header}对照,"1,200",2,3\n`, { type: 'not-a-number', value: '1,200' }],
  ['NaN', `${header}对照,NaN,2,3\n`, { type: 'not-a-number', value: 'NaN' }],
  ['no bound', `${header}对照,Infinity,2,3\n`, { type: 'not-a-number', value: 'Infinity' }],
  ['huge', `${header}对照,1,1e300,3\n`, { type: 'not-a-number', column: '平时', value: '1e300' }],
  ['hexadecimal', `${header}对照,0x1F,2,3\n`, { type: 'not-a-number', value: '0x1F' }],
  ['always the same', `${header}对照,7,2,3\n推荐,7,2,4\n`, { type: 'no-spread', value: 7 }],
  ['a column twice', `组,充值,平时,次数,充值\n对照,1,2,3,4\n`, { type: 'column-twice' }],
  ['a short row', `${header}对照,1,2\n`, { type: 'not-a-number', column: '次数', value: '' }],
  ['the outcome as known before', header, { type: 'same-column' }, { covariates: ['充值'] }],
  [
    'a customer twice',
    `户,${header}甲,对照,1,2,3\n乙,推荐,1,2,3\n甲,推荐,4,2,3\n`,
    { type: 'unit-twice', row: 4, unit: '甲' },
    { unit: '户' },
  ],
];

test.each(ODD.map(([what, text, problem, asked = {}]) => ({ what, text, problem, asked })))(
  '$what is no figure',
  async ({ text, problem, asked }) => {
    const read = await readEffectTable(file(text), { ...columns, ...asked });
    expect(read).toMatchObject({ ok: false, error: problem });
  },
);

test('negative figures count, and a file in GB18030 is read', async () => {
  const path = join(folder, 'table-gb.csv');
  writeFileSync(path, iconv.encode(`${header}对照,-5,2,3\n推荐,1e2,2.5,-3\n`, 'gb18030'));
  expect(await readEffectTable(path, columns)).toEqual({
    ok: true,
    value: [
      { isHeldOut: true, outcome: -5, covariates: [2, 3] },
      { isHeldOut: false, outcome: 100, covariates: [2.5, -3] },
    ],
  });
});

test('names what is wrong', async () => {
  expect(await readEffectTable(file(`${header}对照,12,3,一\n`), columns)).toMatchObject({
    error: { type: 'not-a-number', row: 2, column: '次数', value: '一' },
  });
  expect(await readEffectTable(file(`${header}对照,,3,1\n`), columns)).toMatchObject({
    error: { type: 'not-a-number', row: 2, column: '充值', value: '' },
  });
  expect(await readEffectTable(file('组,充值\n对照,1\n'), columns)).toMatchObject({
    error: { type: 'no-column', column: '平时', there: ['组', '充值'] },
  });
  expect(await readEffectTable(join(folder, 'none.csv'), columns)).toMatchObject({
    error: { type: 'file' },
  });
});
