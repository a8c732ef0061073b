// What customers mean to prepay, in the currency of their branches.
import { expect, test, vi } from 'vitest';
import { DINAR, YEN } from '#tests/fixtures/other_currencies.ts';
import { intendedIn } from './simulate_options.ts';

vi.mock('../../resources/currencies.json', async (original) => {
  const { withOthers } = await import('#tests/fixtures/other_currencies.ts');
  return withOthers((await original<{ default: object }>()).default);
});

test('an amount is one of the branches’ currency', () => {
  expect(intendedIn('50', [{ currency: 'CNY' }, { currency: 'CNY' }])).toBe(5_000);
  expect(intendedIn('1500', [{ currency: YEN }])).toBe(150_000);
  expect(intendedIn('2.505', [{ currency: DINAR }])).toBe(2_505);
  expect(intendedIn('usual', [{ currency: YEN }, { currency: 'CNY' }])).toBe('usual');
  expect(intendedIn('nothing', [])).toBeNull();
});

test.each([
  ['15.5', [YEN], 'an amount of yen such as 50, or usual, or nothing'],
  ['2.5055', [DINAR], 'an amount of dinars such as 50'],
  ['50', ['CNY', YEN] as const, 'several currencies (CNY, JPY); choose one by --branch'],
])('--intended %s of %s is refused with what to do', (text, currencies, said) => {
  const branches = currencies.map((currency) => ({ currency }));
  expect(() => intendedIn(text, branches)).toThrow(said);
});
