// Amounts of currencies without decimals and with three, as they are typed, shown and written: data, and no code.
import * as fc from 'fast-check';
import { expect, it, test, vi } from 'vitest';
import { DINAR, YEN } from '#tests/fixtures/other_currencies.ts';
import { thresholdsOf } from '../engine/thresholds.ts';
import { fen, formatAmount, formatMoney, ofCurrency, parseAmount, plainAmount } from './money.ts';

vi.mock('../../resources/currencies.json', async (original) => {
  const { withOthers } = await import('#tests/fixtures/other_currencies.ts');
  return withOthers((await original<{ default: object }>()).default);
});

it.each([
  [YEN, '1500', 150_000],
  [YEN, '1,500円', 150_000],
  [YEN, '￥1500', 150_000],
  [DINAR, '2.500', 2_500],
  [DINAR, '2.5 KD', 2_500],
  [DINAR, '0.005', 5],
  [DINAR, '100', 100_000],
])('reads in %s what is typed as %s', (currency, text, amount) => {
  expect(parseAmount(text, currency)).toBe(amount);
});

it.each([
  [YEN, '49.9'],
  [YEN, '1500.00'],
  [YEN, '1500元'],
  [DINAR, '2.5005'],
  [DINAR, '¥2'],
])('refuses in %s %s', (currency, text) => {
  expect(parseAmount(text, currency)).toBeUndefined();
});

it('shows as many decimals as people use', () => {
  expect(formatMoney(fen(150_000), YEN, 'zh-CN')).toBe('1,500日元');
  expect(formatMoney(fen(-150_000), YEN, 'en')).toBe('−JP¥1,500');
  expect(formatMoney(fen(1_234_500), DINAR, 'en')).toBe('KD 1,234.500');
  expect(formatMoney(fen(5), DINAR, 'zh-CN')).toBe('0.005第纳尔');
  expect(plainAmount(fen(150_000), YEN)).toBe('1500');
  expect(plainAmount(fen(-1_005), DINAR)).toBe('-1.005');
  expect(ofCurrency(50, DINAR)).toBe(50_000);
});

test.each([
  [YEN, 100],
  [DINAR, 1],
])('in %s what is shown is read back', (currency, piece) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (pieces) => {
      const amount = fen(pieces * piece);
      expect(parseAmount(formatAmount(amount, currency), currency)).toBe(amount);
    }),
  );
});

it('scales limits that nobody has measured', () => {
  const { middleSpend } = thresholdsOf('CNY');
  expect(thresholdsOf(YEN).middleSpend).toBe(middleSpend * 20);
  expect(thresholdsOf(DINAR).middleSpend).toBe(middleSpend * 0.5);
});
