// Sums and logarithms of a table's figures.
import { transformed } from '#shared/engine/churn/column.ts';
import { unitOf } from './logistic_columns.ts';

export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Of several columns in one unit, which is their own: in fen and in yuan the differences of logarithms are the same. */
export function logarithmOf(columns: readonly Float64Array[]): (value: number) => number {
  const figures = new Float64Array(sumOf(columns.map(({ length }) => length)));
  let filled = 0;
  for (const values of columns)
    for (const value of values) if (!Number.isNaN(value)) figures[filled++] = value;
  const sorted = figures.subarray(0, filled).toSorted();
  // Each figure once: a row that stands for many customers says no more of the unit than another.
  const unit = unitOf(sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]));
  return (value) => transformed(value, 'log', unit);
}
