import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { partOfTerm } from '#shared/engine/churn/additive.ts';
import { binColumns, binOfFigure, shortestBetween } from './additive_bins.ts';

const figures = fc.array(fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constant(Number.NaN)), {
  minLength: 2,
  maxLength: 200,
});

function binned(values: readonly number[]) {
  const target = Float64Array.from(values, (_, row) => row % 2);
  const rows = Uint32Array.from(values, (_, row) => row);
  return binColumns([{ code: 'x', values: Float64Array.from(values) }], { rows, target })[0];
}

describe('bins', () => {
  it('keep the order of figures, equal ones together, blanks apart, in any measure', () => {
    fc.assert(
      fc.property(figures, fc.constantFrom(1, 1_024, 1 / 256), (values, measure) => {
        const column = binned(values.map((value) => value * measure));
        if (column === undefined) return;
        expect(column.bins).toEqual(binned(values)?.bins);
        for (const [row, value] of values.entries())
          expect(column.bins[row] === 0).toBe(Number.isNaN(value));
        const known = [...values.entries()].filter(([, value]) => !Number.isNaN(value));
        const inOrder = known
          .toSorted(([, x], [, y]) => x - y)
          .map(([row]) => column.bins[row] ?? 0);
        expect(inOrder).toEqual(inOrder.toSorted((x, y) => x - y));
        const figures = new Set(known.map(([, value]) => value));
        expect(new Set(inOrder).size).toBe(figures.size);
      }),
      { numRuns: 50 },
    );
  });

  it('of many kinds are there only where the kinds differ by more than luck', () => {
    const random = createRandom(2);
    const kinds = Array.from({ length: 60 }, (_, kind) => `area ${kind}`);
    const values = Float64Array.from({ length: 6_000 }, () => Math.floor(60 * random()));
    const rows = Uint32Array.from(values, (_, row) => row);
    const columnsWith = (chance: (kind: number) => number): number => {
      const target = values.map((kind) => (random() < chance(kind) ? 1 : 0));
      return binColumns([{ code: 'area', values, kinds }], { rows, target }).length;
    };
    expect([columnsWith(() => 0.3), columnsWith((kind) => (kind < 6 ? 0.5 : 0.3))]).toEqual([0, 1]);
  });

  it('of many kinds know how far these lie apart beyond luck', () => {
    const random = createRandom(3);
    const kinds = Array.from({ length: 200 }, (_, kind) => `area ${kind}`);
    const values = Float64Array.from({ length: 20_000 }, () => Math.floor(200 * random()));
    const rows = Uint32Array.from(values, (_, row) => row);
    const own = kinds.map(() => (random() < 0.5 ? 0.4 : -0.4));
    const target = values.map((kind) =>
      random() < 1 / (1 + Math.exp(1 - (own[kind] ?? 0))) ? 1 : 0,
    );
    const [column] = binColumns([{ code: 'area', values, kinds }], { rows, target });
    // The variance of 0.4 either way is 0.16.
    expect(1 / (column?.shrinkage ?? 0)).toBeGreaterThan(0.12);
    expect(1 / (column?.shrinkage ?? 0)).toBeLessThan(0.2);
  });

  it('of many figures are 255 of about equal counts, cells of a pair 32', () => {
    const random = createRandom(1);
    const values = Array.from({ length: 25_500 }, () => Math.exp(9 * random()));
    const column = binned([...values, Number.NaN]);
    if (column === undefined) throw new Error('no column');
    expect([column.size, column.cellCount]).toEqual([256, 32]);
    const counts = new Float64Array(256);
    for (const bin of column.bins) counts[bin] = (counts[bin] ?? 0) + 1;
    expect(Math.min(...counts.subarray(1))).toBeGreaterThan(90);
    expect(Math.max(...counts.subarray(1))).toBeLessThan(110);
  });

  it('do not let one common figure take the room of the others', () => {
    const values = Array.from({ length: 4_000 }, (_, row) => (row % 4 === 0 ? row : 0));
    expect(binned(values)?.size).toBeGreaterThan(200);
  });

  it('are found again by the cuts, in the model as in the fit', () => {
    const cuts = [1, 2.5, 7];
    const term = { code: 'x', blank: 0, cuts, values: [1, 2, 3, 4] };
    for (const value of [-5, 0.99, 1, 2, 2.5, 6.9, 7, 900])
      expect(partOfTerm(value, term)).toBe(binOfFigure(value, cuts));
    expect(partOfTerm(null, term)).toBe(binOfFigure(Number.NaN, cuts));
  });

  it('have cuts that people can read', () => {
    const pairs = [
      [45.03, 45.07],
      [1, 2],
      [0.123456, 0.123458],
      [-3, 5],
    ] as const;
    expect(pairs.map(([a, b]) => shortestBetween(a, b))).toEqual([45.05, 2, 0.123457, 1]);
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (a, wide) => {
          const b = a + wide;
          if (b <= a) return;
          const cut = shortestBetween(a, b);
          expect(cut > a && cut <= b).toBe(true);
        },
      ),
    );
  });
});
