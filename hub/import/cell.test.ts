import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { type CellRule, parseCells } from './cell.ts';
import type { Cell, FieldKind } from './fields.ts';

const rule = (kind: FieldKind, unit?: string): CellRule => ({
  kind,
  unit,
  format: 'auto',
  asOf: day('2014-09-30'),
});

const CASES: readonly (readonly [FieldKind, string | undefined, readonly string[], Cell])[] = [
  ['money', 'yuan', ['49.9'], 4990],
  ['money', 'fen', ['4990'], 4990],
  ['signed-money', 'rupee', ['-160.795'], -16_080],
  ['money', 'paisa', ['12'], 12],
  ['data', 'MB', ['30.13', '83.57'], 116_429],
  ['data', 'GB', ['0.5'], 524_288],
  ['data', 'KB', ['8450801'], 8_450_801],
  ['minutes', 'minutes', ['5.44'], 5],
  ['minutes', undefined, ['0.2', '0.2'], 1],
  ['minutes', 'seconds', ['150'], 3],
  ['minutes', 'minutes', ['0'], 0],
  ['minutes', 'minutes', ['0.00'], 0],
  ['count', undefined, ['4'], 4],
  ['count', undefined, ['4.0'], 4],
  ['day', undefined, ['2014-01-02'], '2014-01-02'],
  ['day', 'days-on-network', ['968'], '2012-02-05'],
  ['day', 'flag', ['0', '2'], '2014-09-30'],
  ['day', 'flag', ['0', '0'], null],
  ['day', 'flag', ['是'], '2014-09-30'],
  ['phone', undefined, ['+86 138-0013 8000'], '13800138000'],
  ['phone', undefined, ['008613800138000'], '13800138000'],
  ['phone', undefined, ['１３８００１３８０００'], '13800138000'],
  ['phone', undefined, ['7000842753'], '7000842753'],
  ['phone', undefined, ['+91 70008 42753'], '917000842753'],
  ['id-tail', undefined, ['11010519491231002x'], '002X'],
  ['year', undefined, ['1985'], 1985],
  ['flag', undefined, ['是'], true],
  ['flag', undefined, ['No'], false],
  ['role', undefined, ['店长'], 'manager'],
  ['pin', undefined, ['0042'], '0042'],
  ['time-zone', undefined, ['Asia/Kolkata'], 'Asia/Kolkata'],
  ['currency', undefined, ['INR'], 'INR'],
  ['weekday', undefined, ['7'], 7],
  ['text', undefined, ['e\u0301'], 'é'],
  ['local-time', undefined, ['2026/10/31 9:05'], '2026-10-31 09:05:00'],
  ['purpose', undefined, ['充值'], 'top-up'],
  ['purpose', undefined, ['其他'], 'other'],
  ['purpose', undefined, ['Bill'], 'bill'],
  ['month-days', undefined, ['5月20日'], '05-20'],
  ['month-days', undefined, ['11月3日、05-20，2014-05-20'], '05-20,11-03'],
];

test.each(CASES)('%s in %s: %j is %j', (kind, unit, texts, expected) => {
  expect(parseCells(texts, rule(kind, unit))).toEqual({ value: expected });
});

const BAD: readonly (readonly [FieldKind, string | undefined, string, string])[] = [
  ['money', 'yuan', '-1', 'an amount in yuan, 0 or more'],
  ['money', 'yuan', 'abc', 'an amount in yuan, such as 49.90'],
  ['money', 'yuan', '99999999999', 'an amount in yuan, such as 49.90'],
  ['data', 'MB', '-3', 'an amount of data in MB, 0 or more'],
  ['count', undefined, '1.5', 'a whole number, 0 or more'],
  ['count', undefined, '-1', 'a whole number, 0 or more'],
  ['day', undefined, '6/30/2014', 'a day such as 2026-10-31 (year first)'],
  ['day', undefined, '0014-01-01', 'a day such as 2026-10-31 (year first)'],
  ['day', 'days-on-network', '-3', 'days on the network, such as 365'],
  ['phone', undefined, '138-ABC', 'a phone number (5 to 20 digits)'],
  ['flag', undefined, 'maybe', 'yes/no'],
  ['role', undefined, 'boss', 'clerk/manager'],
  ['role', undefined, 'constructor', 'clerk/manager'],
  ['local-time', undefined, '2026-10-31', 'a date and time such as 2026-10-31 14:05'],
  ['local-time', undefined, '1026-10-31 14:05', 'a date and time such as 2026-10-31 14:05'],
  ['purpose', undefined, '闲逛', 'top-up/bill/plan/fault/complaint/cancel/other'],
  ['month-days', undefined, '05-20、', 'a month and day such as 05-20, or a date'],
  ['pin', undefined, '12a4', '4 to 12 digits'],
  ['time-zone', undefined, 'Mars/Base', 'an IANA time zone such as Asia/Shanghai'],
  ['code', undefined, '../x', 'a code: letters, digits, dots and dashes, at most 64'],
  [
    'text',
    undefined,
    'a\u0007b',
    'text of at most 200 characters without control characters or line breaks',
  ],
];

test.each(BAD)('%s in %s: %j is refused', (kind, unit, text, expected) => {
  expect(parseCells([text], rule(kind, unit))).toMatchObject({ expected: { en: expected } });
});
