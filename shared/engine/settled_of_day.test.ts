// What the page says of a day's claims adds up, by state and by clerk.
import { expect, it } from 'vitest';
import { day } from '#shared/base/month.ts';
import { type SettledDay, settledDaySchema } from '#shared/model/settled.ts';
import { settledOfDay } from './settled_of_day.ts';

const DAY = day('2026-10-12');
const claim = (staff: string, claimed: number, settled: number, state: string) => ({
  visit: `${staff}-${claimed}`,
  staff,
  offer: 'plain',
  claimed,
  settled,
  state,
});
const told: SettledDay = settledDaySchema.parse({
  day: DAY,
  logThrough: null,
  before: { claims: 3, settled: 5_000, changed: ['c1-3000', 'gone'] },
  claims: [
    claim('c2', 5_000, 5_000, 'settled'),
    claim('c1', 3_000, 0, 'not-found'),
    claim('c2', 4_000, 1_000, 'short'),
    claim('c2', 2_000, 0, 'waiting'),
  ],
});

it('adds up by state and by clerk, in the order of staff numbers', () => {
  const view = settledOfDay(DAY, told, (staff) => `name of ${staff}`);
  expect(view.total).toEqual({
    claims: 4,
    claimed: 14_000,
    settled: 6_000,
    states: { settled: 1, short: 1, 'not-found': 1, reversed: 0, waiting: 1 },
    logThrough: null,
    before: { claims: 3, settled: 5_000, changed: 2 },
  });
  expect(view.byClerk).toEqual([
    { staff: 'c1', name: 'name of c1', claims: 1, claimed: 3_000, settled: 0 },
    { staff: 'c2', name: 'name of c2', claims: 3, claimed: 11_000, settled: 6_000 },
  ]);
});

it('says nothing of a day that HQ knows no claim of', () => {
  expect(settledOfDay(DAY, undefined, String)).toEqual({ day: DAY, total: null, byClerk: [] });
});
