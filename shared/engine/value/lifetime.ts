// Lifetime value (S14): historic, current and potential margin of one customer.
import { fen } from '#shared/base/money.ts';
import { monthIndex } from '#shared/base/month.ts';
import type { Customer, Lifetime, UsageMonth } from '#shared/model/customer.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { Policy } from '#shared/model/policy.ts';
import { expectedStay, type PurchaseHistory } from './bg_nbd.ts';
import { expectedSpend, type SpendHistory } from './gamma_gamma.ts';

/** Where HQ's policy names none: a year ahead, and the margin of the worked example in S13. */
export const DEFAULT_HORIZON_MONTHS = 12;
export const DEFAULT_MARGIN_PERCENT = 10;
/** With fewer months on record nothing is said. */
export const LEAST_MONTHS = 3;

export type Histories = { readonly purchase: PurchaseHistory; readonly spend: SpendHistory };

/**
 * What the two models see of a customer. A purchase is a month with a top-up; the first on record starts the clock.
 * Spend is the mean of the months up to the last in which the customer spent or topped up: what comes after it is
 * for the chance to be alive to judge.
 * Null with fewer than three months on record, without any top-up or without any spend.
 *
 * @param months oldest first
 */
export function historiesOfMonths(months: readonly UsageMonth[]): Histories | null {
  const first = months.find(isPurchase);
  const latest = months.at(-1);
  if (months.length < LEAST_MONTHS || !first || !latest) return null;
  const purchases = months.filter(isPurchase);
  const start = monthIndex(first.month);
  const lived = months.slice(
    0,
    months.findLastIndex((row) => row.spend > 0 || isPurchase(row)) + 1,
  );
  const spent = sumOfSpend(lived);
  if (spent <= 0) return null;
  return {
    purchase: {
      repeats: purchases.length - 1,
      lastAt: monthIndex((purchases.at(-1) ?? first).month) - start,
      age: monthIndex(latest.month) - start,
    },
    spend: { count: lived.length, mean: spent / lived.length },
  };
}

export const isPurchase = (row: UsageMonth): boolean => row.topUpCount > 0 || row.topUp > 0;
const sumOfSpend = (months: readonly UsageMonth[]): number =>
  months.reduce((sum, row) => sum + row.spend, 0);

/**
 * Margin in fen. `historic`: of the spend on record. `current`: months to be expected x spend to be expected.
 * `potential`: months to be expected x what a month would bring more (`roomToGrow`).
 * Null with too little history: see `historiesOfMonths`.
 *
 * @param policy horizon and margin are those of its `retention`; defaults without
 */
export function lifetimeOfCustomer(
  customer: Pick<Customer, 'months' | 'plan'>,
  model: LifetimeModel,
  policy: Pick<Policy, 'retention'> | null,
): Lifetime | null {
  const histories = historiesOfMonths(customer.months);
  if (histories === null) return null;
  const horizon = policy?.retention?.horizonMonths ?? DEFAULT_HORIZON_MONTHS;
  const margin = (policy?.retention?.marginPercent ?? DEFAULT_MARGIN_PERCENT) / 100;
  const months = expectedStay(model.purchase, histories.purchase, horizon);
  const spend = expectedSpend(model.spend, histories.spend);
  const room = roomToGrow(spend, customer.plan?.monthlyFee ?? 0, model.rungs);
  return {
    historic: fen(Math.round(Math.max(0, sumOfSpend(customer.months)) * margin)),
    current: fen(Math.round(months * spend * margin)),
    potential: fen(Math.round(months * room * margin)),
    months: Math.round(months * 100) / 100,
    model: model.version,
  };
}

/**
 * Spend a month, fen, that the customer could bring beyond the present one. The larger of
 * - the way to the next value group: the rung nearest to the present spend, and from it the next one up; at most the
 *   present spend once more, since hardly anyone is led to more than twice as much;
 * - the unused room of the plan: its fee less the present spend.
 *
 * @param rungs typical spend of the value groups, ascending
 */
export function roomToGrow(spend: number, planFee: number, rungs: readonly number[]): number {
  let nearest = 0;
  for (const [index, rung] of rungs.entries()) {
    if (Math.abs(rung - spend) < Math.abs((rungs[nearest] ?? 0) - spend)) nearest = index;
  }
  const next = rungs[nearest + 1] ?? spend;
  const wayUp = Math.min(Math.max(0, next - spend), spend);
  return Math.max(wayUp, planFee - spend, 0);
}
