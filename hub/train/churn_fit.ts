// One whole fit of the churn model on some rows of a table: columns prepared, penalty chosen, weights found.
import { partOfScore } from '#shared/engine/churn/column.ts';
import type { ModelColumn } from '#shared/model/churn_model.ts';
import { foldsOf, rowsOfFold } from './evaluate_folds.ts';
import { withoutKinds } from './kinds.ts';
import { type Design, fitLogistic, type FitOptions, type LogisticFit } from './logistic.ts';
import {
  designOf,
  type PreparedColumn,
  prepareColumns,
  type RawColumn,
  weighColumns,
  widthOf,
} from './logistic_columns.ts';
import { type Weights, weightAt, weightsOf } from './weights.ts';

export type ChurnTable = {
  readonly columns: readonly RawColumn[];
  /** 1 who left, 0 who stayed, by row. */
  readonly target: Float64Array;
  /** The customer by row: one may have several rows. */
  readonly groups: Float64Array;
  /** Customers that each row stands for; one when left out. */
  readonly weights?: Weights;
};

export type ScoreModel = {
  readonly intercept: number;
  readonly columns: readonly ModelColumn[];
  readonly lambda: number;
};

/** Strong to weak, so that each fit starts near its end. */
const LAMBDAS = [300, 100, 30, 10, 3, 1] as const;
const INNER_FOLDS = 3;
/** The penalty is chosen on this many rows at most; more would not change the choice. */
const ROWS_FOR_LAMBDA = 10_000;

/** Sees `rows` only: what it is worth may be asked of all other rows. */
export function fitChurn(
  table: ChurnTable,
  rows: Uint32Array,
  seed: number,
  penalty?: number,
): ScoreModel {
  const columns = withoutKinds(table.columns);
  const prepared = prepareColumns(columns, rows, table.weights);
  const target = Float64Array.from(rows, (row) => table.target[row] as number);
  const groups = Float64Array.from(rows, (row) => table.groups[row] as number);
  const weights = weightsOf(table.weights, rows);
  const { design, places, signs } = strongestOf(prepared, columns, rows, { target, weights });
  const lambda =
    penalty ?? chooseLambda(design, target, foldsOf(target, groups, INNER_FOLDS, seed), weights);
  const tolerance = penalty === undefined ? 1e-9 : 1e-4;
  const fit = fitAlongDirections(design, signs, target, { lambda, tolerance, weights });
  const ofPlace = new Map(places.map((place, at) => [place, fit.weights[at] ?? 0]));
  return {
    intercept: fit.intercept,
    columns: weighColumns(prepared, (place) => ofPlace.get(place) ?? 0),
    lambda,
  };
}

/** A line that would run against its column's direction is level, and the others are fitted without it. */
function fitAlongDirections(
  design: Design,
  signs: readonly number[],
  target: Float64Array,
  options: FitOptions,
): LogisticFit {
  let kept: readonly number[] = [...design.keys()];
  for (;;) {
    const columns = kept.map((at) => design[at] as Float64Array);
    const fit = fitLogistic(columns, target, options);
    const sound = kept.filter((at, place) => (signs[at] ?? 0) * (fit.weights[place] ?? 0) >= 0);
    if (sound.length === kept.length) {
      const weights = new Float64Array(design.length);
      for (const [place, at] of kept.entries()) weights[at] = fit.weights[place] ?? 0;
      return { intercept: fit.intercept, weights };
    }
    kept = sound;
  }
}

/** Of a wider table the columns that have most to do with leaving, among these rows; the others get no weight. */
const MOST_COLUMNS = 80;

type Place = {
  readonly place: number;
  readonly strength: number;
  readonly values: Float64Array;
  /** 1: its weight may not be below 0; -1: not above; 0: as the rows say. */
  readonly sign: number;
};

function strongestOf(
  prepared: readonly PreparedColumn[],
  columns: readonly RawColumn[],
  rows: Uint32Array,
  { target, weights }: { readonly target: Float64Array; readonly weights: Weights },
): {
  readonly design: Design;
  readonly places: readonly number[];
  readonly signs: readonly number[];
} {
  const raw = new Map(columns.map((column) => [column.code, column]));
  const width = prepared.reduce((sum, column) => sum + widthOf(column), 0);
  const count = (row: number): number => weightAt(weights, row);
  const share =
    target.reduce((sum, value, row) => sum + count(row) * value, 0) /
    target.reduce((sum, _, row) => sum + count(row), 0);
  // Columns are standardised: the sum is their correlation with the target, up to a factor.
  const strengthOf = (column: Float64Array): number =>
    Math.abs(
      column.reduce(
        (sum, value, row) => sum + count(row) * value * ((target[row] as number) - share),
        0,
      ),
    );
  let kept: readonly Place[] = [];
  let place = 0;
  for (const column of prepared) {
    const { values = new Float64Array(), direction } = raw.get(column.code) ?? {};
    for (const [at, figures] of designOf(column, values, rows).entries()) {
      const strength = width <= MOST_COLUMNS ? 0 : strengthOf(figures);
      // Being blank has no direction.
      kept = [...kept, { place, strength, values: figures, sign: at > 0 ? 0 : signOf(direction) }];
      place += 1;
    }
    // One after the other: of a wide table not all would have room together.
    if (kept.length > MOST_COLUMNS)
      kept = kept
        .toSorted((a, b) => b.strength - a.strength || a.place - b.place)
        .slice(0, MOST_COLUMNS);
  }
  const inOrder = kept.toSorted((a, b) => a.place - b.place);
  return {
    design: inOrder.map(({ values }) => values),
    places: inOrder.map(({ place }) => place),
    signs: inOrder.map(({ sign }) => sign),
  };
}

const signOf = (direction: RawColumn['direction']): number =>
  direction === 'up' ? 1 : direction === 'down' ? -1 : 0;

/** Log-odds of some rows. */
export function scoresOf(model: ScoreModel, table: ChurnTable, rows: Uint32Array): Float64Array {
  const scores = new Float64Array(rows.length).fill(model.intercept);
  const raw = new Map(withoutKinds(table.columns).map((column) => [column.code, column]));
  for (const column of model.columns) {
    // Of a wide table most have no weight, and say nothing.
    if (column.weight === 0 && (column.blank === null || column.blank.weight === 0)) continue;
    const values = raw.get(column.code)?.values;
    if (values === undefined) throw new Error(`the table has no column ${column.code}`);
    for (const [at, row] of rows.entries()) {
      const value = values[row] as number;
      scores[at] = (scores[at] as number) + partOfScore(Number.isNaN(value) ? null : value, column);
    }
  }
  return scores;
}

/** The penalty with the least log loss on rows that the fit has not seen; weaker ones are tried until it rises twice. */
function chooseLambda(
  design: Design,
  target: Float64Array,
  folds: Uint8Array,
  weights: Weights,
): number {
  const step = Math.max(1, Math.ceil(target.length / ROWS_FOR_LAMBDA));
  const thinned = (rows: Uint32Array): Uint32Array => rows.filter((_, at) => at % step === 0);
  const parts = Array.from({ length: INNER_FOLDS }, (_, fold) => ({
    rows: thinned(rowsOfFold(folds, fold, false)),
    unseen: thinned(rowsOfFold(folds, fold, true)),
  }));
  const fits: (LogisticFit | undefined)[] = parts.map(() => undefined);
  let best = { lambda: LAMBDAS[0] as number, loss: Infinity };
  let worse = 0;
  for (const lambda of LAMBDAS) {
    let loss = 0;
    for (const [at, { rows, unseen }] of parts.entries()) {
      const options = { lambda: lambda / step, rows, weights, from: fits[at], tolerance: 1e-4 };
      const fit = fitLogistic(design, target, options);
      fits[at] = fit;
      loss += logLoss(design, target, unseen, fit, weights);
    }
    worse = loss < best.loss ? 0 : worse + 1;
    if (loss < best.loss) best = { lambda, loss };
    if (worse === 2) break;
  }
  return best.lambda;
}

function logLoss(
  design: Design,
  target: Float64Array,
  rows: Uint32Array,
  { intercept, weights }: LogisticFit,
  counts: Weights,
): number {
  const scores = new Float64Array(rows.length).fill(intercept);
  for (const [column, values] of design.entries()) {
    const weight = weights[column] as number;
    for (const [at, row] of rows.entries())
      scores[at] = (scores[at] as number) + weight * (values[row] as number);
  }
  let loss = 0;
  for (const [at, row] of rows.entries()) {
    const score = scores[at] as number;
    const missed =
      Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - score * (target[row] as number);
    loss += weightAt(counts, row) * missed;
  }
  return loss;
}
