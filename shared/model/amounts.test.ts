import { expect, test } from 'vitest';
import { type Fen, fen } from '#shared/base/money.ts';
import { amountBounds, plausibilityOf } from './amounts.ts';
import { policySchema } from './policy.ts';

const policy = { limit: fen(200_000), multiple: 5, most: fen(2_000_000) };
const askAbove = (usual: number | null, confirmed: number | null = null): number =>
  amountBounds(policy, usual as Fen | null, confirmed as Fen | null).askAbove;

test('the lower of limit and habit asks; without a habit the limit', () => {
  expect([askAbove(5_000), askAbove(100_000), askAbove(null), askAbove(0)]).toEqual([
    25_000, 200_000, 200_000, 200_000,
  ]);
});

test('what was asked about is asked about no more, and never lifts the bound', () => {
  expect([askAbove(5_000, 60_000), askAbove(5_000, 10), askAbove(5_000, 9_000_000)]).toEqual([
    60_000, 25_000, 2_000_000,
  ]);
});

test('at the limit an amount is believed, above it not; above the bound never', () => {
  const bounds = amountBounds(policy, fen(5_000));
  const said = [null, 0, 25_000, 25_001, 2_000_000, 2_000_001].map((amount) =>
    plausibilityOf(amount as Fen | null, bounds),
  );
  expect(said).toEqual(['plausible', 'plausible', 'plausible', 'unusual', 'unusual', 'absurd']);
});

test('a policy of before has limits too, and one whose limit is above the bound is refused', () => {
  const old = {
    version: 'old',
    perWeek: 3,
    complaintRestDays: 14,
    arrearsLimit: 5_000,
    affordableMultiple: 3,
    holdoutPercent: 5,
  };
  expect(policySchema.parse(old).amounts).toEqual(policy);
  const upsideDown = { ...old, amounts: { limit: 100, multiple: 5, most: 99 } };
  expect(policySchema.safeParse(upsideDown).success).toBe(false);
});
