// Clerks who differ by chance alone have no order; one who really does better stands out.
import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { clerkFigures, type ClerkSums, FLOOR_OF_CLERK } from './clerks.ts';

const MORE = 5_000;

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
    // Each sentence asks for so much more than was meant.
    const money = {
      asked: said,
      uplift: yes * MORE,
      upliftExpected: expected * MORE,
      upliftSpread: spread * MORE ** 2,
    };
    return { branch: 'b1', staff: `c${index}`, said, yes, expected, spread, ...money };
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

test('money stands as the yes does where every yes brings the same', () => {
  const clerks = clerkFigures(clerksOf([0, 0, 0, 0, 0, 0.25], 400, 3));
  expect(clerks.map(({ upliftStands }) => upliftStands)).toEqual(
    clerks.map(({ stands }) => stands),
  );
  for (const { beyond, upliftBeyond } of clerks) {
    expect(upliftBeyond?.mean).toBeCloseTo(((beyond?.mean ?? 0) / 100) * MORE, 6);
    expect(upliftBeyond?.interval.low).toBeCloseTo(((beyond?.interval.low ?? 0) / 100) * MORE, 6);
  }
});

test('who gets the dear sentences by chance is no better than who gets the cheap ones', () => {
  const [cheap, dear] = clerksOf([0, 0], 400, 5);
  if (cheap === undefined || dear === undefined) throw new Error('no clerks');
  const figures = clerkFigures([
    cheap,
    {
      ...dear,
      uplift: dear.uplift * 10,
      upliftExpected: dear.upliftExpected * 10,
      upliftSpread: dear.upliftSpread * 100,
    },
  ]);
  expect(figures.map(({ upliftStands }) => upliftStands)).toEqual([
    'with the others',
    'with the others',
  ]);
  // Without a sentence that asks for more there is no figure of money.
  const none = { asked: 0, uplift: 0, upliftExpected: 0, upliftSpread: 0 };
  expect(clerkFigures([{ ...cheap, ...none }, dear])[0]).toMatchObject({
    upliftBeyond: null,
    upliftStands: 'too few',
  });
});
