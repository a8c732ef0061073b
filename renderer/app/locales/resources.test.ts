// The two languages say the same things: equal keys, equal slots, and nothing left empty.
import { expect, test } from 'vitest';
import { hq as englishHq } from './en/hq.ts';
import { resources as english } from './en/resources.ts';
import { hq as chineseHq } from './zh-CN/hq.ts';
import { resources as chinese } from './zh-CN/resources.ts';

/** Empty on purpose: English has no counting word for points. */
const MAY_BE_EMPTY = new Set(['counter.customer.pointsUnit']);

const flatten = (value: object, path = ''): Map<string, string> =>
  new Map(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      const name = path === '' ? key : `${path}.${key}`;
      return typeof inner === 'object' && inner !== null
        ? [...flatten(inner, name)]
        : [[name, String(inner)] as const];
    }),
  );

const slotsOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted();

const zh = flatten({ ...chinese, hq: chineseHq });
const en = flatten({ ...english, hq: englishHq });

test('both languages have the same keys', () => {
  expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
  expect(zh.size).toBeGreaterThan(200);
});

test('both languages fill the same slots', () => {
  for (const [key, text] of zh)
    expect([key, slotsOf(en.get(key) ?? '')]).toEqual([key, slotsOf(text)]);
});

test('no text is empty', () => {
  const empty = [...zh, ...en].filter(
    ([key, text]) => text.trim() === '' && !MAY_BE_EMPTY.has(key),
  );
  expect(empty).toEqual([]);
});
