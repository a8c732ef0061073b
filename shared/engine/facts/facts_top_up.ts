// The habit of topping up: how much, how often, how regularly, and how long ago.
import { compareNumber } from '#shared/base/compare.ts';
import { fen, type Fen } from '#shared/base/money.ts';
import { monthIndex } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';

const hasTopUp = (row: UsageMonth): boolean => row.topUp > 0 || row.topUpCount > 0;

/**
 * The median of the months' last single top-ups: one large gift-hunting top-up does not move it.
 * Of two middle ones the lower, so that it is an amount that was really paid.
 * Where no single top-up is known, the mean top-up of the months: money over count.
 */
export function usualTopUp(months: readonly UsageMonth[]): Fen | null {
  const singles = months
    .map((row) => row.lastTopUp)
    .filter((amount) => amount > 0)
    .toSorted(compareNumber);
  return singles[Math.floor((singles.length - 1) / 2)] ?? meanTopUp(months);
}

/** Money over count; null without either. */
export function meanTopUp(months: readonly UsageMonth[]): Fen | null {
  const count = months.reduce((sum, row) => sum + row.topUpCount, 0);
  const money = months.reduce((sum, row) => sum + row.topUp, 0);
  return count === 0 || money <= 0 ? null : fen(Math.round(money / count));
}

/** The largest single top-up seen; in a month without one, that month's mean. */
export function largestTopUp(months: readonly UsageMonth[]): Fen | null {
  const largest = months.reduce((most, row) => {
    const mean = row.topUpCount > 0 ? row.topUp / row.topUpCount : 0;
    return Math.max(most, row.lastTopUp > 0 ? row.lastTopUp : mean);
  }, 0);
  return largest > 0 ? fen(Math.round(largest)) : null;
}

/** Days of the months on record over their top-ups: the mean wait for the next. Null under two top-ups. */
export function daysBetweenTopUps(months: readonly UsageMonth[]): number | null {
  const count = months.reduce((sum, row) => sum + row.topUpCount, 0);
  if (count < 2) return null;
  const days = months.reduce((sum, row) => sum + daysOfMonth(row), 0);
  return Math.round(days / count);
}

function daysOfMonth({ month }: UsageMonth): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

/** Months with a top-up, percent of those on record. */
export const topUpRegularity = (months: readonly UsageMonth[]): number | null =>
  months.length === 0 ? null : Math.round((100 * months.filter(hasTopUp).length) / months.length);

/** From the latest month with a top-up to the latest on record; null when there is none. */
export function monthsSinceTopUp(months: readonly UsageMonth[]): number | null {
  const last = months.at(-1);
  const paid = months.findLast(hasTopUp);
  return last && paid ? monthIndex(last.month) - monthIndex(paid.month) : null;
}
