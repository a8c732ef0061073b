// Whether columns whose names differ in a last number only are months of one figure: `x_1` to `x_9` may be nine figures.
import { logarithmOf, sumOf } from './churn_file_sums.ts';

type Month = {
  readonly number: number;
  readonly column: { readonly values: Float64Array };
};

/** More columns of one name are no months, but columns without names of their own. */
const MOST_MONTHS = 24;
/** Months of one figure go together so far; other figures may have the same numbers. */
const ALIKE = 0.2;
const LEVEL = 1e-12;

/** Two months that other names have too, or columns that go together; of two columns nothing is lost. */
export function monthsAmong(
  families: Iterable<readonly Month[]>,
): (months: readonly Month[]) => boolean {
  const times = new Map<number, number>();
  for (const months of families)
    if (months.length > 1)
      for (const { number } of months) times.set(number, (times.get(number) ?? 0) + 1);
  return (months) =>
    months.length <= 2 ||
    (months.length <= MOST_MONTHS &&
      (months.filter(({ number }) => (times.get(number) ?? 0) > 1).length > 1 ||
        likeness(months.map(({ column }) => column.values)) >= ALIKE));
}

/** Mean correlation of each column with the next, in the rows that tell both. */
function likeness(columns: readonly Float64Array[]): number {
  const logOf = logarithmOf(columns);
  const logs = columns.map((values) => values.map(logOf));
  return (
    sumOf(logs.slice(1).map((values, at) => correlation(logs[at] ?? values, values))) /
    (columns.length - 1)
  );
}

function correlation(xs: Float64Array, ys: Float64Array): number {
  const rows = [...xs.keys()].filter((row) => !Number.isNaN((xs[row] ?? 0) + (ys[row] ?? 0)));
  const [x = [], y = []] = [xs, ys].map((values) => {
    const known = rows.map((row) => values[row] ?? 0);
    const mean = sumOf(known) / rows.length;
    return known.map((value) => value - mean);
  });
  const spread = Math.sqrt(product(x, x) * product(y, y));
  // Always the same, but for rounding.
  return spread > LEVEL * rows.length ? product(x, y) / spread : 0;
}

const product = (a: readonly number[], b: readonly number[]): number =>
  sumOf(a.map((value, at) => value * (b[at] ?? 0)));
