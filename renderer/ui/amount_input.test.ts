import { expect, test } from 'vitest';
import { amountCharacters } from './amount_input.tsx';

test.each([
  ['50', '50'],
  ['５０。５', '50.5'],
  ['¥1,000元', '1000'],
  ['w5r0u', '50'],
])('%s becomes %s', (typed, kept) => {
  expect(amountCharacters(typed)).toBe(kept);
});
