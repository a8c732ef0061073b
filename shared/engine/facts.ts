// What the engine knows of a customer: one record computed from HQ's document, the same at the hub and at the counter.
import { fen, type Fen } from '#shared/base/money.ts';
import { type Day, daysBetween, monthIndex, monthOfDay } from '#shared/base/month.ts';
import { compareNumber, compareText } from '#shared/base/compare.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';

const KB_IN_MB = 1024;
const spend = (row: UsageMonth): number => row.spend;
const voice = (row: UsageMonth): number => row.voiceMinutes;
const data = (row: UsageMonth): number => row.dataKb;

/**
 * @param customer as HQ publishes it; months oldest first
 * @param householdSize customers of one household, this one included; 1 when it lives alone
 * @param today business day of the branch
 *
 * Means and trends are taken over the months that the document holds, rounded half up.
 */
export function factsOfCustomer(customer: Customer, householdSize: number, today: Day): Facts {
  const { months, plan, score } = customer;
  const last3 = months.slice(-3);
  const before3 = months.length >= 6 ? months.slice(-6, -3) : [];
  const daysToContractEnd =
    customer.contractEnd === null ? null : daysBetween(today, customer.contractEnd);
  return {
    age: customer.birthYear === null ? null : Number(today.slice(0, 4)) - customer.birthYear,
    tenureMonths: customer.since === null ? null : wholeMonthsBetween(customer.since, today),
    arpu3: fenOrNull(mean(last3, spend)),
    arpu12: fenOrNull(mean(months, spend)),
    mou3: roundOrNull(mean(last3, voice)),
    dou3: roundOrNull(mean(last3, (row) => row.dataKb / KB_IN_MB)),
    spendTrend: trend(last3, before3, spend),
    voiceTrend: trend(last3, before3, voice),
    dataTrend: trend(last3, before3, data),
    overPlan:
      plan === null
        ? null
        : fenOrNull(mean(last3, (row) => Math.max(0, row.spend - plan.monthlyFee))),
    usualTopUp: usualTopUp(months),
    maxTopUp: fenOrNull(months.reduce<number | null>(largerTopUp, null)),
    topUpsPerMonth: twoDecimals(mean(months, (row) => row.topUpCount)),
    balance: customer.balance,
    arrears: customer.arrears,
    points: customer.points,
    planFee: plan === null ? null : plan.monthlyFee,
    planVoiceMinutes: plan === null ? null : plan.voiceMinutes,
    planDataMb: plan === null ? null : Math.round(plan.dataKb / KB_IN_MB),
    daysToContractEnd,
    hasContract: daysToContractEnd !== null && daysToContractEnd >= 0,
    monthsSilent: latestInARow(months, (row) => row.voiceMinutes === 0 && row.dataKb === 0),
    monthsNotBilled: latestInARow(months, (row) => row.spend === 0),
    monthsOfData: months.length,
    daysSinceComplaint:
      customer.lastComplaint === null
        ? null
        : Math.max(0, daysBetween(customer.lastComplaint, today)),
    householdSize,
    holdings: [
      ...new Set(
        customer.holdings
          .filter((holding) => holding.until === null || holding.until >= today)
          .map((holding) => holding.code),
      ),
    ].toSorted(compareText),
    valueGroup: score === null ? null : score.valueGroup,
    stage: score === null ? null : score.stage,
    risks: score === null ? [] : score.risks.toSorted(compareText),
    labels: score === null ? [] : score.labels.toSorted(compareText),
    optedOut: customer.optedOut,
    blacklisted: customer.blacklisted,
    dataAge: Math.max(0, daysBetween(customer.asOf, today)),
  };
}

/**
 * The median of the months' last single top-ups: one large gift-hunting top-up does not move it.
 * Of two middle ones the lower, so that it is an amount that was really paid.
 * Where no single top-up is known, the mean top-up of the months: money over count.
 */
function usualTopUp(months: readonly UsageMonth[]): Fen | null {
  const singles = months
    .map((row) => row.lastTopUp)
    .filter((amount) => amount > 0)
    .toSorted(compareNumber);
  const middle = singles[Math.floor((singles.length - 1) / 2)];
  if (middle !== undefined) return middle;
  const count = months.reduce((sum, row) => sum + row.topUpCount, 0);
  const money = months.reduce((sum, row) => sum + row.topUp, 0);
  return count === 0 || money <= 0 ? null : fen(Math.round(money / count));
}

/** The largest single top-up seen; in a month without one, that month's mean. */
function largerTopUp(largest: number | null, row: UsageMonth): number | null {
  const single =
    row.lastTopUp > 0 ? row.lastTopUp : row.topUpCount > 0 ? row.topUp / row.topUpCount : 0;
  return single > 0 ? Math.max(largest ?? 0, single) : largest;
}

/** Percent by which the last three months' sum differs from the three before; null from zero. */
function trend(
  last3: readonly UsageMonth[],
  before3: readonly UsageMonth[],
  value: (row: UsageMonth) => number,
): number | null {
  const before = before3.reduce((sum, row) => sum + value(row), 0);
  if (before <= 0) return null;
  const last = last3.reduce((sum, row) => sum + value(row), 0);
  return Math.round((last / before - 1) * 100);
}

function latestInARow(months: readonly UsageMonth[], holds: (row: UsageMonth) => boolean): number {
  const lastOther = months.findLastIndex((row) => !holds(row));
  return months.length - 1 - lastOther;
}

function wholeMonthsBetween(from: Day, to: Day): number {
  const months = monthIndex(monthOfDay(to)) - monthIndex(monthOfDay(from));
  return Math.max(0, months - (to.slice(8) < from.slice(8) ? 1 : 0));
}

function mean<T>(rows: readonly T[], value: (row: T) => number): number | null {
  if (rows.length === 0) return null;
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}

const roundOrNull = (value: number | null): number | null =>
  value === null ? null : Math.round(value);
const fenOrNull = (value: number | null): Fen | null =>
  value === null ? null : fen(Math.round(value));
const twoDecimals = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;
