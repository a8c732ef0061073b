import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { calledOf, type Proof } from '#shared/model/churn_model.ts';
import { aucOf, aucOfColumn, createWeightedAuc } from './evaluate_auc.ts';
import { brierOf, calibrationErrorOf, decilesOf } from './evaluate_calibration.ts';
import { foldsOf, rowsOfFold } from './evaluate_folds.ts';
import { draws, rangeOf, turnedRangeOf } from './evaluate_intervals.ts';
import { chiSquareTail, testOfFit } from './evaluate_fit.ts';
import { powerOfFit } from './evaluate_power.ts';
import { drawingOf, proofOf, tolerableErrorOf } from './evaluate_proof.ts';

function proofFor(chances: Float64Array, target: Float64Array, seed: number): Proof {
  const groups = target.map((_, row) => row);
  const trial = { chances, target, weighted: createWeightedAuc(chances, target) };
  const drawn = draws({ target, groups }, seed, drawingOf(trial));
  return proofOf(decilesOf(chances, target), chances, drawn);
}

const wordOf = (...of: Parameters<typeof proofFor>): string => calledOf(proofFor(...of));

/** By its definition: every pair of a leaver and another, a tie half. */
function pairsWon(scores: readonly number[], target: readonly number[]): number {
  let won = 0;
  let pairs = 0;
  for (const [a, left] of target.entries()) {
    for (const [b, other] of target.entries()) {
      if (left !== 1 || other !== 0) continue;
      pairs += 1;
      const [x = 0, y = 0] = [scores[a], scores[b]];
      won += x > y ? 1 : x === y ? 0.5 : 0;
    }
  }
  return pairs === 0 ? 0.5 : won / pairs;
}

const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1)), {
  minLength: 1,
  maxLength: 60,
});

describe('the area under the curve', () => {
  it('is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const scores = rows.map(([score]) => score);
        const target = rows.map(([, left]) => left);
        expect(aucOf(scores, target)).toBeCloseTo(pairsWon(scores, target), 12);
      }),
    );
  });

  it('of a column is that of its better direction and its better reading of blanks', () => {
    expect(aucOfColumn(Float64Array.of(5, 4, 3, 2), [0, 0, 1, 1])).toBe(1);
    expect(aucOfColumn(Float64Array.of(Number.NaN, Number.NaN, 3, 9), [1, 1, 0, 0])).toBe(1);
    expect(aucOfColumn(Float64Array.of(1, 1, 1, 1), [1, 0, 1, 0])).toBe(0.5);
  });
});

describe('calibration', () => {
  it('has no error where each tenth says what is found, and knows when a chance is twice too high', () => {
    const target = Float64Array.from({ length: 1_000 }, (_, row) => (row % 5 === 0 ? 1 : 0));
    const honest = target.map((_, row) => 0.2 + row * 1e-13);
    const deciles = decilesOf(honest, target);
    expect(deciles.map(({ customers }) => customers)).toEqual(Array(10).fill(100));
    expect(calibrationErrorOf(deciles)).toBeCloseTo(0, 9);
    expect(deciles.every(({ lift }) => Math.abs(lift - 1) < 1e-9)).toBe(true);
    const doubled = decilesOf(
      honest.map((chance) => 2 * chance),
      target,
    );
    expect(calibrationErrorOf(doubled)).toBeCloseTo(0.2, 9);
    expect(calibrationErrorOf(doubled)).toBeGreaterThan(tolerableErrorOf(doubled));
    expect(testOfFit(deciles).p).toBeGreaterThan(0.99);
    expect(testOfFit(doubled).p).toBeLessThan(1e-9);
    expect(brierOf(honest, target)).toBeCloseTo(0.16, 9);
  });

  it('calls true chances calibrated once there are rows enough to see, and never off', () => {
    const random = createRandom(5);
    for (const [rows, words, trials] of [
      [20_000, ['calibrated'], 8],
      [300, ['calibrated', 'rough'], 20],
    ] as const) {
      for (let trial = 0; trial < trials; trial += 1) {
        const chances = Float64Array.from({ length: rows }, () => random() ** 3);
        const target = chances.map((chance) => (random() < chance ? 1 : 0));
        expect(words).toContain(wordOf(chances, target, trial));
      }
    }
  });

  it('calls off what was called calibrated under a wide limit', () => {
    // An internet provider where 55 of a hundred leave: by tenth what was said, and what was found.
    const said = [99.5, 99, 98, 95, 80, 45, 24.9, 6, 3, 1.1];
    const found = [99.5, 99, 98, 95, 82, 50, 12.6, 6, 5, 6.8];
    const chances = Float64Array.from({ length: 20_000 }, (_, row) => (said[row % 10] ?? 0) / 100);
    const target = chances.map((_, row) =>
      Math.floor(row / 10) % 1_000 < (found[row % 10] ?? 0) * 10 ? 1 : 0,
    );
    expect(wordOf(chances, target, 1)).toBe('off');
    // The Iranian operator, an eighth as many rows: a tenth that said 19.5 found 27.6.
    const few = Float64Array.from({ length: 3_150 }, (_, row) => [0.8, 0.195, 0.05][row % 3] ?? 0);
    const left = few.map((_, row) =>
      ([0.8, 0.276, 0.05][row % 3] ?? 0) > (row % 1_050) / 1_050 ? 1 : 0,
    );
    expect(wordOf(few, left, 1)).toBe('off');
  });

  it('does not call calibrated where the test of fit sees a misfit, be it too small to be heard', () => {
    // A tenth says 4 of a hundred and 4.8 leave, another 2 and 1.2: of so many rows that is no luck.
    const said = [20, 15, 12, 10, 8, 6, 4, 3, 2, 1];
    const found = [20, 15, 12, 10, 8, 5.2, 4.8, 3.8, 1.2, 1];
    const chances = Float64Array.from({ length: 60_000 }, (_, row) => (said[row % 10] ?? 0) / 100);
    const target = chances.map((_, row) =>
      Math.floor(row / 10) % 1_000 < (found[row % 10] ?? 0) * 10 ? 1 : 0,
    );
    const proof = proofFor(chances, target, 1);
    expect(proof.fit.p).toBeLessThan(0.01);
    expect(proof.word).toBe('calibrated');
    expect(calledOf(proof)).toBe('near');
    // Where the chances themselves are not said it is called a misfit all the same, and not want of rows.
    expect(calledOf({ ...proof, word: 'rough' })).toBe('misfit');
    expect(calledOf({ ...proof, word: 'off' })).toBe('off');
  });

  it('knows how likely so many rows show a misfit of a given size', () => {
    const random = createRandom(12);
    for (const [rows, error] of [
      [2_000, 0.03],
      [5_000, 0.02],
    ] as const) {
      // Ten chances, each off by one step in the log-odds, up or down.
      const said = [0.6, 0.45, 0.35, 0.27, 0.2, 0.15, 0.11, 0.08, 0.05, 0.03];
      const step = error / (said.reduce((sum, p) => sum + p * (1 - p), 0) / 10);
      const so = said.map((p, at) => p + (at % 2 === 0 ? 1 : -1) * step * p * (1 - p));
      const chances = Float64Array.from({ length: rows }, (_, row) => said[row % 10] ?? 0);
      let seen = 0;
      for (let draw = 0; draw < 200; draw += 1) {
        const target = chances.map((_, row) => (random() < (so[row % 10] ?? 0) ? 1 : 0));
        if (testOfFit(decilesOf(chances, target)).p < 0.01) seen += 1;
      }
      const power = powerOfFit(decilesOf(chances, chances), error);
      expect(power).toBeGreaterThan(0.05);
      expect(power).toBeLessThan(0.999);
      expect(Math.abs(seen / 200 - power)).toBeLessThan(0.09);
    }
    expect(powerOfFit([], 0.01)).toBe(0);
  });

  it('does not call calibrated what so few rows could not have shown to be wrong', () => {
    // A thousand rows on which nothing is wrong: nothing could have been seen either.
    const said = [45, 32, 25, 20, 16, 12, 9, 7, 5, 3];
    const exact = (rows: number) => {
      const chances = Float64Array.from({ length: rows }, (_, row) => (said[row % 10] ?? 0) / 100);
      return proofFor(
        chances,
        chances.map((chance, row) => (Math.floor(row / 10) % 100 < 100 * chance - 0.5 ? 1 : 0)),
        1,
      );
    };
    expect(exact(1_000).calibrationError[1]).toBeLessThan(0.02);
    expect(exact(1_000).word).toBe('rough');
    expect(exact(20_000).word).toBe('calibrated');
  });

  it('allows no more than two in a hundred, however many leave', () => {
    const limits = [0.01, 0.15, 0.55].map((found) =>
      tolerableErrorOf([{ customers: 100, said: found, found, lift: 1 }]),
    );
    expect(limits).toEqual([0.01, 0.015, 0.02]);
  });

  it('gives each tenth a band that holds what was said and what was found', () => {
    const random = createRandom(6);
    const chances = Float64Array.from({ length: 1_000 }, () => random());
    const target = chances.map((chance) => (random() < chance ? 1 : 0));
    const deciles = decilesOf(chances, target);
    const { bands } = proofOf(deciles, chances, []);
    expect(bands.at(-1)?.from).toBe(0);
    for (const [at, { said, found }] of deciles.entries()) {
      const { low, high } = bands[at] ?? { low: 1, high: 0 };
      expect(Math.max(said, found)).toBeLessThanOrEqual(high);
      expect(Math.min(said, found)).toBeGreaterThanOrEqual(low);
    }
  });

  it('knows the tail of chi-square', () => {
    expect(chiSquareTail(18.307, 10)).toBeCloseTo(0.05, 4);
    expect(chiSquareTail(23.209, 10)).toBeCloseTo(0.01, 4);
    expect(chiSquareTail(3.841, 1)).toBeCloseTo(0.05, 4);
    expect([chiSquareTail(0, 10), chiSquareTail(3_218, 10)]).toEqual([1, 0]);
  });
});

describe('what luck does', () => {
  it('to an area is as wide as Hanley and McNeil (1982) reckon', () => {
    const random = createRandom(9);
    const target = Float64Array.from({ length: 2_000 }, (_, row) => (row % 5 === 0 ? 1 : 0));
    const scores = target.map((left) => left + 2 * (random() + random() + random()));
    const weighted = createWeightedAuc(scores, target);
    const auc = aucOf(scores, target);
    expect(weighted(target.map(() => 1))).toBeCloseTo(auc, 12);
    const groups = target.map((_, row) => row);
    const drawn = draws({ target, groups }, 1, (times) => [weighted(times)]);
    const [low, high] = rangeOf(drawn.map(([value = 0]) => value));
    const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
    const variance =
      (auc * (1 - auc) + 399 * (q1 - auc * auc) + 1_599 * (q2 - auc * auc)) / (400 * 1_600);
    const width = 2 * 1.96 * Math.sqrt(variance);
    expect(high - low).toBeGreaterThan(0.8 * width);
    expect(high - low).toBeLessThan(1.2 * width);
  });

  it('never says that a mean of gaps is smaller than it was found', () => {
    // Luck makes the gaps of each draw larger than those of all: turned round, all of them would lie below the figure.
    expect(turnedRangeOf(2, [3, 3.5, 4])).toEqual([0, 2]);
    expect(turnedRangeOf(2, [1, 2, 3])).toEqual([1, 3]);
  });

  it('draws whole customers', () => {
    const target = Float64Array.from({ length: 30 }, () => 1);
    const groups = target.map((_, row) => Math.floor(row / 3));
    for (const [apart = 1, all] of draws({ target, groups }, 1, (times) => [
      times.reduce((sum, time, row) => sum + Math.abs(time - (times[row - (row % 3)] ?? 0)), 0),
      times.reduce((sum, time) => sum + time, 0),
    ]))
      expect([apart, all]).toEqual([0, 30]);
  });
});

describe('folds', () => {
  const target = Array.from({ length: 503 }, (_, row) => (row % 9 === 0 ? 1 : 0));
  const groups = target.map((_, row) => Math.floor(row / 3));

  it('keep the rows of a customer together and share the leavers out', () => {
    const folds = foldsOf(target, groups, 5, 3);
    for (const [row, group] of groups.entries()) expect(folds[row]).toBe(folds[group * 3]);
    const leavers = [0, 1, 2, 3, 4].map(
      (fold) => target.filter((left, row) => left === 1 && folds[row] === fold).length,
    );
    expect(Math.max(...leavers) - Math.min(...leavers)).toBeLessThanOrEqual(1);
    expect(rowsOfFold(folds, 0, true).length + rowsOfFold(folds, 0, false).length).toBe(503);
  });

  it('are those of the seed', () => {
    expect(foldsOf(target, groups, 5, 3)).toEqual(foldsOf(target, groups, 5, 3));
    expect(foldsOf(target, groups, 5, 3)).not.toEqual(foldsOf(target, groups, 5, 4));
  });
});

describe('a row with a weight', () => {
  it('counts as so many rows of the same customer, in every figure', () => {
    const row = fc.record({
      score: fc.integer({ min: -3, max: 3 }),
      left: fc.constantFrom(0, 1),
      times: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 30, maxLength: 60 }), (rows) => {
        const many = rows.flatMap((one, group) =>
          Array.from({ length: one.times }, () => ({ ...one, group, times: 1 })),
        );
        const [once, again] = [rows.map((one, group) => ({ ...one, group })), many].map((all) => {
          const chances = Float64Array.from(all, ({ score }) => 1 / (1 + Math.exp(-score)));
          const target = Float64Array.from(all, ({ left }) => left);
          const groups = Float64Array.from(all, ({ group }) => group);
          const weights = Float64Array.from(all, ({ times }) => times);
          const weighted = createWeightedAuc(chances, target);
          const drawn = draws({ target, groups, weights }, 1, (times) => [
            weighted(times),
            times.reduce((sum, count) => sum + count, 0),
          ]);
          const deciles = decilesOf(chances, target, weights);
          const customers = deciles.reduce((sum, decile) => sum + decile.customers, 0);
          return [
            aucOf(chances, target, weights),
            brierOf(chances, target, weights),
            aucOfColumn(chances, target, weights),
            customers,
            ...drawn.slice(0, 20).flat(),
          ];
        });
        for (const [at, figure] of (once ?? []).entries())
          expect(figure).toBeCloseTo(again?.[at] ?? Number.NaN, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('falls into the tenth of its customers', () => {
    // One row of a tenth of all, then ninety rows of one each.
    const chances = Float64Array.from({ length: 91 }, (_, row) => 1 - row / 100);
    const weights = chances.map((_, row) => (row === 0 ? 10 : 1));
    const deciles = decilesOf(chances, new Float64Array(91), weights);
    expect(deciles.map(({ customers }) => customers)).toEqual(Array(10).fill(10));
    expect(deciles[0]?.said).toBe(1);
  });
});
