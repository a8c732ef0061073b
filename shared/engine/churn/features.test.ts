import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day, month, type Month } from '#shared/base/month.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';
import { CHURN_FEATURES } from './features.ts';
import { churnHistory, latestCompleteMonth } from './history.ts';
import { customerOf, usageOf } from './test_churn.ts';

/** Every feature of the customer at the end of a month, by code. */
function featuresOf(customer: Customer, last: Month): Readonly<Record<string, number | null>> {
  const history = churnHistory(customer, last);
  if (history === null) throw new Error('nothing on record');
  return Object.fromEntries(CHURN_FEATURES.map(({ code, value }) => [code, value(history)]));
}
const OCTOBER = month('2026-10');
const SEPTEMBER = month('2026-09');
const amount = fc.integer({ min: 0, max: 2_000_000 });
const anyUse: fc.Arbitrary<Partial<UsageMonth>> = fc.record({
  spend: amount.map(fen),
  voiceMinutes: amount,
  dataKb: amount,
  topUp: amount.map(fen),
  topUpCount: fc.integer({ min: 0, max: 9 }),
});

it('never looks at the month that it foretells, nor at what happened in it', () => {
  fc.assert(
    fc.property(
      fc.array(anyUse, { minLength: 5, maxLength: 5 }),
      anyUse,
      fc.record({
        balance: amount.map(fen),
        arrears: amount.map(fen),
        points: amount,
        lastComplaint: fc.constantFrom(null, day('2026-10-01'), day('2026-10-31')),
        holdings: fc.constantFrom<Customer['holdings'][]>(
          [],
          [
            {
              code: 'data-pack',
              name: { zh: '流量包', en: 'Data pack' },
              until: day('2026-11-30'),
            },
          ],
        ),
      }),
      (uses, october, later) => {
        const months = uses.map((use, at) => usageOf(6 + at, use));
        const before = customerOf({ months });
        const after = customerOf({
          ...later,
          months: [...months.slice(0, 4), usageOf(10, october)],
        });
        expect(featuresOf(after, SEPTEMBER)).toEqual(featuresOf(before, SEPTEMBER));
      },
    ),
  );
});

it('gives a finite number or nothing', () => {
  fc.assert(
    fc.property(fc.array(anyUse, { minLength: 1, maxLength: 10 }), (uses) => {
      const months = uses.map((use, at) => usageOf(11 - uses.length + at, use));
      for (const value of Object.values(featuresOf(customerOf({ months }), OCTOBER)))
        expect(value === null || Number.isFinite(value)).toBe(true);
    }),
  );
});

it('tells a fall by its size, and nothing of a fall from nothing', () => {
  const fallen = customerOf({
    months: [usageOf(7), usageOf(8), usageOf(9), usageOf(10, { voiceMinutes: 45, dataKb: 0 })],
  });
  const features = featuresOf(fallen, OCTOBER);
  expect(features['voice-fall']).toBeCloseTo(Math.log(50 / 105), 10);
  expect(features['data-fall']).toBeCloseTo(Math.log(10 / 2_058), 10);
  expect(features['top-up-fall']).toBe(0);
  const silentBefore = customerOf({
    months: [usageOf(9, { dataKb: 0, voiceMinutes: 0 }), usageOf(10)],
  });
  expect(featuresOf(silentBefore, OCTOBER)).toMatchObject({
    'voice-fall': null,
    'data-fall': null,
    'silent-months': 1,
    'voice-trend': null,
  });
});

it('counts contract, complaint and tenure from the end of the month', () => {
  const customer = customerOf({
    since: day('2026-04-30'),
    contractEnd: day('2026-11-30'),
    lastComplaint: day('2026-10-11'),
  });
  expect(featuresOf(customer, OCTOBER)).toMatchObject({
    tenure: 6,
    'contract-left': 30,
    complaint: 20,
  });
  expect(featuresOf(customer, SEPTEMBER)).toMatchObject({
    tenure: 5,
    'contract-left': 61,
    complaint: null,
  });
});

it('counts the months since a top-up, and money by the customer’s own spend', () => {
  const none = { topUp: fen(0), topUpCount: 0, lastTopUp: fen(0) };
  const customer = customerOf({
    months: [usageOf(7), usageOf(8), usageOf(9, none), usageOf(10, none)],
  });
  expect(featuresOf(customer, OCTOBER)).toMatchObject({
    'top-up-gap': 2,
    'top-up-low': 0,
    'top-up-count': 0,
    shortfall: 2,
  });
});

it('takes a begun month for none', () => {
  expect(latestCompleteMonth(customerOf())).toBe('2026-10');
  expect(latestCompleteMonth(customerOf({ asOf: day('2026-10-30') }))).toBe('2026-09');
  expect(latestCompleteMonth(customerOf({ months: [] }))).toBeNull();
});
