// Does the lifetime model foretell anything? Fitted without the latest months, it must foretell them.
import { ok, type Result } from '#shared/base/result.ts';
import { hasTopUp } from '#shared/engine/facts/facts_top_up.ts';
import { expectedPurchases } from '#shared/engine/value/bg_nbd.ts';
import { historiesOfMonths, lookAhead, topUpsOf } from '#shared/engine/value/lifetime.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { type FitFailure, fitLifetime } from './lifetime_fit.ts';
import { regularityOf } from './lifetime_regularity.ts';

/** Sums over customers, and the root of the mean squared error of one customer, of the model and of the naive mean. */
export type Foretold = {
  readonly predicted: number;
  readonly actual: number;
  readonly error: number;
  readonly naiveError: number;
};
export type LifetimeHoldout = {
  readonly months: number;
  readonly customers: number;
  /** Fen. */
  readonly spend: Foretold;
  /** Top-ups. */
  readonly topUps: Foretold;
};

/**
 * The naive mean foretells of every customer what all of them did on average in the months before.
 *
 * @param records of customers, oldest month first
 * @param months the latest ones, held back
 */
export function foretell(
  records: readonly (readonly UsageMonth[])[],
  months: number,
): Result<LifetimeHoldout, FitFailure> {
  const cases = records.flatMap((record) => {
    const before = record.slice(0, -months);
    const after = record.slice(-months);
    const histories = historiesOfMonths(before);
    // What did not come cannot be told from what nobody says.
    const isTold = record.every((row) => row.spend !== null && hasTopUp(row) !== null);
    return histories === null || !isTold ? [] : [{ histories, before, after }];
  });
  const fitted = fitLifetime(
    cases.map(({ histories }) => histories),
    regularityOf(cases.map(({ before }) => before)),
  );
  if (!fitted.ok) return fitted;
  const model = {
    purchase: fitted.value.purchase.parameters,
    spend: fitted.value.spend.parameters,
  };
  const known = cases.flatMap(({ before }) => before);
  return ok({
    months,
    customers: cases.length,
    spend: compare(
      cases.map(({ histories }) => {
        const ahead = lookAhead(histories, model, months);
        return ahead.months * ahead.spend;
      }),
      cases.map(({ after }) => sum(after.map(spendOf))),
      (sum(known.map(spendOf)) / known.length) * months,
    ),
    topUps: compare(
      cases.map(({ histories }) => expectedPurchases(model.purchase, histories.purchase, months)),
      cases.map(({ after }) => sum(after.map(topUpsOf))),
      (sum(known.map(topUpsOf)) / known.length) * months,
    ),
  });
}

const spendOf = ({ spend }: UsageMonth): number => spend ?? 0;

function compare(predicted: readonly number[], actual: readonly number[], naive: number): Foretold {
  const errorOf = (guess: (index: number) => number): number =>
    Math.sqrt(sum(actual.map((value, index) => (value - guess(index)) ** 2)) / actual.length);
  return {
    predicted: sum(predicted),
    actual: sum(actual),
    error: errorOf((index) => predicted[index] ?? 0),
    naiveError: errorOf(() => naive),
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
