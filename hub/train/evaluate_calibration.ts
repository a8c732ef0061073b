// Whether chances are true: what was said against what was found, by tenths of the customers.
import type { Decile } from '#shared/model/churn_model.ts';

const TENTHS = 10;

/** Highest chances first; equal chances keep the order of rows. */
export function decilesOf(chances: Float64Array, target: Float64Array): readonly Decile[] {
  const order = Uint32Array.from({ length: chances.length }, (_, row) => row).toSorted(
    (a, b) => (chances[b] as number) - (chances[a] as number) || a - b,
  );
  const share = mean(target);
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const rows = order.subarray(
      Math.round((tenth * order.length) / TENTHS),
      Math.round(((tenth + 1) * order.length) / TENTHS),
    );
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

/** Of those who leave, a chance may be wrong by this share and still be told. */
const TOLERANCE = 0.25;

/**
 * The error that we still call calibrated: a quarter of the share that leaves, and twice what chance alone
 * would do to a perfect model (mean absolute deviation of a binomial share, sqrt(2 p (1 - p) / (pi n))).
 */
export function calibrationLimitOf(deciles: readonly Decile[]): number {
  const customers = deciles.reduce((sum, decile) => sum + decile.customers, 0);
  if (customers === 0) return 0;
  const share =
    deciles.reduce((sum, { customers, found }) => sum + customers * found, 0) / customers;
  const noise = deciles.reduce(
    (sum, { customers, said }) => sum + Math.sqrt((2 / Math.PI) * customers * said * (1 - said)),
    0,
  );
  return TOLERANCE * share + (2 * noise) / customers;
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
