import { expect, test } from 'vitest';
import { CURRENCIES, CURRENCY_CODES } from './currencies.ts';

test('each currency is whole, and no unit of a map or word of a cell belongs to two', () => {
  const units = CURRENCY_CODES.flatMap((code) => Object.keys(CURRENCIES[code].units));
  const words = CURRENCY_CODES.flatMap((code) => Object.keys(CURRENCIES[code].written));
  expect(new Set(units).size).toBe(units.length);
  expect(new Set(words).size).toBe(words.length);
  for (const code of CURRENCY_CODES) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    const { digits, units: own, written } = CURRENCIES[code];
    expect([0, 1, 2]).toContain(digits);
    expect(Object.values(own)).toContain(100);
    expect(Object.keys(written).every((word) => word === word.toLowerCase())).toBe(true);
  }
});
