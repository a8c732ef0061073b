import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day } from '#shared/base/month.ts';
import { daysToKeyDate } from './facts_key_dates.ts';

test.each([
  ['11-21', '2026-11-21', 0],
  ['11-22', '2026-11-21', 1],
  ['11-20', '2026-11-21', 364],
  ['01-01', '2026-12-31', 1],
  ['12-31', '2027-01-01', 364],
  // Born on a leap day: the 29th where there is one, else the 28th.
  ['02-29', '2028-02-20', 9],
  ['02-29', '2027-02-20', 8],
  ['02-29', '2027-02-28', 0],
  ['02-29', '2028-02-28', 1],
  ['02-29', '2027-03-01', 365],
  // A day that April never has is its last.
  ['04-31', '2026-04-01', 29],
])('%s seen from %s is %i days away', (on, today, days) => {
  expect(daysToKeyDate(on, day(today))).toBe(days);
});

test('it comes within a year, and a day later it is a day nearer', () => {
  const days = fc
    .integer({ min: 0, max: 40_000 })
    .map((count) => addDays(day('1990-01-01'), count));
  fc.assert(
    fc.property(days, days, (birthday, today) => {
      const on = birthday.slice(5);
      const left = daysToKeyDate(on, today);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(366);
      fc.pre(left > 0);
      expect(daysToKeyDate(on, addDays(today, 1))).toBe(left - 1);
    }),
  );
});
