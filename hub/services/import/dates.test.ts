import { expect, test } from 'vitest';
import { parseDay } from './dates.ts';

test.each([
  ['2026-10-31', 'auto', '2026-10-31'],
  ['2026/1/5', 'auto', '2026-01-05'],
  ['2026.01.05', 'auto', '2026-01-05'],
  ['20260105', 'auto', '2026-01-05'],
  ['2026年1月5日', 'auto', '2026-01-05'],
  ['2026-01-05 23:59:59', 'auto', '2026-01-05'],
  ['2026-01-05T00:00:00.000Z', 'auto', '2026-01-05'],
  ['６/30/2014', 'M/D/YYYY', '2014-06-30'],
  ['6/30/2014', 'M/D/YYYY', '2014-06-30'],
  ['30/6/2014', 'D/M/YYYY', '2014-06-30'],
  ['2014-06-30', 'M/D/YYYY', '2014-06-30'],
] as const)('%s written %s is %s', (text, format, expected) => {
  expect(parseDay(text, format)).toBe(expected);
});

test.each([
  ['6/30/2014', 'auto'],
  ['30/6/2014', 'M/D/YYYY'],
  ['2026-02-29', 'auto'],
  ['2026-13-01', 'auto'],
  ['45231', 'auto'],
  ['yesterday', 'auto'],
] as const)('%s written %s is no day', (text, format) => {
  expect(parseDay(text, format)).toBeUndefined();
});
