// docs/maps.md is true: its examples are maps, those of real files read them, and no setting or unit is left out.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { MONTH_FIELDS, UNITS } from './fields.ts';
import { mapSchema } from './map.ts';
import { mapOf, readFileAs } from './test_reading.ts';

const text = await readFile('docs/maps.md', 'utf8');
const blocks = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, block = '']) => block);
const whole = blocks.filter((block) => block.includes('\nentity:') || block.startsWith('entity:'));
const pieces = blocks.filter((block) => !whole.includes(block));
const HEAD = 'entity: customer\nkey: 账号\n';

/** With the map; empty where it is sound. */
function problemOf(map: string): string {
  try {
    mapOf(map);
    return '';
  } catch (error) {
    return `${map}\n${String(error)}`;
  }
}

test('every example is a map, or a piece of one', () => {
  expect(whole.length).toBeGreaterThan(4);
  expect(pieces.length).toBeGreaterThan(4);
  for (const block of [...whole, ...pieces.map((piece) => HEAD + piece)])
    expect(problemOf(block)).toBe('');
});

test('every example of a setting is a column of a map', () => {
  const table = text.slice(text.indexOf("## A column's settings"), text.indexOf('## Units'));
  const examples = [...table.matchAll(/`(\w+: \{[^`]*\})` \|$/gm)].map(([, one = '']) => one);
  expect(examples.length).toBeGreaterThan(9);
  for (const example of examples) {
    const field = example.slice(0, example.indexOf(':'));
    const map = Object.hasOwn(MONTH_FIELDS, field)
      ? `${HEAD}months: { of: as-of, columns: { ${example} } }\n`
      : field === 'role'
        ? `entity: staff\nkey: 工号\ncolumns: { name: 姓名, pin: 密码, ${example} }\n`
        : `${HEAD}columns: { ${example} }\n`;
    expect(problemOf(map)).toBe('');
  }
});

const REAL = whole.flatMap((block) => {
  const name = /^# ([\w.]+\.(?:csv|txt|xlsx)):/.exec(block)?.[1];
  return name === undefined ? [] : [[name, block] as const];
});

test.each(REAL)('the map of %s reads the file as it comes', async (name, block) => {
  const read = await readFileAs(`../shared/data/${name}`, mapOf(block));
  expect(read).toMatchObject({ bad: [] });
  expect('rows' in read ? read.rows.length : 0).toBeGreaterThan(2000);
});

test('no setting of a map and no unit is left out', () => {
  for (const setting of Object.keys(mapSchema.shape)) expect(text).toContain(`${setting}:`);
  for (const unit of Object.values(UNITS).flatMap((units) => units ?? []))
    expect(text).toContain(`\`${unit}\``);
});
