import { expect, test } from 'vitest';
import { formatBytes, parseBytes, parseInstant, parseNumber } from './column_types.ts';

test('numbers that a double holds, and no others', () => {
  expect(parseNumber('-9007199254740991')).toBe(-9007199254740991);
  expect(parseNumber('12.50')).toBe(12.5);
  expect(() => parseNumber('9007199254740993')).toThrow(/2\^53/);
});

test('instants in UTC, with and without fractions', () => {
  expect(parseInstant('2026-11-21 19:57:59+00')).toBe(Date.UTC(2026, 10, 21, 19, 57, 59));
  expect(parseInstant('2026-11-21 19:57:59.105+00')).toBe(Date.UTC(2026, 10, 21, 19, 57, 59, 105));
  expect(parseInstant('2026-11-21 19:57:59.1059+00')).toBe(Date.UTC(2026, 10, 21, 19, 57, 59, 105));
  expect(() => parseInstant('2026-11-21 19:57:59+08')).toThrow(/not an instant/);
});

test('bytes go out and come back, also from a part of a buffer', () => {
  const part = new Uint8Array([9, 0, 171, 255, 9]).subarray(1, 4);
  expect(formatBytes(part)).toBe('\\x00abff');
  expect([...parseBytes('\\x00abff')]).toEqual([0, 171, 255]);
  expect(() => formatBytes('text')).toThrow(/Uint8Array/);
});
