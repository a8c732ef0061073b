import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addMonths, month } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import {
  daysBetweenTopUps,
  largestTopUp,
  monthsSinceTopUp,
  topUpRegularity,
  usualTopUp,
} from './facts_top_up.ts';

type TopUps = { readonly last: number; readonly count?: number; readonly sum?: number };

/** Oldest first, from January 2026. */
const months = (...each: readonly TopUps[]): UsageMonth[] =>
  each.map(({ last, count = last > 0 ? 1 : 0, sum = last * count }, index) => ({
    month: addMonths(month('2026-01'), index),
    spend: fen(0),
    voiceMinutes: 0,
    dataKb: 0,
    topUp: fen(sum),
    topUpCount: count,
    lastTopUp: fen(last),
  }));
const singles = (...amounts: readonly number[]): UsageMonth[] =>
  months(...amounts.map((last) => ({ last })));

test('one top-up in twelve made for a gift does not move the usual amount', () => {
  const habit = fc.constantFrom(3_000, 5_000, 10_000, 20_000);
  fc.assert(
    fc.property(
      habit,
      fc.array(fc.constantFrom(0.5, 1, 1, 1, 2), { minLength: 11, maxLength: 11 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 2, max: 50 }),
      (usual, factors, at, times) => {
        const before = factors.map((factor) => usual * factor);
        // Most of the months, and one more, are at the usual amount: a habit.
        fc.pre(before.filter((amount) => amount === usual).length >= 7);
        const after = before.toSpliced(at, 0, usual * times);
        expect(usualTopUp(singles(...before))).toBe(usual);
        expect(usualTopUp(singles(...after))).toBe(usual);
      },
    ),
  );
});

test('whatever the history, one large top-up more moves it by one place at most', () => {
  const amount = fc.integer({ min: 1, max: 1_000 }).map((yuan) => yuan * 100);
  fc.assert(
    fc.property(fc.array(amount, { minLength: 11, maxLength: 11 }), amount, (before, gift) => {
      const sorted = before.toSorted((a, b) => a - b);
      const after = usualTopUp(singles(...before, gift)) ?? 0;
      // Of twelve the sixth: among the eleven it was the fifth, or the sixth, which was their middle.
      expect(after).toBeGreaterThanOrEqual(sorted[4] ?? 0);
      expect(after).toBeLessThanOrEqual(sorted[5] ?? 0);
    }),
  );
});

test('rhythm: days between, regularity, months since', () => {
  const twice = months({ last: 5_000, count: 2 }, { last: 0 }, { last: 3_000, count: 1 });
  // 31 + 28 + 31 days, three top-ups.
  expect(daysBetweenTopUps(twice)).toBe(30);
  expect(topUpRegularity(twice)).toBe(67);
  expect(monthsSinceTopUp(twice)).toBe(0);
  expect(monthsSinceTopUp(singles(5_000, 0, 0))).toBe(2);
  expect(monthsSinceTopUp(singles(0, 0))).toBeNull();
  expect(daysBetweenTopUps(singles(5_000, 0, 0))).toBeNull();
  expect(topUpRegularity([])).toBeNull();
  const gap = singles(5_000, 0, 0).toSpliced(1, 1);
  expect(monthsSinceTopUp(gap)).toBe(2);
});

test('the largest single one; in a month without one its mean', () => {
  expect(largestTopUp(months({ last: 3_000 }, { last: 0, count: 2, sum: 9_001 }))).toBe(4_501);
  expect(largestTopUp(singles(0, 0))).toBeNull();
});

const told = (figures: Partial<UsageMonth>): UsageMonth => ({
  ...(months({ last: 0 })[0] as UsageMonth),
  ...figures,
});

test('where counts are missing the usual top-up comes from the amounts', () => {
  const amounts = [20_000, 10_000, 15_000].map((topUp) =>
    told({ topUp: fen(topUp), topUpCount: null, lastTopUp: null }),
  );
  expect(usualTopUp(amounts)).toBe(15_000);
  // A count of none beside money is a count that nobody made.
  expect(usualTopUp(amounts.map((row) => ({ ...row, topUpCount: 0 })))).toBe(15_000);
  expect(daysBetweenTopUps(amounts)).toBeNull();
});

test('a month that does not tell is neither with a top-up nor without', () => {
  const open = told({ topUp: null, topUpCount: null, lastTopUp: null });
  const paid = told({ topUp: fen(5_000), topUpCount: 1, lastTopUp: fen(5_000) });
  expect(topUpRegularity([open, open])).toBeNull();
  // Where a blank stands for none, the months that tell are those with a top-up.
  expect(topUpRegularity([paid, open, told({})])).toBeNull();
  expect(topUpRegularity([paid, told({})])).toBe(50);
  expect(monthsSinceTopUp([paid, open])).toBeNull();
  expect(monthsSinceTopUp([open, paid])).toBe(0);
});
