import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataUnitFor, kbToUnit, plainNumber, zeroBasedScale } from './units.ts';

test('data is shown in GB unless it never reaches one', () => {
  expect(dataUnitFor(1024 * 1024 - 1)).toBe('MB');
  expect(dataUnitFor(1024 * 1024)).toBe('GB');
  expect(kbToUnit(3 * 1024 * 1024, 'GB')).toBe(3);
  expect(kbToUnit(2048, 'MB')).toBe(2);
});

test('numbers carry three figures', () => {
  expect(plainNumber(12.44)).toBe('12.4');
  expect(plainNumber(0.3456)).toBe('0.35');
  expect(plainNumber(1250.4)).toBe('1,250');
  expect(plainNumber(0)).toBe('0');
});

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
