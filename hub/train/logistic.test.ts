import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { type Design, fitLogistic, type LogisticFit } from './logistic.ts';

/** Gradient of the penalised log loss, written out a second time: plain loops over rows. */
function scoreEquations(
  design: Design,
  target: Float64Array,
  { intercept, weights }: LogisticFit,
  lambda: number,
): readonly number[] {
  const gradient = [0, ...design.map((_, column) => lambda * (weights[column] ?? 0))];
  for (const [row, y] of target.entries()) {
    const values = [1, ...design.map((column) => column[row] ?? 0)];
    const score = values.reduce(
      (sum, value, at) => sum + value * (at === 0 ? intercept : (weights[at - 1] ?? 0)),
      0,
    );
    for (const [at, value] of values.entries())
      gradient[at] = (gradient[at] ?? 0) + value * (1 / (1 + Math.exp(-score)) - y);
  }
  return gradient;
}

function drawData(seed: number, rows: number, columns: number) {
  const random = createRandom(seed);
  const design = Array.from({ length: columns }, () =>
    Float64Array.from({ length: rows }, () => random() * 2 - 1),
  );
  const target = Float64Array.from({ length: rows }, (_, row) =>
    random() < 1 / (1 + Math.exp(1 - 2 * (design[0]?.[row] ?? 0))) ? 1 : 0,
  );
  return { design, target };
}

const near = (fit: LogisticFit): readonly number[] =>
  [fit.intercept, ...fit.weights].map((value) => Math.round(value * 1e8) / 1e8 + 0);

const turned = (column: Float64Array): Float64Array => column.toReversed();

describe('the fit', () => {
  it('is known in closed form for one yes-or-no column without penalty', () => {
    // 10 rows with x = 0, of which 2 leave; 10 with x = 1, of which 6 leave: log-odds ln(2/8) and ln(6/4).
    const x = Float64Array.from({ length: 20 }, (_, row) => (row < 10 ? 0 : 1));
    const y = Float64Array.from({ length: 20 }, (_, row) =>
      row < 2 || (row > 9 && row < 16) ? 1 : 0,
    );
    const fit = fitLogistic([x], y, { lambda: 0 });
    expect(fit.intercept).toBeCloseTo(Math.log(2 / 8), 9);
    expect(fit.weights[0]).toBeCloseTo(Math.log(6 / 4) - Math.log(2 / 8), 9);
  });

  it('solves the score equations, whatever the data and the penalty', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 12, max: 1_200 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(0.1, 1, 10, 100),
        (seed, rows, columns, lambda) => {
          const { design, target } = drawData(seed, rows, columns);
          target[0] = 1;
          target[1] = 0;
          const fit = fitLogistic(design, target, { lambda });
          for (const slope of scoreEquations(design, target, fit, lambda))
            expect(Math.abs(slope)).toBeLessThan(1e-8);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stays finite where the two kinds can be told apart without fail', () => {
    const x = Float64Array.from({ length: 40 }, (_, row) => row - 19.5);
    const y = Float64Array.from(x, (value) => (value > 0 ? 1 : 0));
    const fit = fitLogistic([x, x.map((value) => value * 1_000)], y, { lambda: 1 });
    for (const slope of scoreEquations([x, x.map((value) => value * 1_000)], y, fit, 1))
      expect(Math.abs(slope)).toBeLessThan(1e-6);
    for (const value of near(fit)) expect(Number.isFinite(value)).toBe(true);
    expect(Math.abs(fit.weights[1] ?? 0)).toBeLessThan(10);
  });

  it('does not heed the order of rows and columns, nor where it begins', () => {
    const { design, target } = drawData(7, 700, 3);
    const fit = fitLogistic(design, target, { lambda: 2 });
    expect(near(fitLogistic(design.map(turned), turned(target), { lambda: 2 }))).toEqual(near(fit));
    const swapped = fitLogistic(design.toReversed(), target, { lambda: 2 });
    expect(near({ ...swapped, weights: swapped.weights.toReversed() })).toEqual(near(fit));
    const from = { intercept: 3, weights: Float64Array.of(-2, 5, 1) };
    expect(near(fitLogistic(design, target, { lambda: 2, from }))).toEqual(near(fit));
  });

  it('uses the rows that it is given and no others', () => {
    const { design, target } = drawData(9, 600, 2);
    const rows = Uint32Array.from({ length: 300 }, (_, index) => index * 2);
    const part = (column: Float64Array): Float64Array =>
      Float64Array.from(rows, (row) => column[row] ?? 0);
    expect(near(fitLogistic(design, target, { lambda: 1, rows }))).toEqual(
      near(fitLogistic(design.map(part), part(target), { lambda: 1 })),
    );
  });

  it('takes a row with a weight for as many rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 60, maxLength: 60 }),
        (seed, times) => {
          const { design, target } = drawData(seed, times.length, 2);
          const each = Uint32Array.from(times.flatMap((count, row) => Array(count).fill(row)));
          const many = (column: Float64Array): Float64Array =>
            Float64Array.from(each, (row) => column[row] ?? 0);
          const weights = Float64Array.from(times);
          expect(near(fitLogistic(design, target, { lambda: 1, weights }))).toEqual(
            near(fitLogistic(design.map(many), many(target), { lambda: 1 })),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('shrinks with the penalty', () => {
    const { design, target } = drawData(11, 500, 2);
    const norm = (lambda: number): number =>
      Math.hypot(...fitLogistic(design, target, { lambda }).weights);
    const norms = [0.1, 1, 10, 100, 1_000].map(norm);
    expect(norms).toEqual(norms.toSorted((a, b) => b - a));
    expect(norms[4]).toBeLessThan(0.2);
  });
});
