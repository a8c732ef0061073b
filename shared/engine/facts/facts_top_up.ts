// The habit of topping up: how much, how often, how regularly, and how long ago.
import { compareNumber } from '#shared/base/compare.ts';
import { fen, type Fen } from '#shared/base/money.ts';
import { monthIndex } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { latestInARow } from '../known_use.ts';

/** Money that no count comes with leaves the count open. */
export const countOf = ({ topUp, topUpCount }: UsageMonth): number | null =>
  topUpCount === 0 && (topUp ?? 0) > 0 ? null : topUpCount;

/** Null: neither money nor a count is known. */
export function hasTopUp({ topUp, topUpCount, lastTopUp }: UsageMonth): boolean | null {
  if ((topUp ?? 0) > 0 || (topUpCount ?? 0) > 0 || (lastTopUp ?? 0) > 0) return true;
  return topUp === null && topUpCount === null ? null : false;
}

/**
 * The median of the months' last single top-ups: one large gift-hunting top-up does not move it.
 * Of two middle ones the lower, so that it is an amount that was really paid.
 * Where no single top-up is known, the mean top-up of the months: money over count. Where counts are missing too, the
 * median of what the months brought.
 */
export function usualTopUp(months: readonly UsageMonth[]): Fen | null {
  return (
    lowerMedian(months.map((row) => row.lastTopUp)) ??
    meanTopUp(months) ??
    lowerMedian(months.map((row) => row.topUp))
  );
}

function lowerMedian(amounts: readonly (Fen | null)[]): Fen | null {
  const paid = amounts.filter((amount) => amount !== null && amount > 0).toSorted(compareAmount);
  return paid[Math.floor((paid.length - 1) / 2)] ?? null;
}

const compareAmount = (a: Fen | null, b: Fen | null): number => compareNumber(a ?? 0, b ?? 0);

/** Money over count, of the months that know both; null without either. */
export function meanTopUp(months: readonly UsageMonth[]): Fen | null {
  const known = months.filter((row) => row.topUp !== null && countOf(row) !== null);
  const count = known.reduce((sum, row) => sum + (countOf(row) ?? 0), 0);
  const money = known.reduce((sum, row) => sum + (row.topUp ?? 0), 0);
  return count === 0 || money <= 0 ? null : fen(Math.round(money / count));
}

/** The largest single top-up seen; in a month without one, that month's mean. */
export function largestTopUp(months: readonly UsageMonth[]): Fen | null {
  const largest = months.reduce((most, row) => {
    const count = countOf(row) ?? 0;
    const mean = count > 0 ? (row.topUp ?? 0) / count : 0;
    return Math.max(most, (row.lastTopUp ?? 0) > 0 ? (row.lastTopUp ?? 0) : mean);
  }, 0);
  return largest > 0 ? fen(Math.round(largest)) : null;
}

/** Days of the months whose top-ups are counted over those: the mean wait for the next. Null under two top-ups. */
export function daysBetweenTopUps(months: readonly UsageMonth[]): number | null {
  const counted = months.filter((row) => countOf(row) !== null);
  const count = counted.reduce((sum, row) => sum + (countOf(row) ?? 0), 0);
  if (count < 2) return null;
  const days = counted.reduce((sum, row) => sum + daysOfMonth(row), 0);
  return Math.round(days / count);
}

function daysOfMonth({ month }: UsageMonth): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

/** Months with a top-up, percent; null as soon as one does not tell: the others are mostly those that have one. */
export function topUpRegularity(months: readonly UsageMonth[]): number | null {
  const has = months.map(hasTopUp);
  if (has.length === 0 || has.includes(null)) return null;
  return Math.round((100 * has.filter((each) => each === true).length) / has.length);
}

/** From the latest month with a top-up to the latest on record; null when there is none, or a later one does not tell. */
export function monthsSinceTopUp(months: readonly UsageMonth[]): number | null {
  const last = months.at(-1);
  const told = months.findLast((row) => hasTopUp(row) !== false);
  if (!last || !told || hasTopUp(told) === null) return null;
  return monthIndex(last.month) - monthIndex(told.month);
}

/** Latest months in a row that are known to be without a top-up; 0 where the latest does not tell. */
export const monthsWithoutTopUp = (months: readonly UsageMonth[]): number =>
  latestInARow(months, (row) => {
    const has = hasTopUp(row);
    return has === null ? null : !has;
  }) ?? 0;
