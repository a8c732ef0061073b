// The hub's own customers as a churn table: who used something in one month, and was silent in the next.
import { addMonths, type Day, type Month } from '#shared/base/month.ts';
import { hashText } from '#shared/base/random.ts';
import { CHURN_FEATURES } from '#shared/engine/churn/features.ts';
import { churnHistory, latestCompleteMonth } from '#shared/engine/churn/history.ts';
import { usesNothing } from '#shared/engine/known_use.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { ChurnTable } from './churn_fit.ts';

export type RowOptions = {
  /** Target months of one customer, the latest complete one and those before it. */
  readonly windows: number;
  /** Of the customers, by lot: a million teach no more than some hundred thousand. */
  readonly share: number;
  readonly seed: number;
};

export type ChurnRows = {
  add(customer: Customer): void;
  /** Months in which customers were seen to stay or to go silent; null without rows. */
  targets(): { readonly first: Month; readonly last: Month } | null;
  /** Last day of data of all customers that were added. */
  asOf(): Day | null;
  table(): ChurnTable;
};

const FIRST_CAPACITY = 4_096;

/** Rows are kept as plain numbers: about 180 bytes each. */
export function createChurnRows({ windows, share, seed }: RowOptions): ChurnRows {
  const columns = CHURN_FEATURES.map(() => createNumbers());
  const target = createNumbers();
  const groups = createNumbers();
  let span: { first: Month; last: Month } | null = null;
  let asOf: Day | null = null;
  return {
    add(customer) {
      if (asOf === null || customer.asOf > asOf) asOf = customer.asOf;
      if (hashText(`${seed}/${customer.id}`) / 0x1_0000_0000 >= share) return;
      const latest = latestCompleteMonth(customer);
      if (latest === null) return;
      for (let back = 0; back < windows; back += 1) {
        const month = addMonths(latest, -back);
        const outcome = customer.months.find((row) => row.month === month);
        const history = churnHistory(customer, addMonths(month, -1));
        if (outcome === undefined || history === null) continue;
        // Who is silent already cannot go silent; and of a month whose use is not on record nothing is known.
        const isSilent = usesNothing(outcome, customer);
        if (isSilent === null || usesNothing(history.latest, customer) !== false) continue;
        for (const [at, feature] of CHURN_FEATURES.entries())
          columns[at]?.push(feature.value(history) ?? Number.NaN);
        target.push(isSilent ? 1 : 0);
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
