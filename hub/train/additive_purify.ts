// Every effect in its place: what a pair says of one of its facts alone goes to that fact's curve, the means to the
// intercept (Lengerich and others, "Purifying interaction effects", AISTATS 2020). No customer's score changes.
import type { BinnedColumn } from './additive_bins.ts';
import { countRows } from './additive_rows.ts';
import { cellsOfPair, gridOf, type PairPlace } from './additive_boost.ts';
import { type Weights, weightsOf } from './weights.ts';

export type Whole = {
  readonly intercept: number;
  /** By bin of each column. */
  readonly curves: readonly Float64Array[];
  /** By cell of each pair. */
  readonly grids: readonly Float64Array[];
};

const MOST_SWEEPS = 50;
const ENOUGH = 1e-6;

/** Changes curves and grids in place. @param rows customers over whom the means are taken */
export function purify(
  { intercept, curves, grids }: Whole,
  columns: readonly BinnedColumn[],
  pairs: readonly PairPlace[],
  { rows, weights }: { readonly rows: Uint32Array; readonly weights: Weights },
): Whole {
  const ofRows = weightsOf(weights, rows);
  for (const [at, pair] of pairs.entries()) {
    const { high, wide } = gridOf(columns, pair);
    const counts = new Float64Array(high * wide);
    countRows(cellsOfPair(columns, pair, rows), counts, ofRows);
    const grid = grids[at] as Float64Array;
    const axes = [
      { column: pair[0], size: high, step: wide, others: wide, other: 1 },
      { column: pair[1], size: wide, step: 1, others: high, other: wide },
    ];
    for (let sweep = 0, moved = Infinity; sweep < MOST_SWEEPS && moved > ENOUGH; sweep += 1) {
      moved = 0;
      for (const { column, size, step, others, other } of axes) {
        const means = new Float64Array(size);
        for (let place = 0; place < size; place += 1) {
          let [sum, count] = [0, 0];
          for (let k = 0, cell = place * step; k < others; k += 1, cell += other) {
            sum += (grid[cell] as number) * (counts[cell] as number);
            count += counts[cell] as number;
          }
          // Where nobody is, such as the blanks of a fact that is always known, nothing is said.
          if (count === 0)
            for (let k = 0, cell = place * step; k < others; k += 1, cell += other) grid[cell] = 0;
          means[place] = count === 0 ? 0 : sum / count;
          moved = Math.max(moved, Math.abs(means[place] as number));
          for (let k = 0, cell = place * step; k < others; k += 1, cell += other)
            grid[cell] = (grid[cell] as number) - (means[place] as number);
        }
        const curve = curves[column] as Float64Array;
        const { cells } = columns[column] as BinnedColumn;
        for (let bin = 0; bin < curve.length; bin += 1)
          curve[bin] = (curve[bin] as number) + (means[cells[bin] as number] as number);
      }
    }
  }
  let centre = intercept;
  for (const [at, { bins }] of columns.entries()) {
    const curve = curves[at] as Float64Array;
    const counts = new Float64Array(curve.length);
    countRows(
      Uint8Array.from(rows, (row) => bins[row] as number),
      counts,
      ofRows,
    );
    let [sum, count] = [0, 0];
    for (const [bin, value] of curve.entries()) {
      sum += value * (counts[bin] as number);
      count += counts[bin] as number;
    }
    const mean = count === 0 ? 0 : sum / count;
    centre += mean;
    for (let bin = 0; bin < curve.length; bin += 1) curve[bin] = (curve[bin] as number) - mean;
    // Nobody was blank: of a blank nothing is known, which is what the average customer has.
    if (counts[0] === 0) curve[0] = 0;
  }
  return { intercept: centre, curves, grids };
}
