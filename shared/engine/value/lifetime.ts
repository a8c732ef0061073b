// Lifetime value: historic, current and potential margin of one customer.
import { fen } from '#shared/base/money.ts';
import { monthIndex } from '#shared/base/month.ts';
import type { Customer, Lifetime, UsageMonth } from '#shared/model/customer.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { Policy } from '#shared/model/policy.ts';
import { everyMonth } from '../every_month.ts';
import { hasTopUp } from '../facts/facts_top_up.ts';
import { expectedStay, type PurchaseHistory } from './bg_nbd.ts';
import { expectedSpend, type SpendHistory } from './gamma_gamma.ts';

/** Where HQ's policy names none: a year ahead, and the margin of the worked example in the source. */
const DEFAULT_HORIZON_MONTHS = 12;
const DEFAULT_MARGIN_PERCENT = 10;
/** With fewer months on record nothing is said. */
export const LEAST_MONTHS = 3;

export type Histories = {
  readonly purchase: PurchaseHistory;
  readonly spend: SpendHistory;
  /** Share (0..1) of the months lived whose spend is known in which something was spent. */
  readonly billed: number;
};

/**
 * What the two models see of a customer. A purchase is a top-up; those of one month are taken as spread evenly over it,
 * and the first on record starts the clock. Spend is that of the months with any; what comes after the last month in
 * which the customer spent or topped up is not lived: it is for the chance to be alive to judge.
 * Null with fewer than three months on record, without any top-up or without any spend, and where a month does not tell
 * whether there was a top-up: a gap would look like a customer who stays away.
 *
 * @param months oldest first
 */
export function historiesOfMonths(months: readonly UsageMonth[]): Histories | null {
  const [first, last] = [months.find(isPurchase), months.findLast(isPurchase)];
  const latest = months.at(-1);
  if (months.length < LEAST_MONTHS || !first || !last || !latest) return null;
  if (months.some((row) => hasTopUp(row) === null)) return null;
  const lived = months.findLastIndex((row) => (row.spend ?? 0) > 0 || isPurchase(row)) + 1;
  const told = months.slice(0, lived).filter(({ spend }) => spend !== null);
  const spends = told.map(({ spend }) => spend ?? 0).filter((spend) => spend > 0);
  if (spends.length === 0) return null;
  const repeats = months.reduce((sum, row) => sum + topUpsOf(row), 0) - 1;
  const start = monthIndex(first.month) + 0.5 / topUpsOf(first);
  const lastAt = monthIndex(last.month) + 1 - 0.5 / topUpsOf(last) - start;
  return {
    purchase: {
      repeats,
      lastAt: repeats === 0 ? 0 : lastAt,
      age: monthIndex(latest.month) + 1 - start,
    },
    spend: {
      count: spends.length,
      mean: meanOf(spends),
      meanLog: meanOf(spends.map((spend) => Math.log(spend))),
    },
    billed: spends.length / told.length,
  };
}

/** Where the source counts no top-ups but has their money: one. */
export const topUpsOf = (row: UsageMonth): number =>
  (row.topUpCount ?? 0) > 0 ? (row.topUpCount ?? 0) : (row.topUp ?? 0) > 0 ? 1 : 0;
const isPurchase = (row: UsageMonth): boolean => topUpsOf(row) > 0;
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const sumOfSpend = (months: readonly UsageMonth[]): number =>
  months.reduce((sum, row) => sum + (row.spend ?? 0), 0);

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
  const histories = historiesOfMonths(everyMonth(customer.months));
  if (histories === null) return null;
  const horizon = policy?.retention?.horizonMonths ?? DEFAULT_HORIZON_MONTHS;
  const margin = (policy?.retention?.marginPercent ?? DEFAULT_MARGIN_PERCENT) / 100;
  const { months, spend } = lookAhead(histories, model, horizon);
  const room = roomToGrow(spend, customer.plan?.monthlyFee ?? 0, model.rungs);
  return {
    historic: fen(Math.round(Math.max(0, sumOfSpend(customer.months)) * margin)),
    current: fen(Math.round(months * spend * margin)),
    potential: fen(Math.round(months * room * margin)),
    months: Math.round(months * 100) / 100,
    model: model.version,
  };
}

/** Months that the customer may be expected to stay within the next `horizon`, and the spend of each, fen. */
export const lookAhead = (
  histories: Histories,
  model: Pick<LifetimeModel, 'purchase' | 'spend'>,
  horizon: number,
): { readonly months: number; readonly spend: number } => ({
  months: expectedStay(model.purchase, histories.purchase, horizon),
  spend: expectedSpend(model.spend, histories.spend) * histories.billed,
});

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
