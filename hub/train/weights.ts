// Rows that stand for several customers each: as if every one of those had a row of its own.

/** By row; left out: one customer each. */
export type Weights = Float64Array | undefined;

export const weightAt = (weights: Weights, row: number): number =>
  weights === undefined ? 1 : (weights[row] as number);

/** Those of some rows, in their order. */
export const weightsOf = (weights: Weights, rows: Uint32Array): Weights =>
  weights === undefined ? undefined : Float64Array.from(rows, (row) => weights[row] as number);

/** Customers that some rows stand for. */
export function customersOf(weights: Weights, rows: Uint32Array): number {
  if (weights === undefined) return rows.length;
  let sum = 0;
  for (const row of rows) sum += weights[row] as number;
  return sum;
}
