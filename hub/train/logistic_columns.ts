// From raw columns to those of a design: transformed, winsorised, standardised, blanks apart.
// All of it is learned from the rows of the fit, and none of it looks at who left.
import { standardised, transformed } from '#shared/engine/churn/column.ts';
import type { Direction } from '#shared/engine/churn/features.ts';
import type { ModelColumn } from '#shared/model/churn_model.ts';
import type { Design } from './logistic.ts';
import { customersOf, type Weights, weightsOf } from './weights.ts';

export type RawColumn = {
  readonly code: string;
  /** A raw figure by row; NaN is a blank. May be made anew each time it is asked for. */
  readonly values: Float64Array;
  /** Words of a column of kinds: its figures are places in this list. */
  readonly kinds?: readonly string[];
  /** More of it never lowers the chance, or never raises it; left out: as the rows say. */
  readonly direction?: Direction | null;
};

/** A column as it will enter, without its weights. `blank`: whether being blank counts too. */
export type PreparedColumn = Omit<ModelColumn, 'weight' | 'blank'> & {
  readonly blank: { readonly mean: number; readonly scale: number } | null;
};

/** Half a percent of the figures at either end are drawn in. */
const TAIL = 0.005;
/** So far up the figures lies the unit of the logarithm: next to the smallest, so that no stray one makes it, or halfway. */
const [NEXT_TO_SMALLEST, HALFWAY] = [0.02, 0.5];
/** Fewer blanks, or fewer figures, tell nothing. */
const FEWEST = 5;

/** @returns null for a column without two different figures and without blanks worth a word */
function prepareColumn(
  { code, values }: Pick<RawColumn, 'code' | 'values'>,
  rows: Uint32Array,
  weights: Weights,
): PreparedColumn | null {
  const told = rows.filter((row) => !Number.isNaN(values[row]));
  const known =
    weights === undefined
      ? told
      : told.toSorted((a, b) => (values[a] as number) - (values[b] as number));
  const figures = Float64Array.from(known, (row) => values[row] as number).toSorted();
  const counts = weightsOf(weights, known);
  const blank = prepareBlank(customersOf(weights, known), customersOf(weights, rows));
  const { transform, unit } = chooseTransform(figures, counts);
  const shown = figures.map((value) => transformed(value, transform, unit));
  const [low, high] = boundsOf(shown, counts);
  const held = shown.map((value) => Math.min(high, Math.max(low, value)));
  const { mean, deviation } = momentsOf(held, counts);
  const way = unit === undefined ? { transform } : { transform, unit };
  if (!(deviation > 1e-9 * Math.abs(mean)))
    return blank === null ? null : { code, ...way, low: 0, high: 0, mean: 0, scale: 1, blank };
  return { code, ...way, low, high, mean, scale: deviation, blank };
}

/** All columns worth a word. Columns that are blank for the same customers say so once. */
export function prepareColumns(
  columns: readonly RawColumn[],
  rows: Uint32Array,
  weights?: Weights,
): readonly PreparedColumn[] {
  const patterns = new Set<string>();
  return columns.flatMap(({ code, values }) => {
    const prepared = prepareColumn({ code, values }, rows, weights);
    if (prepared === null || prepared.blank === null) return prepared ?? [];
    const pattern = blankPattern(values, rows);
    if (!patterns.has(pattern)) {
      patterns.add(pattern);
      return prepared;
    }
    return prepared.low < prepared.high ? { ...prepared, blank: null } : [];
  });
}

/** A count and a hash of the blank rows: alike for the same rows, and for no others in practice. */
function blankPattern(values: Float64Array, rows: Uint32Array): string {
  let count = 0;
  let mix = 0;
  for (const row of rows) {
    if (!Number.isNaN(values[row])) continue;
    count += 1;
    mix = Math.imul(mix ^ row, 0x01000193) >>> 0;
  }
  return `${count}/${mix}`;
}

/** Columns of the design that come of a prepared one. */
export const widthOf = ({ blank }: PreparedColumn): number => (blank === null ? 1 : 2);

/** What a prepared column brings into the design: its figures, then its blanks where they count. */
export function designOf(column: PreparedColumn, values: Float64Array, rows: Uint32Array): Design {
  const figures = new Float64Array(rows.length);
  for (const [at, row] of rows.entries()) {
    const value = values[row] as number;
    figures[at] = standardised(Number.isNaN(value) ? null : value, column);
  }
  const { blank } = column;
  if (blank === null) return [figures];
  const blanks = new Float64Array(rows.length);
  for (const [at, row] of rows.entries())
    blanks[at] = ((Number.isNaN(values[row]) ? 1 : 0) - blank.mean) / blank.scale;
  return [figures, blanks];
}

/** Hands the weights of a design back to the columns that it was made of. @param weightAt by place in the design */
export function weighColumns(
  prepared: readonly PreparedColumn[],
  weightAt: (place: number) => number,
): readonly ModelColumn[] {
  let place = -1;
  const next = (): number => {
    place += 1;
    return weightAt(place);
  };
  return prepared.map(({ blank, ...column }) => ({
    ...column,
    weight: next(),
    blank: blank && { ...blank, weight: next() },
  }));
}

function prepareBlank(figures: number, rows: number): PreparedColumn['blank'] {
  if (rows - figures < FEWEST || figures < FEWEST) return null;
  const mean = (rows - figures) / rows;
  return { mean, scale: Math.sqrt(mean * (1 - mean)) };
}

/** The logarithm where it makes the column less lopsided: money and use have long tails, days have not. */
function chooseTransform(
  figures: Float64Array,
  counts: Weights,
): Pick<PreparedColumn, 'transform' | 'unit'> {
  const unit = unitOf(figures, counts);
  const plain = Math.abs(momentsOf(figures, counts).skew);
  const logs = figures.map((value) => transformed(value, 'log', unit));
  const log = Math.abs(momentsOf(logs, counts).skew);
  // Figures such as 1e300 have no skew that could be reckoned.
  const isLog = log < plain - 1e-6 || (Number.isNaN(plain) && !Number.isNaN(log));
  return isLog ? { transform: 'log', unit } : { transform: 'plain' };
}

/**
 * Taken from the figures but 0, so that their logarithms are the same in fen and in yuan. Of figures on both sides of 0 a
 * small unit would leave the sides only. @param figures the smallest first
 */
export function unitOf(figures: Float64Array, counts?: Weights): number {
  const sizeAt = (at: number): number => Math.abs(figures[at] as number);
  const told = Uint32Array.from(figures.keys()).filter((at) => sizeAt(at) > 0);
  if (told.length === 0) return 1;
  const order = counts === undefined ? told : told.toSorted((a, b) => sizeAt(a) - sizeAt(b));
  const sizes = Float64Array.from(order, sizeAt).toSorted();
  const isOnBothSides = (figures[0] as number) < 0 && (figures.at(-1) as number) > 0;
  return quantile(sizes, weightsOf(counts, order), isOnBothSides ? HALFWAY : NEXT_TO_SMALLEST);
}

/** The quantiles, unless they leave nothing of a rare figure. */
function boundsOf(sorted: Float64Array, counts: Weights): readonly [low: number, high: number] {
  const last = sorted.length - 1;
  const [low, high] = [quantile(sorted, counts, TAIL), quantile(sorted, counts, 1 - TAIL)];
  return low < high ? [low, high] : [sorted[0] ?? 0, sorted[last] ?? 0];
}

/** As if each figure stood there as often as it counts. */
function quantile(sorted: Float64Array, counts: Weights, share: number): number {
  if (counts === undefined) return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  let before = -Math.round(share * (counts.reduce((sum, count) => sum + count, 0) - 1));
  for (const [at, count] of counts.entries()) {
    before += count;
    if (before > 0) return sorted[at] as number;
  }
  return sorted.at(-1) ?? 0;
}

function momentsOf(
  values: Float64Array,
  counts: Weights,
): { mean: number; deviation: number; skew: number } {
  let count = 0;
  let sum = 0;
  for (const [at, value] of values.entries()) {
    const weight = counts?.[at] ?? 1;
    count += weight;
    sum += weight * value;
  }
  if (count === 0) return { mean: 0, deviation: 0, skew: 0 };
  const mean = sum / count;
  let second = 0;
  let third = 0;
  for (const [at, value] of values.entries()) {
    const weight = counts?.[at] ?? 1;
    const apart = value - mean;
    second += weight * apart * apart;
    third += weight * apart * apart * apart;
  }
  const deviation = Math.sqrt(second / count);
  return { mean, deviation, skew: deviation > 0 ? third / count / deviation ** 3 : 0 };
}
