// Whether chances are true: what was said against what was found, by tenths of the customers.
import type { Decile } from '#shared/model/churn_model.ts';
import { customersOf, type Weights, weightAt } from './weights.ts';

const TENTHS = 10;

/** The tenth of the customers that each row is in, 0 with the highest chances; equal chances keep the order of rows. */
export function tenthOf(chances: Float64Array, weights?: Weights): Uint8Array {
  const order = Uint32Array.from(chances, (_, row) => row).toSorted(
    (a, b) => (chances[b] as number) - (chances[a] as number) || a - b,
  );
  const tenths = new Uint8Array(chances.length);
  const all = customersOf(weights, order);
  let [tenth, before] = [0, 0];
  for (const row of order) {
    while (tenth < TENTHS - 1 && before >= Math.round(((tenth + 1) * all) / TENTHS)) tenth += 1;
    tenths[row] = tenth;
    before += weightAt(weights, row);
  }
  return tenths;
}

export function decilesOf(
  chances: Float64Array,
  target: Float64Array,
  weights?: Weights,
): readonly Decile[] {
  const tenths = tenthOf(chances, weights);
  const all = Uint32Array.from(tenths.keys());
  const share = meanOf(target, all, weights);
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const rows = all.filter((row) => tenths[row] === tenth);
    const said = meanOf(chances, rows, weights);
    const found = meanOf(target, rows, weights);
    return {
      customers: Math.round(customersOf(weights, rows)),
      said,
      found,
      lift: share === 0 ? 0 : found / share,
    };
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
export const brierOf = (chances: Float64Array, target: Float64Array, weights?: Weights): number =>
  meanOf(
    chances.map((chance, row) => (chance - (target[row] as number)) ** 2),
    Uint32Array.from(chances, (_, row) => row),
    weights,
  );

/** Over the customers that the rows stand for. */
function meanOf(values: Float64Array, rows: Uint32Array, weights: Weights): number {
  let sum = 0;
  for (const row of rows) sum += weightAt(weights, row) * (values[row] as number);
  return rows.length === 0 ? 0 : sum / customersOf(weights, rows);
}
