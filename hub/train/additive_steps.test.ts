import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepOfGrid } from './additive_grid.ts';
import type { Sums } from './additive_rows.ts';
import { stepOfCurve } from './additive_steps.ts';

const OPTIONS = { rate: 1, leaf: 2, brake: 0.5 };

const sumsOf = (cells: readonly (readonly [number, number, number])[]): Sums => ({
  slope: Float64Array.from(cells, ([slope]) => slope),
  curve: Float64Array.from(cells, ([, curve]) => curve),
  count: Float64Array.from(cells, ([, , count]) => count),
});

const cell = fc.tuple(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.double({ min: 0.1, max: 3, noNaN: true }),
  fc.integer({ min: 1, max: 4 }),
);

/** What a step of one value for some bins gains. */
function gainOf({ slope, curve }: Sums, bins: readonly number[]): number {
  const [s, c] = [slope, curve].map((values) =>
    bins.reduce((sum, bin) => sum + (values[bin] ?? 0), 0),
  ) as [number, number];
  return (s * s) / (c + OPTIONS.brake);
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const stepOf = (sums: Sums, direction: 'up' | 'down' | null): Float64Array => {
  const step = new Float64Array(sums.slope.length);
  stepOfCurve(sums, direction, OPTIONS, step);
  return step;
};

describe('a step on a curve', () => {
  it('cuts first where one cut gains most, and has three values at most besides the blanks’', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 3, maxLength: 9 }), (cells) => {
        const sums = sumsOf(cells);
        const last = cells.length - 1;
        const step = stepOf(sums, null);
        expect(new Set(step.subarray(1)).size).toBeLessThanOrEqual(3);
        const rowsIn = (bins: readonly number[]): number =>
          bins.reduce((sum, bin) => sum + (sums.count[bin] ?? 0), 0);
        const gains = range(1, last - 1)
          .filter((at) => rowsIn(range(1, at)) >= 2 && rowsIn(range(at + 1, last)) >= 2)
          .map((at) => ({
            at,
            gain: gainOf(sums, range(1, at)) + gainOf(sums, range(at + 1, last)),
          }));
        const best = gains.toSorted((a, b) => b.gain - a.gain)[0];
        if (best === undefined || best.gain < gainOf(sums, range(1, last)) + 1e-6) return;
        expect(step[best.at]).not.toBe(step[best.at + 1]);
      }),
    );
  });

  it('keeps its direction', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 3, maxLength: 12 }),
        fc.constantFrom('up' as const, 'down' as const),
        (cells, direction) => {
          const step = stepOf(sumsOf(cells), direction).subarray(1);
          const sorted = step.toSorted();
          expect(step).toEqual(direction === 'up' ? sorted : sorted.toReversed());
        },
      ),
    );
  });

  it('leaves bins with too few rows to their neighbours, and few blanks alone', () => {
    const step = stepOf(
      sumsOf([
        [4, 0.5, 1],
        [3, 0.5, 1],
        [-1, 1, 3],
        [-1, 1, 3],
      ]),
      null,
    );
    expect(step[0]).toBe(0);
    expect(step[1]).toBe(step[2]);
  });
});

describe('a step on a grid', () => {
  it('finds two facts that only speak together', () => {
    // Both high or both low leaves; each alone says nothing.
    const grid = { high: 4, wide: 6 };
    const sums = sumsOf(
      Array.from({ length: 24 }, (_, at) => {
        const [row, column] = [Math.floor(at / 6), at % 6];
        return [row < 2 === column < 3 ? 1 : -1, 1, 3] as const;
      }),
    );
    const step = new Float64Array(24);
    expect(stepOfGrid(sums, grid, OPTIONS, step)).toBeGreaterThan(20);
    for (const [at, value] of step.entries())
      expect(Math.sign(value)).toBe(Math.sign(sums.slope[at] as number));
    expect(
      stepOfGrid(sumsOf(Array.from({ length: 24 }, () => [0, 1, 3])), grid, OPTIONS, step),
    ).toBe(0);
  });

  it('cuts before a line without rows, whatever rounding has left in it', () => {
    const grid = { high: 3, wide: 2 };
    // The first line and the last lie apart; between them there is nobody.
    const step = (residue: number): Float64Array => {
      const into = new Float64Array(6);
      const cells = [
        [3, 1, 4],
        [-3, 1, 4],
        [residue, 0, 0],
        [-residue, 0, 0],
        [-3, 1, 4],
        [3, 1, 4],
      ] as const;
      expect(stepOfGrid(sumsOf(cells), grid, OPTIONS, into)).toBeGreaterThan(1);
      return into;
    };
    const expected = step(0);
    for (const residue of [1e-13, -1e-13])
      for (const [at, value] of step(residue).entries())
        expect(value).toBeCloseTo(expected[at] as number, 9);
  });
});
