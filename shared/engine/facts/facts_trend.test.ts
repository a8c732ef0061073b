import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { chanceOfKendallS, isFalling, kendallS } from './facts_trend.ts';

/** Gilbert (1987), table A18: chance of S or more, to the digits that are printed there. */
const PUBLISHED: readonly (readonly [count: number, s: number, chance: string])[] = [
  [4, 0, '0.625'],
  [4, 2, '0.375'],
  [4, 4, '0.167'],
  [4, 6, '0.042'],
  [5, 0, '0.592'],
  [5, 6, '0.117'],
  [5, 8, '0.042'],
  [5, 10, '0.0083'],
  [6, 9, '0.068'],
  [6, 11, '0.028'],
  [6, 15, '0.0014'],
  [7, 11, '0.068'],
  [7, 13, '0.035'],
  [7, 17, '0.0054'],
  [8, 14, '0.054'],
  [8, 16, '0.031'],
  [8, 20, '0.0071'],
  [8, 24, '0.00087'],
  [9, 16, '0.060'],
  [9, 18, '0.038'],
  [9, 24, '0.0063'],
  [10, 19, '0.054'],
  [10, 21, '0.036'],
  [10, 27, '0.0083'],
];

test.each(PUBLISHED)('%i values, S of %i or more: %s', (count, s, chance) => {
  const digits = chance.length - 2;
  expect(chanceOfKendallS(count, s).toFixed(digits)).toBe(Number(chance).toFixed(digits));
});

test('the exact distribution is that of all orders of seven values', () => {
  const counts = new Map<number, number>();
  let all = 0;
  for (const order of orders([1, 2, 3, 4, 5, 6, 7])) {
    const s = kendallS(order);
    counts.set(s, (counts.get(s) ?? 0) + 1);
    all += 1;
  }
  expect(all).toBe(5040);
  for (const s of counts.keys()) {
    const more = [...counts].reduce((sum, [other, count]) => sum + (other >= s ? count : 0), 0);
    expect(chanceOfKendallS(7, s)).toBeCloseTo(more / all, 12);
  }
});

function* orders(values: readonly number[]): Generator<readonly number[]> {
  if (values.length === 0) yield values;
  for (const [index, value] of values.entries()) {
    for (const rest of orders(values.toSpliced(index, 1))) yield [value, ...rest];
  }
}

test('a fall is told from chance', () => {
  expect(isFalling([])).toBeNull();
  expect(isFalling([3, 2, 1])).toBeNull();
  expect(isFalling([4, 3, 2, 1])).toBe(true);
  expect(isFalling([1, 2, 3, 4])).toBe(false);
  expect(isFalling([4, 3, 1, 2])).toBe(false);
  expect(isFalling([59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59])).toBe(false);
  // A Spring Festival month in the middle does not hide it.
  expect(isFalling([100, 96, 99, 140, 90, 88, 84, 85, 70, 66, 61, 55])).toBe(true);
});

test('of steady customers, fewer than one in twenty seem to fall', () => {
  const random = createRandom(5);
  const runs = 4_000;
  let falling = 0;
  for (let run = 0; run < runs; run += 1) {
    if (isFalling(Array.from({ length: 12 }, () => random()))) falling += 1;
  }
  expect(falling / runs).toBeGreaterThan(0.03);
  expect(falling / runs).toBeLessThan(0.05);
});
