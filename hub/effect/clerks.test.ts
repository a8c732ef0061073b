// Clerks who differ by chance alone have no order; one who really does better stands out.
import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { clerkFigures, type ClerkSums, FLOOR_OF_CLERK } from './clerks.ts';

/** @param lift added to each chance of yes, by clerk */
function clerksOf(lifts: readonly number[], said: number, seed: number): readonly ClerkSums[] {
  const random = createRandom(seed);
  return lifts.map((lift, index) => {
    let [yes, expected, spread] = [0, 0, 0];
    for (let sentence = 0; sentence < said; sentence += 1) {
      const chance = 0.1 + 0.3 * random();
      expected += chance;
      spread += chance * (1 - chance);
      if (random() < chance + lift) yes += 1;
    }
    return { branch: 'b1', staff: `c${index}`, said, yes, expected, spread };
  });
}

test('of clerks who are alike hardly one stands out, and none is far from the others', () => {
  let outside = 0;
  for (let seed = 1; seed <= 50; seed += 1) {
    const clerks = clerkFigures(clerksOf([0, 0, 0, 0, 0, 0], 200, seed));
    outside += clerks.filter(({ stands }) => stands !== 'with the others').length;
    expect(clerks.map(({ staff }) => staff)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
  }
  expect(outside).toBeLessThan(0.05 * 50 * 6);
});

test('who does much better is found, whatever customers came; drawn towards the others', () => {
  const sums = clerksOf([0, 0, 0, 0, 0, 0.25], 400, 3);
  const best = clerkFigures(sums).at(-1);
  const [last] = sums.slice(-1);
  const own = (100 * ((last?.yes ?? 0) - (last?.expected ?? 0))) / 400;
  expect(best?.stands).toBe('above');
  expect(best?.beyond?.mean).toBeLessThan(own);
  expect(best?.beyond?.mean).toBeGreaterThan(own / 2);
});

test('below the floor, or alone, nobody has a figure', () => {
  const few = clerkFigures([
    ...clerksOf([0, 0], 200, 1),
    ...clerksOf([0.4], FLOOR_OF_CLERK - 1, 2).map((each) => ({ ...each, staff: 'new' })),
  ]);
  expect(few.map(({ stands }) => stands)).toEqual([
    'with the others',
    'with the others',
    'too few',
  ]);
  expect(few.at(-1)?.beyond).toBeNull();
  expect(clerkFigures(clerksOf([0.4], 400, 2))).toMatchObject([
    { beyond: null, stands: 'too few' },
  ]);
});
