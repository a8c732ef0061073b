// From raw figures to bins for the additive model: equal counts, blanks apart, kinds ordered by who leaves.
import type { Direction } from '#shared/engine/churn/features.ts';
import { chiSquareTail } from './evaluate_fit.ts';
import type { RawColumn } from './logistic_columns.ts';
import { customersOf, type Weights, weightAt } from './weights.ts';

/** Bin 0 holds the blanks, bins 1 to `size - 1` the figures in order. */
export type BinnedColumn = {
  readonly code: string;
  /** Of all rows of the table, those outside the fit too. */
  readonly bins: Uint8Array;
  readonly size: number;
  /** A figure below `cuts[i]` and not below the one before lies in bin `i + 1`. */
  readonly cuts: readonly number[];
  /** Of kinds: the bin of each. Of figures null. */
  readonly binOfKind: readonly number[] | null;
  /** Of many kinds: what draws the log-odds of each towards the mean, 1 / their variance; else null. */
  readonly shrinkage: number | null;
  /** Of each bin the cell on the axis of a pair. */
  readonly cells: Uint8Array;
  readonly cellCount: number;
  readonly direction: Direction | null;
};

/** One byte a row: 255 and the blanks. */
const MOST_BINS = 255;
/** An axis of a pair, blanks included. */
const MOST_CELLS = 32;
/** A kind is drawn towards the common share as if this many more rows of it were like all. */
const KIND_PRIOR = 10;

/** Put in the order of who leaves, so many kinds would make a curve of luck alone: each is drawn towards the mean. */
const MANY_KINDS = 20;
const UNLIKELY = 0.01;

type Fit = {
  readonly rows: Uint32Array;
  readonly target: Float64Array;
  readonly weights?: Weights;
};

/** Learned from the rows of the fit. @returns columns that tell its rows apart */
export function binColumns(columns: readonly RawColumn[], fit: Fit): readonly BinnedColumn[] {
  return columns.flatMap((column) => binColumn(column, fit) ?? []);
}

function binColumn(column: RawColumn, fit: Fit): BinnedColumn | null {
  const { code, values, kinds, direction = null } = column;
  const isMany = kinds !== undefined && kinds.length > MANY_KINDS;
  const variance = isMany ? varianceOfKinds(values, kinds.length, fit) : null;
  if (variance === 0) return null;
  const shrinkage = variance === null ? null : 1 / variance;
  const binOfKind =
    kinds === undefined
      ? null
      : isMany
        ? kinds.map((_, kind) => Math.min(kind + 1, MOST_BINS))
        : binsOfKinds(values, kinds.length, fit);
  const cuts = binOfKind === null ? cutsOf(values, fit) : [];
  // In memory that threads see together.
  const bins = new Uint8Array(new SharedArrayBuffer(values.length));
  for (const [row, value] of values.entries())
    bins[row] = binOfKind === null ? binOfFigure(value, cuts) : (binOfKind[value] ?? 0);
  const size = binOfKind === null ? cuts.length + 2 : Math.max(0, ...binOfKind) + 1;
  const counts = new Float64Array(size);
  for (const row of fit.rows) add(counts, bins[row] as number, weightAt(fit.weights, row));
  if (counts.filter((count) => count > 0).length < 2) return null;
  return { code, bins, size, cuts, binOfKind, shrinkage, direction, ...cellsOf(counts) };
}

/** A blank (NaN) is 0. */
export function binOfFigure(value: number, cuts: readonly number[]): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

/** Every figure its own bin while there is room, else as many rows in each as ties allow. */
function cutsOf(values: Float64Array, { rows, weights }: Fit): readonly number[] {
  const known = rows.filter((row) => !Number.isNaN(values[row]));
  const order = known.toSorted((a, b) => (values[a] as number) - (values[b] as number));
  const figures: number[] = [];
  const counts: number[] = [];
  for (const row of order) {
    const value = values[row] as number;
    if (value !== figures.at(-1)) {
      figures.push(value);
      counts.push(0);
    }
    counts[counts.length - 1] = (counts.at(-1) as number) + weightAt(weights, row);
  }
  const cuts: number[] = [];
  for (const at of startsOf(counts, MOST_BINS))
    if (at > 0) cuts.push(shortestBetween(figures[at - 1] as number, figures[at] as number));
  return cuts;
}

/** Where each of at most `most` runs of about equal count begins. */
function startsOf(counts: ArrayLike<number>, most: number): readonly number[] {
  if (counts.length <= most) return Array.from(counts, (_, at) => at);
  let left = 0;
  for (let at = 0; at < counts.length; at += 1) left += counts[at] as number;
  const starts = [0];
  let filled = 0;
  for (let at = 0; at < counts.length - 1; at += 1) {
    filled += counts[at] as number;
    const share = left / (most - starts.length + 1);
    if (filled + (counts[at + 1] as number) / 2 < share) continue;
    starts.push(at + 1);
    left -= filled;
    filled = 0;
    if (starts.length === most) break;
  }
  return starts;
}

/** The number of fewest digits above `a` and not above `b`: a cut that people can read. */
export function shortestBetween(a: number, b: number): number {
  const middle = a + (b - a) / 2;
  for (let digits = 1; digits <= 15; digits += 1) {
    const cut = Number(middle.toPrecision(digits));
    if (cut > a && cut <= b) return cut;
  }
  return b;
}

/**
 * How far the kinds lie apart in log-odds beyond luck, as a variance (DerSimonian and Laird 1986); 0 where luck alone
 * would do (chi-square test of homogeneity).
 */
function varianceOfKinds(
  values: Float64Array,
  kinds: number,
  { rows, target, weights }: Fit,
): number {
  const all = new Float64Array(kinds);
  const left = new Float64Array(kinds);
  for (const row of rows) {
    const kind = values[row] as number;
    if (Number.isNaN(kind)) continue;
    const weight = weightAt(weights, row);
    add(all, kind, weight);
    add(left, kind, weight * (target[row] as number));
  }
  const freedom = all.filter((count) => count > 0).length - 1;
  const share = sumOf(left) / Math.max(1, sumOf(all));
  if (freedom < 1 || share <= 0 || share >= 1) return 0;
  const curves = all.map((count) => count * share * (1 - share));
  let statistic = 0;
  for (const [kind, curve] of curves.entries())
    if (curve > 0)
      statistic += ((left[kind] as number) - (all[kind] as number) * share) ** 2 / curve;
  if (chiSquareTail(statistic, freedom) >= UNLIKELY) return 0;
  const spread = sumOf(curves) - sumOf(curves.map((curve) => curve * curve)) / sumOf(curves);
  return (statistic - freedom) / spread;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Kinds in the order of the share that leaves; of kinds that the fit has not seen nothing is known. */
function binsOfKinds(
  values: Float64Array,
  kinds: number,
  { rows, target, weights }: Fit,
): readonly number[] {
  const all = new Float64Array(kinds);
  const left = new Float64Array(kinds);
  let leavers = 0;
  for (const row of rows) {
    const weight = weightAt(weights, row);
    leavers += weight * (target[row] as number);
    const kind = values[row] as number;
    if (Number.isNaN(kind)) continue;
    add(all, kind, weight);
    add(left, kind, weight * (target[row] as number));
  }
  const prior = (KIND_PRIOR * leavers) / customersOf(weights, rows);
  const share = Float64Array.from(
    all,
    (count, kind) => ((left[kind] as number) + prior) / (count + KIND_PRIOR),
  );
  const order = Array.from(all, (_, kind) => kind)
    .filter((kind) => (all[kind] as number) > 0)
    .toSorted((a, b) => (share[a] as number) - (share[b] as number) || a - b);
  const bins = Array.from({ length: kinds }, () => 0);
  for (const [place, kind] of order.entries()) bins[kind] = Math.min(place + 1, MOST_BINS);
  return bins;
}

function cellsOf(counts: Float64Array): Pick<BinnedColumn, 'cells' | 'cellCount'> {
  const starts = startsOf(counts.subarray(1), MOST_CELLS - 1);
  const cells = new Uint8Array(counts.length);
  for (const [place, start] of starts.entries()) cells.fill(place + 1, start + 1);
  return { cells, cellCount: starts.length + 1 };
}

const add = (sums: Float64Array, at: number, value: number): void =>
  void (sums[at] = (sums[at] as number) + value);
