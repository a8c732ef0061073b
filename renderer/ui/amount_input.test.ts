import { expect, test } from 'vitest';
import { amountCharacters, pastedAmount } from './amount_input.tsx';

test.each([
  ['50', '50'],
  ['５０。５', '50.5'],
  ['¥1,000元', '1,000'],
  ['50+50', '50+50'],
  ['-50', '-50'],
  ['1,5', '1,5'],
  ['五十', '五十'],
  ['50饿', '50'],
  ['5²', '5²'],
  ['w5r0u', '50'],
])('%s becomes %s', (typed, kept) => {
  expect(amountCharacters(typed)).toBe(kept);
});

test.each([
  ['¥1,000.00元', '1,000.00'],
  ['５０ 元', '50'],
  ['1e3', '1e3'],
  ['2 x 50', '2 x 50'],
  ['50元50', '50元50'],
  ['余额50', '余额50'],
])('%s pasted becomes %s', (text, kept) => {
  expect(pastedAmount(text, 'CNY')).toBe(kept);
});
