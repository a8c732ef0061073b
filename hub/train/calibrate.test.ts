import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { chanceOf } from '#shared/engine/churn/calibration.ts';
import type { Calibration } from '#shared/model/churn_model.ts';
import { logistic } from '#shared/engine/churn/column.ts';
import { calibrate, learnBeta, learnLine, learnSteps } from './calibrate.ts';
import { decilesOf } from './evaluate_calibration.ts';
import { testOfFit } from './evaluate_fit.ts';
import { foldsOf } from './evaluate_folds.ts';

/** Scores, and targets that come true with a chance of the score. */
function drawScores(rows: number, seed: number, chance: (score: number) => number) {
  const random = createRandom(seed);
  const scores = Float64Array.from({ length: rows }, () => 8 * random() - 4);
  const target = scores.map((score) => (random() < chance(score) ? 1 : 0));
  return { scores, target, all: Uint32Array.from(scores, (_, row) => row) };
}

function mapOf(chance: (score: number) => number): string {
  const { scores, target, all } = drawScores(10_000, 4, chance);
  const { calibration } = calibrate(scores, target, foldsOf(target, all, 5, 1), 5);
  return Object.keys(calibration).join(' ');
}

/** Below some score hardly anybody leaves, but somebody does: a line says nobody, and bends for it where many leave. */
const withFloor = (score: number): number =>
  Math.max(score > -9 ? 0.006 : 0, logistic(1.3 * score));

describe('calibration', () => {
  it('by a line finds slope and intercept, by a beta map its three figures', () => {
    const line = drawScores(20_000, 1, (score) => logistic(0.6 * score - 1));
    const { slope = 0, intercept = 0 } = learnLine(line.scores, line.target, line.all) as {
      slope?: number;
      intercept?: number;
    };
    expect(slope).toBeCloseTo(0.6, 1);
    expect(intercept).toBeCloseTo(-1, 1);
    const truth = { ofChance: 0.5, ofOther: 1.5, intercept: -0.5 };
    const beta = drawScores(40_000, 2, (score) => chanceOf(score, truth));
    expect(learnBeta(beta.scores, beta.target, beta.all)).toEqual({
      ofChance: expect.closeTo(0.5, 0) as number,
      ofOther: expect.closeTo(1.5, 0) as number,
      intercept: expect.closeTo(-0.5, 0) as number,
    });
  });

  it('by steps rises, and keeps apart what the scores keep apart', () => {
    const { scores, target, all } = drawScores(5_000, 3, (score) => 0.5 + 0.4 * Math.sign(score));
    const steps = learnSteps(scores, target, all);
    if (!('scores' in steps)) throw new Error('no steps');
    for (const points of [steps.scores, steps.logOdds])
      expect(points.every((point, at) => at === 0 || point > (points[at - 1] ?? 0))).toBe(true);
    expect(chanceOf(-2, steps)).toBeCloseTo(0.1, 1);
    expect(chanceOf(2, steps)).toBeCloseTo(0.9, 1);
  });

  it('takes the simplest map that does as well on rows that it has not seen', () => {
    expect(mapOf((score) => logistic(score - 1))).toBe('slope intercept');
    expect(mapOf((score) => 0.3 + 0.3 * Math.sign(Math.trunc(score)))).toBe('scores logOdds');
  });

  it('takes a map that shows no misfit where the sharpest shows one that can be heard', () => {
    const random = createRandom(3);
    const scores = Float64Array.from({ length: 3_000 }, () => 22 * random() - 18);
    const target = scores.map((score) => (random() < withFloor(score) ? 1 : 0));
    const folds = foldsOf(target, Uint32Array.from(scores.keys()), 5, 1);
    const { calibration, chances } = calibrate(scores, target, folds, 5);
    expect(Object.keys(calibration)).toEqual(['ofChance', 'ofOther', 'intercept']);
    expect(testOfFit(decilesOf(chances, target)).p).toBeGreaterThan(0.1);
  });

  it('takes a row with a weight for so many rows', () => {
    const random = createRandom(9);
    const scores = Float64Array.from({ length: 600 }, () => random() * 4 - 2);
    const target = scores.map((score) => (random() < 1 / (1 + Math.exp(1 - 2 * score)) ? 1 : 0));
    const weights = scores.map((_, row) => 1 + (row % 3));
    const each = [...weights].flatMap((count, row) => Array<number>(count).fill(row));
    const many = (values: Float64Array): Float64Array =>
      Float64Array.from(each, (row) => values[row] as number);
    const [rows, all] = [scores, many(scores)].map((values) => Uint32Array.from(values.keys())) as [
      Uint32Array,
      Uint32Array,
    ];
    for (const learn of [learnLine, learnBeta, learnSteps]) {
      const once = learn(scores, target, rows, weights);
      const again = learn(many(scores), many(target), all);
      const plain = learn(scores, target, rows);
      const apart = (a: Calibration, b: Calibration): number =>
        scores.reduce((sum, score) => sum + Math.abs(chanceOf(score, a) - chanceOf(score, b)), 0) /
        600;
      // Steps may begin a row earlier or later where a weight lies across their end.
      expect(apart(once, again)).toBeLessThan(learn === learnSteps ? 0.01 : 1e-6);
      expect(apart(plain, again)).toBeGreaterThan(1e-4);
    }
  });
});
