// Whether chances are true: what was said against what was found, by tenths of the customers.
import type { Decile } from '#shared/model/churn_model.ts';

const TENTHS = 10;

/** The tenth of each row, 0 with the highest chances; equal chances keep the order of rows. */
export function tenthOf(chances: Float64Array): Uint8Array {
  const order = Uint32Array.from(chances, (_, row) => row).toSorted(
    (a, b) => (chances[b] as number) - (chances[a] as number) || a - b,
  );
  const tenths = new Uint8Array(chances.length);
  for (let tenth = 0; tenth < TENTHS; tenth += 1) {
    const from = Math.round((tenth * order.length) / TENTHS);
    const to = Math.round(((tenth + 1) * order.length) / TENTHS);
    for (const row of order.subarray(from, to)) tenths[row] = tenth;
  }
  return tenths;
}

export function decilesOf(chances: Float64Array, target: Float64Array): readonly Decile[] {
  const tenths = tenthOf(chances);
  const share = mean(target);
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const rows = Uint32Array.from(tenths.keys()).filter((row) => tenths[row] === tenth);
    const said = mean(rows, (row) => chances[row] as number);
    const found = mean(rows, (row) => target[row] as number);
    return { customers: rows.length, said, found, lift: share === 0 ? 0 : found / share };
  });
}

/** Expected calibration error over the tenths: the mean of |said - found|, by customers. */
export function calibrationErrorOf(deciles: readonly Decile[]): number {
  const customers = deciles.reduce((sum, decile) => sum + decile.customers, 0);
  const apart = deciles.reduce(
    (sum, { customers, said, found }) => sum + customers * Math.abs(said - found),
    0,
  );
  return customers === 0 ? 0 : apart / customers;
}

/** Mean squared difference of chance and outcome (Brier 1950). */
export const brierOf = (chances: Float64Array, target: Float64Array): number =>
  mean(
    chances.map((chance, row) => (chance - (target[row] as number)) ** 2),
    (square) => square,
  );

function mean(values: Float64Array | Uint32Array, of: (value: number) => number = Number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return values.length === 0 ? 0 : sum / values.length;
}
