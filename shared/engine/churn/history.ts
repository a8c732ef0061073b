// What was known of a customer at the end of one month: the only thing the churn features may look at.
// Balance, arrears, points and dated packs are left out: the document knows them only as they stand today,
// and a customer who went silent has changed them by going.
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  type Month,
  monthIndex,
  monthOfDay,
} from '#shared/base/month.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';
import { everyMonth } from '../every_month.ts';
import { usesNothing } from '../known_use.ts';
import { contractEndsOn, joinedOn } from '../plausible.ts';

export type ChurnHistory = {
  readonly latest: UsageMonth;
  /** Whether a month is without use; null: not known. */
  readonly isSilent: (row: UsageMonth) => boolean | null;
  /** Of the three calendar months before the latest those since the first on record, oldest first. */
  readonly before: readonly UsageMonth[];
  /** All from the first on record up to the latest, oldest first; one that the source lacks has no figures. */
  readonly months: readonly UsageMonth[];
  /** Whole months on the network. */
  readonly tenure: number | null;
  /** Days from the end of the latest month; negative once it has ended. */
  readonly contract: { readonly days: number; readonly end: Month } | null;
  /** Days before the end of the latest month. */
  readonly complaint: { readonly days: number; readonly on: Month } | null;
  /** Services without an end, such as a broadband line: dated packs come and go with the month. */
  readonly services: number;
};

/** The latest month that had ended by then. */
export const completeMonth = (asOf: Day): Month => addMonths(monthOfDay(addDays(asOf, 1)), -1);

/** The latest month on record that the figures cover to its end; a begun month would look like a fall. */
export function latestCompleteMonth({
  months,
  asOf,
}: {
  readonly months: readonly UsageMonth[];
  readonly asOf: Day;
}): Month | null {
  const complete = completeMonth(asOf);
  return months.findLast(({ month }) => month <= complete)?.month ?? null;
}

/** Months after `last`, and what happened in them, do not matter. Null: nothing on record of that month. */
export function churnHistory(customer: Customer, last: Month): ChurnHistory | null {
  const months = everyMonth(customer.months.filter(({ month }) => month <= last));
  const latest = months.at(-1);
  if (latest === undefined || latest.month !== last) return null;
  const end = addDays(`${addMonths(last, 1)}-01` as Day, -1);
  const first = addMonths(last, -3);
  const { lastComplaint } = customer;
  const contractEnd = contractEndsOn(customer);
  const since = joinedOn(customer);
  return {
    latest,
    isSilent: (row) => usesNothing(row, customer),
    before: months.filter(({ month }) => month >= first && month < last),
    months,
    tenure: since === null || since > end ? null : monthIndex(last) - monthIndex(monthOfDay(since)),
    contract:
      contractEnd === null
        ? null
        : { days: daysBetween(end, contractEnd), end: monthOfDay(contractEnd) },
    complaint:
      lastComplaint === null || lastComplaint > end
        ? null
        : { days: daysBetween(lastComplaint, end), on: monthOfDay(lastComplaint) },
    services: customer.holdings.filter(({ until }) => until === null).length,
  };
}
