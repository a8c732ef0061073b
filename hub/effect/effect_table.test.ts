// Tables of any experiment: read as they come, refused with row and column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
