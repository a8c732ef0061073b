// Looks at the visits of a day with what the cache knows of their customers.
import type { Fen } from '#shared/base/money.ts';
import { usualTopUp } from '#shared/engine/facts/facts_top_up.ts';
import type { CacheView } from '../store/cache.ts';
import { monthsOf } from '../store/customers.ts';
import { customersWithErrand } from '../store/errands.ts';
import { unpaidOf } from '../store/settled.ts';
import type { VisitRow } from '../store/visit_rows.ts';
import type { Ready } from './context.ts';
import { type LookHelp, type Looks, looksOf } from './report_looks.ts';

/** @param settled by visit, of the days */
export const looksOfDay = (
  { device, cache }: Ready,
  visits: readonly VisitRow[],
  settled: LookHelp['settled'],
): Looks =>
  looksOf(visits, {
    settled,
    unpaid: new Set(
      [...new Set(visits.map(({ day }) => day))].flatMap((day) => unpaidOf(cache.reader, day)),
    ),
    now: device.clock.now(),
    usualOf: (customers) => usualOf(cache, customers),
    withErrand: (day, customers) => customersWithErrand(device.ledger, day, customers),
  });

/** By the state of the cache: the page asks for the same people again with each visit of the day. */
const usualTopUps = new WeakMap<CacheView, Map<number, Fen | null>>();

function usualOf(cache: CacheView, customers: readonly number[]): ReadonlyMap<number, Fen | null> {
  const known = usualTopUps.get(cache) ?? new Map<number, Fen | null>();
  usualTopUps.set(cache, known);
  const asked = customers.filter((id) => !known.has(id));
  if (asked.length > 0) {
    for (const [id, months] of monthsOf(cache.reader, asked)) known.set(id, usualTopUp(months));
  }
  return known;
}
