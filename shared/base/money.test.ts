import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, formatAmount, formatMoney, parseAmount, yuanToFen } from './money.ts';

describe('parseAmount', () => {
  it.each([
    ['100', 10_000],
    ['49.9', 4_990],
    ['¥1,000', 100_000],
    ['１００元', 10_000],
    ['50 块', 5_000],
    ['0.05', 5],
    ['100 yuan', 10_000],
    ['¥ 50 元', 5_000],
    ['1,00,000', 10_000_000],
    ['0050', 5_000],
    ['50.50 ', 5_050],
  ])('reads %s', (text, amount) => {
    expect(parseAmount(text, 'CNY')).toBe(amount);
  });

  // Not one amount, or not this one.
  it.each(
    '|abc|-5|1.234|1e3|12345678901|1.|.5|50+50|50 50|5 0|5元5|5块5|50元50元|¥50¥50|1,5|10,00|1,0000|50.0.0|5²|①|½|五十|5万|50%|５０．５．０|--50|50/100|1,234,567,890'.split(
      '|',
    ),
  )('refuses %j', (text) => {
    expect(parseAmount(text, 'CNY')).toBeUndefined();
  });

  it('reads back whatever is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
        expect(parseAmount(formatAmount(fen(amount), 'CNY'), 'CNY')).toBe(amount);
      }),
    );
  });
});

describe('yuanToFen', () => {
  it('rounds half a fen away from zero, whatever the binary fraction', () => {
    expect(yuanToFen(1.005)).toBe(101);
    expect(yuanToFen(-1.005)).toBe(-101);
    expect(yuanToFen(0.29)).toBe(29);
    expect(yuanToFen(347.32)).toBe(34_732);
  });
});

describe('formatMoney', () => {
  it('speaks as people do', () => {
    expect(formatMoney(fen(10_000), 'CNY', 'zh-CN')).toBe('100元');
    expect(formatMoney(fen(123_450), 'CNY', 'en')).toBe('¥1,234.50');
    expect(formatMoney(fen(5_000), 'INR', 'zh-CN')).toBe('50卢比');
    expect(formatMoney(fen(-4_990), 'INR', 'en')).toBe('−₹49.90');
  });
});

it('refuses fractions of a fen', () => {
  expect(() => fen(0.5)).toThrow(RangeError);
});
