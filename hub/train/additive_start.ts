// Where the curves begin: as the straight lines of the logistic model, so that with few rows they stay near them.
import { partOfScore } from '#shared/engine/churn/column.ts';
import type { ModelColumn } from '#shared/model/churn_model.ts';
import type { BinnedColumn } from './additive_bins.ts';
import type { BagCurves } from './additive_boost.ts';
import { addSteps, addSums, emptySlopes, emptySums, findSlopes } from './additive_rows.ts';
import { stepOfManyKinds } from './additive_steps.ts';
import { type ChurnTable, fitChurn } from './churn_fit.ts';
import { codeOfKind } from './kinds.ts';
import type { RawColumn } from './logistic_columns.ts';
import { type Weights, weightAt, weightsOf } from './weights.ts';

/** Lines need no more rows than these: the boosting mends the rest. */
const MOST_ROWS = 20_000;
/** Newton's method is near its end after so many. */
const SWEEPS = 3;

type StartOptions = {
  readonly seed: number;
  /** Penalty of the lines that was chosen for all rows of the fit. */
  readonly lambda: number;
};

/** @param all rows of the fit, of which each bag has some */
export function startsOfBags(
  table: ChurnTable,
  columns: readonly BinnedColumn[],
  { all, bags }: { readonly all: Uint32Array; readonly bags: readonly Uint32Array[] },
  options: StartOptions,
): readonly BagCurves[] {
  const raw = new Map(table.columns.map((column) => [column.code, column]));
  const told = columns.map((column): ToldColumn => {
    const { values, kinds } = raw.get(column.code) as RawColumn;
    const centres = kinds === undefined ? centresOf(column, values, table.weights, all) : null;
    return { ...column, kinds, centres };
  });
  return bags.map((rows) => startOfBag(table, told, rows, options));
}

type ToldColumn = BinnedColumn & {
  readonly kinds: readonly string[] | undefined;
  /** Of figures the mean in each bin. */
  readonly centres: Float64Array | null;
};

function startOfBag(
  table: ChurnTable,
  columns: readonly ToldColumn[],
  rows: Uint32Array,
  { seed, lambda }: StartOptions,
): BagCurves {
  const every = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const sample = rows.filter((_, at) => at % every === 0);
  const told = new Set(columns.flatMap((each) => (each.shrinkage === null ? each.code : [])));
  const others = table.columns.filter(({ code }) => told.has(code));
  const lines = fitChurn({ ...table, columns: others }, sample, seed, lambda / every);
  const ofCode = new Map(lines.columns.map((column) => [column.code, column]));
  const curves = columns.map((column) => {
    const { code, size, shrinkage, kinds, centres } = column;
    if (shrinkage !== null) return new Float64Array(size);
    return centres === null
      ? startOfKinds(column, kinds ?? [], ofCode)
      : startOfFigures(centres, ofCode.get(code));
  });
  const start = { intercept: lines.intercept, curves };
  if (told.size < columns.length) addManyKinds(start, columns, table, rows);
  return start;
}

/** Each kind gets what is left to say of its rows after the lines, drawn towards the mean. */
function addManyKinds(
  { intercept, curves }: BagCurves,
  columns: readonly BinnedColumn[],
  table: ChurnTable,
  rows: Uint32Array,
): void {
  const places = columns.map(({ bins }) => Uint8Array.from(rows, (row) => bins[row] as number));
  const target = Float32Array.from(rows, (row) => table.target[row] as number);
  const score = new Float64Array(rows.length).fill(intercept);
  for (const [at, curve] of curves.entries()) addSteps(places[at] as Uint8Array, curve, score);
  const slopes = emptySlopes(rows.length);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const [at, { shrinkage, size }] of columns.entries()) {
      if (shrinkage === null) continue;
      const [own, curve] = [places[at] as Uint8Array, curves[at] as Float64Array];
      findSlopes({ places, target, weights: weightsOf(table.weights, rows), score }, slopes, true);
      const sums = emptySums(size);
      addSums(own, slopes.slope, sums.slope);
      addSums(own, slopes.curve, sums.curve);
      const step = new Float64Array(size);
      stepOfManyKinds(sums, curve, shrinkage, 1, step);
      for (const [bin, value] of step.entries()) curve[bin] = (curve[bin] as number) + value;
      addSteps(own, step, score);
    }
  }
}

/** Of all rows: where the cuts of a bin lie between two figures depends on how these are written. */
function centresOf(
  { bins, size }: BinnedColumn,
  values: Float64Array,
  weights: Weights,
  rows: Uint32Array,
): Float64Array {
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (const row of rows) {
    const bin = bins[row] as number;
    const weight = weightAt(weights, row);
    sums[bin] = (sums[bin] as number) + weight * (values[row] as number);
    counts[bin] = (counts[bin] as number) + weight;
  }
  return sums.map((sum, bin) => sum / (counts[bin] as number));
}

/** Of each bin the line at its centre; it runs along the column's direction. Bin 0 holds the blanks. */
function startOfFigures(centres: Float64Array, line: ModelColumn | undefined): Float64Array {
  if (line === undefined) return new Float64Array(centres.length);
  return centres.map((centre, bin) => partOfScore(bin === 0 ? null : centre, line));
}

/** A kind gets what all yes-or-no columns of the logistic model say of it. */
function startOfKinds(
  { code, size, binOfKind }: BinnedColumn,
  kinds: readonly string[],
  ofCode: ReadonlyMap<string, ModelColumn>,
): Float64Array {
  const curve = new Float64Array(size);
  const told = [undefined, ...kinds].flatMap((kind) => ofCode.get(codeOfKind(code, kind)) ?? []);
  for (const kind of [undefined, ...kinds]) {
    const bin = kind === undefined ? 0 : (binOfKind?.[kinds.indexOf(kind)] ?? 0);
    if (kind !== undefined && bin === 0) continue;
    const own = codeOfKind(code, kind);
    curve[bin] = told.reduce((sum, line) => sum + partOfScore(line.code === own ? 1 : 0, line), 0);
  }
  return curve;
}
