// Looks at the visits of a day with what the cache knows of their customers.
import { usualTopUp } from '#shared/engine/facts/facts_top_up.ts';
import { monthsOf } from '../store/customers.ts';
import type { VisitRow } from '../store/visit_rows.ts';
import type { Ready } from './context.ts';
import { type LookHelp, type Looks, looksOf } from './report_looks.ts';

/** @param settled by visit, of the day */
export const looksOfDay = (
  { device, cache }: Ready,
  visits: readonly VisitRow[],
  settled: LookHelp['settled'],
): Looks =>
  looksOf(visits, {
    settled,
    now: device.clock.now(),
    usualOf: (customers) =>
      new Map(
        [...monthsOf(cache.reader, customers)].map(([id, months]) => [id, usualTopUp(months)]),
      ),
  });
