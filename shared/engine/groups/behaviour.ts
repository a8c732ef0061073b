// The behaviour model (S6): recency x frequency x value of visits, three bands each, 27 groups.
import { type Day, monthIndex, monthOfDay } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Bands } from '#shared/model/policy.ts';
import { meanTopUp, monthsSinceTopUp } from '../facts/facts_top_up.ts';
import { type Band, bandOf } from './bands.ts';

/** Visits to counters that HQ knows of, up to a customer's last day of data and at most twelve months back. */
export type VisitHabit = {
  readonly last: Day;
  readonly count: number;
  /** Months over which visits were recorded. */
  readonly months: number;
  /** Mean prepayment of the visits that brought one, fen; null without such a visit. */
  readonly meanPrepaid: number | null;
};

/**
 * `R3F1V2`: recency 3 is the latest. By recorded visits where there are any, else by months with top-ups. Without
 * either: the lowest group once the months on record are enough to say so, else null (the source may not tell).
 */
export function behaviourGroup(
  { asOf, months }: Pick<Customer, 'asOf' | 'months'>,
  visits: VisitHabit | null,
  bands: Bands,
): string | null {
  if (visits !== null) {
    const since = monthIndex(monthOfDay(asOf)) - monthIndex(monthOfDay(visits.last));
    return code(since, visits.count / visits.months, visits.meanPrepaid ?? 0, bands);
  }
  const since = monthsSinceTopUp(months);
  if (since === null) return months.length >= bands.recency[1] ? 'R1F1V1' : null;
  const perMonth = months.reduce((sum, row) => sum + row.topUpCount, 0) / months.length;
  return code(since, perMonth, meanTopUp(months) ?? 0, bands);
}

function code(monthsSince: number, perMonth: number, value: number, bands: Bands): string {
  const recency = (4 - bandOf(monthsSince, bands.recency)) as Band;
  return `R${recency}F${bandOf(perMonth, bands.frequency)}V${bandOf(value, bands.value)}`;
}
