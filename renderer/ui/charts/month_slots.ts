// The months of a history as a row without holes: a month that the source lacks is a slot without figures.
import { addMonths, type Month, monthIndex } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';

export type MonthSlot = { readonly month: Month; readonly usage: UsageMonth | null };

const MOST = 12;
/** Fewer bars than this would be too wide to read as a history. */
const FEWEST = 6;

/** Up to twelve slots that end with the newest month; older slots without data fill up to six. */
export function monthSlots(months: readonly UsageMonth[]): readonly MonthSlot[] {
  const byMonth = new Map(months.map((usage) => [usage.month, usage]));
  const known = [...byMonth.keys()].toSorted();
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return [];
  const span = monthIndex(last) - monthIndex(first) + 1;
  const count = Math.min(MOST, Math.max(FEWEST, span));
  return Array.from({ length: count }, (_, index) => {
    const month = addMonths(last, index - count + 1);
    return { month, usage: byMonth.get(month) ?? null };
  });
}
