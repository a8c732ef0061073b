import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, lnChance } from './calibration.ts';
import { logistic } from './column.ts';

const score = fc.double({ min: -40, max: 40, noNaN: true });

describe('a chance', () => {
  it('of a line is that of its log-odds', () => {
    expect(chanceOf(1.5, { slope: 2, intercept: -1 })).toBeCloseTo(logistic(2), 12);
  });

  it('of a beta map with equal parts is that of a line', () => {
    fc.assert(
      fc.property(score, fc.double({ min: 0.1, max: 3, noNaN: true }), (x, slope) => {
        const beta = chanceOf(x, { ofChance: slope, ofOther: slope, intercept: 0.5 });
        expect(beta).toBeCloseTo(chanceOf(x, { slope, intercept: 0.5 }), 9);
      }),
    );
    expect(lnChance(-800)).toBe(-800);
  });

  it('of steps lies straight between the points and level outside', () => {
    const steps = { scores: [-1, 0, 2], logOdds: [-2, -1, 3] };
    expect(chanceOf(1, steps)).toBeCloseTo(logistic(1), 12);
    expect([chanceOf(-9, steps), chanceOf(9, steps)]).toEqual([logistic(-2), logistic(3)]);
  });

  it('never falls with the score', () => {
    const maps = [
      { slope: 0.7, intercept: -2 },
      { ofChance: 0.4, ofOther: 1.8, intercept: 0.3 },
      { scores: [-3, -1, 0, 4], logOdds: [-4, -1, -0.5, 2] },
    ];
    fc.assert(
      fc.property(score, score, fc.constantFrom(...maps), (a, b, map) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(chanceOf(low, map)).toBeLessThanOrEqual(chanceOf(high, map));
      }),
    );
  });
});
