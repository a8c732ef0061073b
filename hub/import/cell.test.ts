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
  ['money', 'yuan', ['¥ 49.90'], 4_990],
  ['money', 'yuan', ['１００元'], 10_000],
  ['money', 'yuan', ['1.5万元'], 1_500_000],
  ['money', 'fen', ['100元'], 10_000],
  ['money', 'yuan', ['5角'], 50],
  ['signed-money', 'yuan', ['(5.00)'], -500],
  ['signed-money', 'yuan', ['5.00-'], -500],
  ['data', 'MB', ['1.2GB'], 1_258_291],
  ['data', 'GB', ['300M'], 307_200],
  ['data', 'MB', ['1G200M', '1'], 1_254_400],
  ['minutes', 'minutes', ['90分钟'], 90],
  ['minutes', 'minutes', ['1小时30分'], 90],
  ['minutes', 'minutes', ['1:30:29'], 90],
  ['minutes', 'h:mm', ['1:30'], 90],
  ['minutes', 'm:ss', ['1:30', '0:30'], 2],
  ['count', undefined, ['1.5万'], 15_000],
  ['count', undefined, ['3次'], 3],
  ['percent', undefined, ['38.5%'], 3_850],
  ['percent', undefined, ['0'], 0],
  ['percent', 'share', ['0.385'], 3_850],
  ['percent', 'share', ['0.5%'], 50],
  ['count', undefined, ['4'], 4],
  ['count', undefined, ['4.0'], 4],
  ['day', undefined, ['2014-01-02'], '2014-01-02'],
  ['past-day', 'days-on-network', ['968'], '2012-02-05'],
  ['past-day', 'months-on-network', ['7'], '2014-02-28'],
  ['past-day', 'years-on-network', ['1.5年'], '2013-03-30'],
  ['past-day', undefined, ['20130312101530'], '2013-03-12'],
  ['past-day', undefined, ['2013-03-12-10.15.30.000000'], '2013-03-12'],
  ['past-day', undefined, ['05-Jan-2010'], '2010-01-05'],
  ['end-day', undefined, ['9999-12-31'], '9999-12-31'],
  ['end-day', undefined, ['2099-12-31'], '9999-12-31'],
  ['end-day', undefined, ['长期'], '9999-12-31'],
  ['end-day', 'days-left', ['90'], '2014-12-29'],
  ['end-day', 'days-left', ['-1'], '2014-09-29'],
  ['end-day', 'months-left', ['5'], '2015-02-28'],
  ['birth-year', 'age', ['41岁'], 1973],
  ['birth-year', 'birthday', ['1985-05-20'], 1985],
  ['birth-year', 'id-number', ['11010519491231002x'], 1949],
  ['account', undefined, ['10023.0'], '10023'],
  ['account', undefined, ["'007"], '007'],
  ['account', undefined, ['Ｂ０７'], 'B07'],
  ['account', undefined, ['1E5'], '1E5'],
  ['text', undefined, ['某路1号\n2单元'], '某路1号 2单元'],
  ['past-day', 'flag', ['0', '2'], '2014-09-30'],
  ['past-day', 'flag', ['0', '0'], null],
  ['past-day', 'flag', ['是'], '2014-09-30'],
  ['phone', undefined, ['+86 138-0013 8000'], '13800138000'],
  ['phone', undefined, ['008613800138000'], '13800138000'],
  ['phone', undefined, ['１３８００１３８０００'], '13800138000'],
  ['phone', undefined, ['7000842753'], '7000842753'],
  ['phone', undefined, ['+91 70008 42753'], '7000842753'],
  ['phone', undefined, ['8613800138005'], '13800138005'],
  ['phone', undefined, ['1795113800138009'], '13800138009'],
  ['phone', undefined, ['013800138004'], '13800138004'],
  ['phone', undefined, ['86-10-66001234'], '01066001234'],
  ['phone', undefined, ['(0937)2612346'], '09372612346'],
  ['id-tail', undefined, ['11010519491231002x'], '002X'],
  ['id-tail', undefined, ['620102800101123'], '1239'],
  ['id-tail', undefined, ['620102********123x'], '123X'],
  ['birth-year', undefined, ['1985'], 1985],
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

const PLACEHOLDER =
  'a real day (this one stands for none; if it means not known, list it under blanks in the map)';
const DIGITS_LOST =
  'the whole code (it is written as a power of ten and digits are lost: make the column text and export it again)';
const ROUNDED =
  'the whole number (a spreadsheet has made zeros of what follows the 15th digit: make the column text and export it again)';
const MASKED =
  'the whole number (part of it is masked, so nobody is found by it: export it whole, or leave the column out of the map)';
const CLOCK =
  'a duration (whether 1:30 is hours and minutes or minutes and seconds, the map must say by unit: h:mm or m:ss)';

const BAD: readonly (readonly [FieldKind, string | undefined, string, string])[] = [
  ['money', 'yuan', '-1', 'an amount in yuan, 0 or more'],
  ['money', 'yuan', 'abc', 'an amount in yuan, such as 49.90'],
  ['money', 'yuan', '99999999999', 'an amount in yuan, such as 49.90'],
  ['data', 'MB', '-3', 'an amount of data in MB, 0 or more'],
  ['percent', undefined, '120', 'a chance of 0 to 100% in percent, such as 49.90'],
  ['percent', 'share', '38.5', 'a chance of 0 to 100% in share, such as 49.90'],
  ['count', undefined, '1.5', 'a whole number, 0 or more'],
  ['count', undefined, '-1', 'a whole number, 0 or more'],
  ['day', undefined, '6/30/2014', 'a day such as 2026-10-31 (year first)'],
  ['day', undefined, '0014-01-01', PLACEHOLDER],
  ['past-day', undefined, '1970-01-01', PLACEHOLDER],
  ['past-day', undefined, '2014-10-01', 'a day not after 2014-09-30'],
  ['past-day', undefined, '2014-01-01T16:00:00Z', 'a day such as 2026-10-31 (year first)'],
  ['end-day', undefined, '1900-01-01', PLACEHOLDER],
  ['birth-year', undefined, '2030', 'a year of birth between 1894 and 2014'],
  ['birth-year', 'age', '-4', 'an age such as 41'],
  ['account', undefined, '1.23E+05', DIGITS_LOST],
  ['phone', undefined, '1.3800138E10', DIGITS_LOST],
  ['id-tail', undefined, '110101199001011000', ROUNDED],
  ['account', undefined, '10023.5', 'a code (this is a fraction)'],
  ['money', 'fen', '₹5', 'an amount in fen, such as 49.90'],
  ['money', 'yuan', '$5', 'an amount in yuan, such as 49.90'],
  ['minutes', 'minutes', '1:30', CLOCK],
  ['past-day', 'days-on-network', '-3', 'days on the network, such as 365'],
  ['phone', undefined, '138****8000', MASKED],
  ['phone', undefined, '138••••8000', MASKED],
  ['phone', undefined, '138----8000', MASKED],
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
  ['text', undefined, 'a\u0007b', 'text of at most 200 characters without control characters'],
];

test.each(BAD)('%s in %s: %j is refused', (kind, unit, text, expected) => {
  expect(parseCells([text], rule(kind, unit))).toMatchObject({ expected: { en: expected } });
});
