import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { aucOf, aucOfColumn } from './evaluate_auc.ts';
import {
  brierOf,
  calibrationErrorOf,
  calibrationLimitOf,
  decilesOf,
} from './evaluate_calibration.ts';
import { foldsOf, rowsOfFold } from './evaluate_folds.ts';

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
    expect(calibrationErrorOf(doubled)).toBeGreaterThan(calibrationLimitOf(doubled));
    expect(brierOf(honest, target)).toBeCloseTo(0.16, 9);
  });

  it('lets true chances pass in spite of luck', () => {
    const random = createRandom(5);
    let passed = 0;
    for (let trial = 0; trial < 50; trial += 1) {
      const chances = Float64Array.from({ length: 2_000 }, () => random() ** 3);
      const target = chances.map((chance) => (random() < chance ? 1 : 0));
      const deciles = decilesOf(chances, target);
      if (calibrationErrorOf(deciles) <= calibrationLimitOf(deciles)) passed += 1;
    }
    expect(passed).toBe(50);
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
