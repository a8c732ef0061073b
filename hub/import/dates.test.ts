import { expect, test } from 'vitest';
import { parseDay, parseLocalTime, parseMonthDay } from './dates.ts';

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

test.each([
  ['2026-10-31 14:05', 'auto', '2026-10-31 14:05:00'],
  ['2026/1/5 9:03:20', 'auto', '2026-01-05 09:03:20'],
  ['2026-01-05T09:03:20.500', 'auto', '2026-01-05 09:03:20'],
  ['2026年1月5日14:05', 'auto', '2026-01-05 14:05:00'],
  ['2026年1月5日 9时05分', 'auto', '2026-01-05 09:05:00'],
  ['2026年1月5日9时05分30秒', 'auto', '2026-01-05 09:05:30'],
  ['２０２６-１０-３１　１４：０５', 'auto', '2026-10-31 14:05:00'],
  ['20261031 14:05', 'auto', '2026-10-31 14:05:00'],
  ['20261031140530', 'auto', '2026-10-31 14:05:30'],
  ['202610311405', 'auto', '2026-10-31 14:05:00'],
  ['10/31/2026 14:05', 'M/D/YYYY', '2026-10-31 14:05:00'],
] as const)('%s written %s is the time %s', (text, format, expected) => {
  expect(parseLocalTime(text, format)).toBe(expected);
});

test.each([
  '2026-10-31',
  '2026年10月31日',
  '14:05',
  '2026-02-29 14:05',
  '2026-10-31 24:00',
  '2026-10-31 14:60',
  '2026-10-31 14:05:60',
  '2026-10-31T14:05:00Z',
  '2026-10-31 14:05+05:30',
  '10/31/2026 14:05',
  'yesterday 14:05',
])('%s is no local time', (text) => {
  expect(parseLocalTime(text, 'auto')).toBeUndefined();
});

test.each([
  ['05-20', 'auto', '05-20'],
  ['5-2', 'auto', '05-02'],
  ['5/20', 'auto', '05-20'],
  ['5月20日', 'auto', '05-20'],
  ['１２月１日', 'auto', '12-01'],
  ['02-29', 'auto', '02-29'],
  ['1985-05-20', 'auto', '05-20'],
  ['1985年5月20日', 'auto', '05-20'],
  ['19850520', 'auto', '05-20'],
  ['1985-05-20 00:00:00', 'auto', '05-20'],
  ['5/20', 'M/D/YYYY', '05-20'],
  ['20/5', 'D/M/YYYY', '05-20'],
  ['05-20', 'D/M/YYYY', '05-20'],
] as const)('%s written %s is %s of every year', (text, format, expected) => {
  expect(parseMonthDay(text, format)).toBe(expected);
});

test.each(['02-30', '13-01', '5.10', '20/5', '5月', '1985-02-29', '正月初五'])(
  '%s is no day of every year',
  (text) => {
    expect(parseMonthDay(text, 'auto')).toBeUndefined();
  },
);
