// How a figure enters a line: in any measure the same, and as ever under models that know no unit.
import { describe, expect, it } from 'vitest';
import { partOfScore, transformed } from './column.ts';
import { columnOf } from './test_churn.ts';

describe('the logarithm of a figure', () => {
  it('is taken of units of the column, so that fen and yuan say the same', () => {
    const inYuan = { ...columnOf('fee', 0.7), transform: 'log' as const, unit: 30, mean: 1 };
    const inFen = { ...inYuan, unit: 3_000 };
    for (const fee of [-45, 0, 0.5, 30, 128])
      expect(partOfScore(fee * 100, inFen)).toBeCloseTo(partOfScore(fee, inYuan), 12);
    expect(transformed(30, 'log', 30)).toBe(Math.log(2));
    expect(transformed(-30, 'log', 30)).toBe(-Math.log(2));
  });

  it('is that of the figure itself under a model of before, which has no unit', () => {
    const before = { ...columnOf('fee', 1), transform: 'log' as const };
    expect(partOfScore(4_999, before)).toBe(Math.log1p(4_999));
  });

  it('stays a number for any figure', () => {
    const figures = [0, 5e-324, 1e-9, 1, 1e300, Number.MAX_VALUE];
    for (const unit of [1e-12, 1, 1e300]) {
      const logs = figures.map((figure) => transformed(figure, 'log', unit));
      expect(logs.every(Number.isFinite)).toBe(true);
      expect(logs).toEqual(logs.toSorted((a, b) => a - b));
    }
  });
});
