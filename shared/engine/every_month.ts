// The months of a record without gaps: a month that the source left out is one of which nothing is known.
import { addMonths, monthIndex } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';

const MOST = 12;

/** The same list where nothing is missing between the first month and the latest; else at most the last twelve months. */
export function everyMonth(months: readonly UsageMonth[]): readonly UsageMonth[] {
  const [first, latest] = [months[0], months.at(-1)];
  if (first === undefined || latest === undefined) return months;
  const span = monthIndex(latest.month) - monthIndex(first.month) + 1;
  if (span === months.length) return months;
  const byMonth = new Map(months.map((row) => [row.month, row]));
  const count = Math.min(MOST, span);
  return Array.from({ length: count }, (_, index) => {
    const month = addMonths(latest.month, index - count + 1);
    return byMonth.get(month) ?? untold(month);
  });
}

const untold = (month: UsageMonth['month']): UsageMonth => ({
  month,
  spend: null,
  voiceMinutes: null,
  dataKb: null,
  topUp: null,
  topUpCount: null,
  lastTopUp: null,
});
