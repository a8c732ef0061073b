// One bag of the additive model: curves boosted in turn, then the pairs that still tell something, in turn.
// Lou, Caruana, Gehrke, Hooker, "Accurate intelligible models with pairwise interactions" (KDD 2013).
import type { BinnedColumn } from './additive_bins.ts';
import { type Grid, stepOfGrid } from './additive_grid.ts';
import {
  addSteps,
  addSums,
  countRows,
  emptySlopes,
  emptySums,
  findSlopes,
  lossesOf,
  lossOf,
  type Side,
  type Sums,
} from './additive_rows.ts';
import { stepOfCurve, stepOfManyKinds, type StepOptions } from './additive_steps.ts';
import { type Weights, weightsOf } from './weights.ts';

export type BoostOptions = StepOptions & {
  readonly mostRounds: number;
  /** Log loss, over all held-out rows together, that must be won ... */
  readonly worth: number;
  /** ... within so many rounds, or the boosting ends where it was last won. */
  readonly patience: number;
};

/** What a bag sees; numbers of rows are those of the table. */
export type BagRows = {
  readonly train: Uint32Array;
  /** Say when to stop. */
  readonly heldOut: Uint32Array;
};

export type BagData = {
  readonly columns: readonly BinnedColumn[];
  readonly target: Float64Array;
  /** The customer by row. Rows of a fit are in their order. */
  readonly groups: Float64Array;
  readonly weights: Weights;
};

export type PairPlace = readonly [first: number, second: number];

/** What each cell of a pair adds to the log-odds. */
export type PairGrid = { readonly pair: PairPlace; readonly grid: Float64Array };

export type BagPairs = {
  readonly grids: readonly Float64Array[];
  /** Log loss that the pairs won on the rows held out: summed, and the sum of the squares by customer. */
  readonly won: number;
  readonly squares: number;
};

/** By column, what each bin adds to the log-odds. */
export type BagCurves = { readonly intercept: number; readonly curves: readonly Float64Array[] };

/** Terms whose steps are taken from the same slopes must not go further together than the slopes hold. */
const FARTHEST = 0.3;
/** The curvature changes slowly: it is counted anew every so many rounds. */
const CURVE_ROUNDS = 4;
/** Rows on which pairs are ranked, at most. */
const ROWS_TO_RANK = 20_000;

/** @param start curves to begin with */
export function boostCurves(
  data: BagData,
  rows: BagRows,
  start: BagCurves,
  options: BoostOptions,
): BagCurves {
  const side = (all: Uint32Array): Side => ({
    places: data.columns.map((column) => binsOf(column, all)),
    target: targetOf(data, all),
    weights: weightsOf(data.weights, all),
    score: scoresOfCurves(data.columns, start, all),
  });
  const terms = data.columns.map(({ size, direction, shrinkage }, at): Term => {
    if (shrinkage === null)
      return { size, step: (sums, into) => stepOfCurve(sums, direction, options, into) };
    const first = start.curves[at] as Float64Array;
    const step: Term['step'] = (sums, into, learned) => {
      const curve = first.map((value, bin) => value + (learned[bin] as number));
      stepOfManyKinds(sums, curve, shrinkage, options.rate, into);
    };
    return { size, step };
  });
  const learned = boost(terms, side(rows.train), side(rows.heldOut), options);
  return {
    intercept: start.intercept,
    curves: start.curves.map((curve, at) =>
      curve.map((value, bin) => value + (learned[at]?.[bin] as number)),
    ),
  };
}

/** On top of what the same bag has learned before. */
export function boostPairs(
  data: BagData,
  rows: BagRows,
  { curves, before }: { readonly curves: BagCurves; readonly before: readonly PairGrid[] },
  pairs: readonly PairPlace[],
  options: BoostOptions,
): BagPairs {
  const side = (all: Uint32Array): Side => ({
    places: pairs.map((pair) => cellsOfPair(data.columns, pair, all)),
    target: targetOf(data, all),
    weights: weightsOf(data.weights, all),
    score: scoresOfAll(all),
  });
  const scoresOfAll = (all: Uint32Array): Float64Array => {
    const score = scoresOfCurves(data.columns, curves, all);
    for (const { pair, grid } of before)
      addSteps(cellsOfPair(data.columns, pair, all), grid, score);
    return score;
  };
  const terms = pairs.map((pair): Term => {
    const grid = gridOf(data.columns, pair);
    return {
      size: grid.high * grid.wide,
      step: (sums, into) => void stepOfGrid(sums, grid, options, into),
    };
  });
  const grids = boost(terms, side(rows.train), side(rows.heldOut), options);
  const [without, within] = [side(rows.heldOut), side(rows.heldOut)];
  for (const [at, grid] of grids.entries())
    addSteps(within.places[at] as Uint16Array, grid, within.score);
  const after = lossesOf(within);
  const wins = lossesOf(without).map((loss, at) => loss - (after[at] as number));
  const won = wins.reduce((sum, one) => sum + one, 0);
  return { grids, won, squares: squaresOf(wins, rows.heldOut, data.groups) };
}

/** What the rows of one customer win is one piece of luck, and so is what a row wins by its weight. */
function squaresOf(wins: Float64Array, rows: Uint32Array, groups: Float64Array): number {
  let squares = 0;
  let own = 0;
  for (const [at, row] of rows.entries()) {
    own += wins[at] as number;
    const next = rows[at + 1];
    if (next !== undefined && groups[next] === groups[row]) continue;
    squares += own * own;
    own = 0;
  }
  return squares;
}

/** What each pair would still gain after the curves, by one step on its grid (FAST). */
export function gainsOfPairs(
  data: BagData,
  { train }: BagRows,
  curves: BagCurves,
  pairs: readonly PairPlace[],
  options: StepOptions,
): Float64Array {
  const every = Math.max(1, Math.ceil(train.length / ROWS_TO_RANK));
  const rows = train.filter((_, at) => at % every === 0);
  const score = scoresOfCurves(data.columns, curves, rows);
  const slopes = emptySlopes(rows.length);
  const target = targetOf(data, rows);
  const weights = weightsOf(data.weights, rows);
  findSlopes({ places: [], target, weights, score }, slopes, true);
  const bins = data.columns.map((column) => binsOf(column, rows));
  return Float64Array.from(pairs, ([a, b]) => {
    const grid = gridOf(data.columns, [a, b]);
    const [first, second] = [data.columns[a] as BinnedColumn, data.columns[b] as BinnedColumn];
    const cells = cellsOf(first, second, bins[a] as Uint8Array, bins[b] as Uint8Array);
    const sums = emptySums(grid.high * grid.wide);
    addSums(cells, slopes.slope, sums.slope);
    addSums(cells, slopes.curve, sums.curve);
    countRows(cells, sums.count, weights);
    return stepOfGrid(sums, grid, options, new Float64Array(grid.high * grid.wide));
  });
}

export const gridOf = (columns: readonly BinnedColumn[], [a, b]: PairPlace): Grid => ({
  high: columns[a]?.cellCount ?? 0,
  wide: columns[b]?.cellCount ?? 0,
});

/** The cell of each row in the grid of a pair. */
export function cellsOfPair(
  columns: readonly BinnedColumn[],
  [a, b]: PairPlace,
  rows: Uint32Array,
): Uint16Array {
  const [first, second] = [columns[a] as BinnedColumn, columns[b] as BinnedColumn];
  return cellsOf(first, second, binsOf(first, rows), binsOf(second, rows));
}

type Term = {
  readonly size: number;
  /** Fills the step from the sums. `learned`: all steps so far. */
  readonly step: (sums: Sums, into: Float64Array, learned: Float64Array) => void;
};

/** @returns by term, the sum of the steps up to the round after which nothing was won any more */
function boost(
  terms: readonly Term[],
  train: Side,
  heldOut: Side,
  options: BoostOptions,
): readonly Float64Array[] {
  const curves = terms.map(({ size }) => new Float64Array(size));
  const steps = terms.map(({ size }) => new Float64Array(size));
  const slopes = emptySlopes(train.score.length);
  const sums = terms.map(({ size }, at) => {
    const empty = emptySums(size);
    countRows(train.places[at] as Uint8Array, empty.count, train.weights);
    return empty;
  });
  const atOnce = Math.max(1, Math.round(FARTHEST / options.rate));
  let best = { loss: lossOf(heldOut), round: 0, curves: curves.map((curve) => curve.slice()) };
  for (let round = 1; round <= options.mostRounds; round += 1) {
    const anew = round % CURVE_ROUNDS === 1;
    for (let from = 0; from < terms.length; from += atOnce) {
      findSlopes(train, slopes, anew);
      const to = Math.min(terms.length, from + atOnce);
      for (let at = from; at < to; at += 1) {
        const places = train.places[at] as Uint8Array;
        const own = sums[at] as Sums;
        own.slope.fill(0);
        addSums(places, slopes.slope, own.slope);
        if (anew) {
          own.curve.fill(0);
          addSums(places, slopes.curve, own.curve);
        }
        terms[at]?.step(own, steps[at] as Float64Array, curves[at] as Float64Array);
      }
      for (let at = from; at < to; at += 1) {
        const [curve, step] = [curves[at], steps[at]] as [Float64Array, Float64Array];
        for (let bin = 0; bin < curve.length; bin += 1)
          curve[bin] = (curve[bin] as number) + (step[bin] as number);
        for (const { places, score } of [train, heldOut])
          addSteps(places[at] as Uint8Array, step, score);
      }
    }
    const loss = lossOf(heldOut);
    if (loss < best.loss - options.worth)
      best = { loss, round, curves: curves.map((curve) => curve.slice()) };
    else if (round - best.round >= options.patience) break;
  }
  return best.curves;
}

/** A plain loop: `Uint8Array.from` takes ten times as long, for each column of each bag. */
function binsOf({ bins }: BinnedColumn, rows: Uint32Array): Uint8Array {
  const own = new Uint8Array(rows.length);
  for (let at = 0; at < own.length; at += 1) own[at] = bins[rows[at] as number] as number;
  return own;
}

const targetOf = ({ target }: BagData, rows: Uint32Array): Float32Array =>
  Float32Array.from(rows, (row) => target[row] as number);

function scoresOfCurves(
  columns: readonly BinnedColumn[],
  { intercept, curves }: BagCurves,
  rows: Uint32Array,
): Float64Array {
  const score = new Float64Array(rows.length).fill(intercept);
  for (const [at, column] of columns.entries())
    addSteps(binsOf(column, rows), curves[at] as Float64Array, score);
  return score;
}

function cellsOf(
  first: BinnedColumn,
  second: BinnedColumn,
  a: Uint8Array,
  b: Uint8Array,
): Uint16Array {
  const cells = new Uint16Array(a.length);
  for (let row = 0; row < cells.length; row += 1)
    cells[row] =
      (first.cells[a[row] as number] as number) * second.cellCount +
      (second.cells[b[row] as number] as number);
  return cells;
}
