// Sums and logarithms of a table's figures.

export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Some tables have figures of 1e300. */
export const logOf = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
