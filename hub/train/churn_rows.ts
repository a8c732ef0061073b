// The hub's own customers as a churn table: who could leave in a month, and who did.
import { addMonths, type Day, type Month } from '#shared/base/month.ts';
import { hashText } from '#shared/base/random.ts';
import { CHURN_FEATURES } from '#shared/engine/churn/features.ts';
import { completeMonth, latestCompleteMonth } from '#shared/engine/churn/history.ts';
import { hasLeft, historyAtRisk, type Leaving, NO_LEAVING } from '#shared/engine/churn/leaver.ts';
import type { Customer, Leaver } from '#shared/model/customer.ts';
import type { ChurnTable } from './churn_fit.ts';

export type RowOptions = {
  readonly leaver: Leaver;
  /** Target months of one customer, the latest complete one and those before it. */
  readonly windows: number;
  /** Of the customers, by lot: a million teach no more than some hundred thousand. */
  readonly share: number;
  readonly seed: number;
};

export type ChurnRows = {
  /** @param upTo last day of the branch's data: who is gone has none of that day any more */
  add(customer: Customer, upTo: Day, leaving?: Leaving): void;
  /** Months in which customers were seen to stay or to leave; null without rows. */
  targets(): { readonly first: Month; readonly last: Month } | null;
  /** Last day of data of all customers that were added. */
  asOf(): Day | null;
  table(): ChurnTable;
};

const FIRST_CAPACITY = 4_096;

/** Rows are kept as plain numbers: about 180 bytes each. */
export function createChurnRows({ leaver, windows, share, seed }: RowOptions): ChurnRows {
  const columns = CHURN_FEATURES.map(() => createNumbers());
  const target = createNumbers();
  const groups = createNumbers();
  let span: { first: Month; last: Month } | null = null;
  let asOf: Day | null = null;
  return {
    add(customer, upTo, leaving = NO_LEAVING) {
      if (asOf === null || customer.asOf > asOf) asOf = customer.asOf;
      if (hashText(`${seed}/${customer.id}`) / 0x1_0000_0000 >= share) return;
      const latest = leaver === 'silence' ? latestCompleteMonth(customer) : completeMonth(upTo);
      if (latest === null) return;
      for (let back = 0; back < windows; back += 1) {
        const month = addMonths(latest, -back);
        const history = historyAtRisk(leaver, customer, leaving, addMonths(month, -1));
        const left = history === null ? null : hasLeft(leaver, customer, leaving, month);
        if (history === null || left === null) continue;
        for (const [at, feature] of CHURN_FEATURES.entries())
          columns[at]?.push(feature.value(history) ?? Number.NaN);
        target.push(left ? 1 : 0);
        groups.push(customer.id);
        span = {
          first: span === null || month < span.first ? month : span.first,
          last: span === null || month > span.last ? month : span.last,
        };
      }
    },
    targets: () => span,
    asOf: () => asOf,
    table: () => ({
      columns: CHURN_FEATURES.map(({ code, direction = null }, at) => ({
        code,
        direction,
        values: columns[at]?.values() ?? new Float64Array(),
      })),
      target: target.values(),
      groups: groups.values(),
    }),
  };
}

/** Numbers that grow in place, half as much again at a time. */
function createNumbers() {
  let numbers = new Float64Array(FIRST_CAPACITY);
  let count = 0;
  return {
    push(value: number): void {
      if (count === numbers.length) {
        const larger = new Float64Array(Math.ceil(count * 1.5));
        larger.set(numbers);
        numbers = larger;
      }
      numbers[count] = value;
      count += 1;
    },
    values: (): Float64Array => numbers.subarray(0, count),
  };
}
