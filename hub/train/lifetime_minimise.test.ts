import { expect, test } from 'vitest';
import { minimise } from './lifetime_minimise.ts';

test('a bent valley (Rosenbrock 1960) is followed to its bottom', () => {
  const found = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
  expect(found.converged).toBe(true);
  expect(found.at[0]).toBeCloseTo(1, 5);
  expect(found.at[1]).toBeCloseTo(1, 5);
});

test('where a cost is not defined nothing is looked for', () => {
  const found = minimise(([x = 0, y = 0]) => x - Math.log(x) + Math.sqrt(y - 2), [0.3, 5]);
  expect(found.converged).toBe(true);
  expect(found.at[0]).toBeCloseTo(1, 3);
  expect(found.at[1]).toBeCloseTo(2, 3);
});

test('what has no bottom does not converge', () => {
  expect(minimise(([x = 0]) => -x, [0]).converged).toBe(false);
});
