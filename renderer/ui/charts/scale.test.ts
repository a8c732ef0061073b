import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { zeroBasedScale } from './scale.ts';

test('ends on a round number just above the largest value', () => {
  expect(zeroBasedScale(86)).toEqual({ max: 100, interval: 50 });
  expect(zeroBasedScale(120)).toEqual({ max: 150, interval: 50 });
  expect(zeroBasedScale(100)).toEqual({ max: 100, interval: 50 });
  expect(zeroBasedScale(0)).toEqual({ max: 1, interval: 1 });
});

test('always holds the largest value, in two or three steps, without wasting half the height', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (largest) => {
      const { max, interval } = zeroBasedScale(largest);
      expect(max).toBeGreaterThanOrEqual(largest * (1 - 1e-6));
      expect([2, 3]).toContain(Math.round(max / interval));
      expect(max).toBeLessThanOrEqual(largest * 2.01);
    }),
  );
});
