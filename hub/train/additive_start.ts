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

/** @param lambda penalty of the lines that was chosen for all rows of the fit */
export function startOfCurves(
  table: ChurnTable,
  columns: readonly BinnedColumn[],
  rows: Uint32Array,
  { seed, lambda }: { readonly seed: number; readonly lambda: number },
): BagCurves {
  const { weights } = table;
  const every = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const sample = rows.filter((_, at) => at % every === 0);
  const told = new Set(columns.flatMap((each) => (each.shrinkage === null ? each.code : [])));
  const others = table.columns.filter(({ code }) => told.has(code));
  const lines = fitChurn({ ...table, columns: others }, sample, seed, lambda / every);
  const ofCode = new Map(lines.columns.map((column) => [column.code, column]));
  const raw = new Map(table.columns.map((column) => [column.code, column]));
  const curves = columns.map((column) => {
    const own = raw.get(column.code) as RawColumn;
    if (column.shrinkage !== null) return new Float64Array(column.size);
    return own.kinds === undefined
      ? startOfFigures(column, own.values, { rows, weights }, ofCode.get(column.code))
      : startOfKinds(column, own.kinds, ofCode);
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

/** Of each bin the line at the mean of its figures; it runs along the column's direction. */
function startOfFigures(
  { bins, size, cuts }: BinnedColumn,
  values: Float64Array,
  { rows, weights }: { readonly rows: Uint32Array; readonly weights: Weights },
  line: ModelColumn | undefined,
): Float64Array {
  const curve = new Float64Array(size);
  if (line === undefined) return curve;
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (const row of rows) {
    const bin = bins[row] as number;
    const weight = weightAt(weights, row);
    sums[bin] = (sums[bin] as number) + weight * (values[row] as number);
    counts[bin] = (counts[bin] as number) + weight;
  }
  curve[0] = partOfScore(null, line);
  for (let bin = 1; bin < size; bin += 1) {
    const mean =
      counts[bin] === 0
        ? cuts[Math.max(0, bin - 2)]
        : (sums[bin] as number) / (counts[bin] as number);
    curve[bin] = partOfScore(mean ?? null, line);
  }
  return curve;
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
