import { expect, test } from 'vitest';
import { dataUnitFor, kbToUnit, plainNumber } from './units.ts';

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
