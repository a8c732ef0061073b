// The estimator against computations that share no code with it, and against quarters whose effect is planted.
import { describe, expect, test } from 'vitest';
import { chiSquareTail, incompleteBeta, twoSidedQuantile } from './distributions.ts';
import type { Participant } from './columns.ts';
import { type Effect, estimateEffect, sequenceWidth } from './estimate.ts';
import { poolBranches } from './pool.ts';
import { coverageOf, makeQuarter } from './simulate_effect.ts';
import { TABLE } from './test_table.ts';

/** Values of scipy.stats 1.17. */
test('tails and quantiles are those of the tables', () => {
  expect(twoSidedQuantile(0.05, 3)).toBeCloseTo(3.1824463052837078, 9);
  expect(twoSidedQuantile(0.05, 12)).toBeCloseTo(2.1788128296672284, 9);
  expect(twoSidedQuantile(0.05, 59.3)).toBeCloseTo(2.000783591162775, 9);
  expect(twoSidedQuantile(0.01, 7)).toBeCloseTo(3.4994832973504924, 9);
  expect(incompleteBeta(0.3, 2.5, 4.2)).toBeCloseTo(0.37411551802650667, 12);
  expect(incompleteBeta(0.97, 40, 3)).toBeCloseTo(0.8688027003786519, 12);
  expect(chiSquareTail(0.1)).toBeCloseTo(0.7518296340458492, 6);
  expect(chiSquareTail(3.841458820694124)).toBeCloseTo(0.05, 7);
  expect(chiSquareTail(10.83) / 0.0009986863791802592).toBeCloseTo(1, 5);
});

const table: readonly Participant[] = TABLE.map(([heldOut, outcome, ...covariates]) => ({
  isHeldOut: heldOut === 1,
  outcome,
  covariates,
}));

const estimated = (participants: readonly Participant[], share: number, floor?: number): Effect => {
  const result = estimateEffect(participants, floor === undefined ? { share } : { share, floor });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('the adjusted difference', () => {
  const found = estimated(table, 1 / 3, 10);

  /** By numpy, from one regression with all interactions and HC2 written out as matrices. */
  test('is the coefficient of the regression with all interactions, with its HC2 error', () => {
    expect(found.effect).toBeCloseTo(21.425971482945066, 9);
    expect(found.standardError).toBeCloseTo(6.552969951658873, 9);
    expect(found.heldOut.adjusted).toBeCloseTo(42.18558227487392, 9);
    expect(found.said.plain).toBeCloseTo(63.175, 9);
    expect(found.heldOut.plain).toBeCloseTo(45.1, 9);
  });

  test('does not change with a column that says nothing new, nor with the unit of a column', () => {
    const again = estimated(
      table.map((each) => {
        const [first = 0, second = 0] = each.covariates;
        return { ...each, covariates: [first * 100, second, first + second, 7] };
      }),
      1 / 3,
      10,
    );
    expect(again.effect).toBeCloseTo(found.effect, 8);
    expect(again.standardError).toBeCloseTo(found.standardError, 8);
  });

  test('is narrower than the plain one where the past tells the outcome', () => {
    const plain = estimated(
      table.map((each) => ({ ...each, covariates: [] })),
      1 / 3,
      10,
    );
    expect(plain.effect).toBeCloseTo(63.175 - 45.1, 9);
    expect(plain.standardError).toBeGreaterThan(found.standardError);
  });
});

describe('before any number', () => {
  const quarter = makeQuarter({ customers: 6_000, share: 0.1, effect: 6, seed: 3 });

  test('the first customers of a lot break nothing: they are too few', () => {
    const one = { isHeldOut: true, outcome: 5, covariates: [] };
    expect(estimateEffect([one], { share: 0.05 })).toMatchObject({
      error: { type: 'below-floor', said: 0, heldOut: 1 },
    });
  });

  test('a lot that lost customers of one arm is broken, and nothing is shown', () => {
    const thinned = quarter.filter(({ isHeldOut }, index) => !isHeldOut || index % 3 > 0);
    expect(estimateEffect(thinned, { share: 0.1 })).toMatchObject({
      ok: false,
      error: { type: 'broken-lot' },
    });
  });

  test('below the floor it says how many more customers there must be', () => {
    const few = estimateEffect(quarter.slice(0, 500), { share: 0.1 });
    if (few.ok || few.error.type !== 'below-floor') throw new Error('it is below the floor');
    expect(few.error.heldOut).toBeLessThan(100);
    expect(few.error.moreCustomers).toBe(Math.ceil((100 - few.error.heldOut) / 0.1));
    expect(estimateEffect([], { share: 0 })).toMatchObject({ error: { moreCustomers: null } });
  });

  test('a held-out mean near zero has no percentage, a firm one has', () => {
    expect(estimated(quarter, 0.1).percent).not.toBeNull();
    const around = quarter.map((each) => ({ ...each, outcome: each.outcome - 57 }));
    expect(estimated(around, 0.1).percent).toBeNull();
  });

  test('one top-up of a million moves nothing: it counts as the cap', () => {
    const before = estimated(quarter, 0.1);
    const rich = quarter.map((each, index) =>
      index === 5 ? { ...each, outcome: 1_000_000 } : each,
    );
    expect(Math.abs(estimated(rich, 0.1).effect - before.effect)).toBeLessThan(1);
    expect(before.capped).toBe(30);
  });
});

describe('planted', () => {
  test('+6 yuan a customer is found, nothing is not found', () => {
    const six = estimated(makeQuarter({ customers: 20_000, share: 0.1, effect: 6, seed: 11 }), 0.1);
    expect(six.fixed.low).toBeGreaterThan(0);
    expect(six.fixed.low).toBeLessThan(6);
    expect(six.fixed.high).toBeGreaterThan(6);
    expect(six.moreCustomers).toBe(0);
    const none = estimated(
      makeQuarter({ customers: 20_000, share: 0.1, effect: 0, seed: 12 }),
      0.1,
    );
    expect(none.live.low).toBeLessThan(0);
    expect(none.live.high).toBeGreaterThan(0);
    expect(none.moreCustomers).toBeGreaterThan(0);
  });

  /** `npm run bench -- coverage` runs the whole of it. */
  test('the fixed interval holds about 19 times in 20, the sequence at every look', () => {
    const quarter = { customers: 3_000, share: 0.1, effect: 6, seed: 21 };
    const once = coverageOf(quarter, 400, 1);
    expect(once.fixed).toBeGreaterThan(0.92);
    expect(once.fixed).toBeLessThan(0.98);
    const looked = coverageOf({ ...quarter, effect: 0 }, 60, 30);
    expect(looked.live).toBeGreaterThanOrEqual(0.95);
    expect(looked.peeked).toBeGreaterThan(0.05);
  });

  test('the sequence is wider than the fixed interval at every number of customers', () => {
    for (const units of [200, 1_000, 4_000, 20_000, 1_000_000])
      expect(sequenceWidth(units)).toBeGreaterThan(2.5);
  });
});

/** Colditz et al. (1994): log risk ratios of 13 BCG trials, with the figures that metafor gives for them. */
test('branches pool as the thirteen trials of the BCG vaccine do', () => {
  const trials: readonly (readonly [number, number, number, number])[] = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13536, 248, 12619],
    [33, 5036, 47, 5761],
    [180, 1361, 372, 1079],
    [8, 2537, 10, 619],
    [505, 87886, 499, 87892],
    [29, 7470, 45, 7232],
    [17, 1699, 65, 1600],
    [186, 50448, 141, 27197],
    [5, 2493, 3, 2338],
    [27, 16886, 29, 17825],
  ];
  const pooled = poolBranches(
    trials.map(([a, b, c, d], index) => ({
      branch: String(index),
      effect: Math.log(a / (a + b) / (c / (c + d))),
      standardError: Math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)),
    })),
  );
  expect(pooled?.between).toBeCloseTo(0.3088, 4);
  expect(pooled?.effect).toBeCloseTo(-0.7141, 4);
  expect(pooled?.standardError).toBeCloseTo(0.1807, 4);
  expect(pooled?.interval.low).toBeCloseTo(-1.1078, 4);
  expect(pooled?.interval.high).toBeCloseTo(-0.3204, 4);
  expect(poolBranches([{ branch: 'a', effect: 1, standardError: 1 }])).toBeNull();
});
