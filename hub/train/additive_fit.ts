// One whole fit of the additive model: bins, bags, pairs, and the mean of the bags as curves and tables.
import { hashText } from '#shared/base/random.ts';
import { partOfPair, partOfTerm } from '#shared/engine/churn/additive.ts';
import type { AdditivePair, AdditiveTerm } from '#shared/model/additive_model.ts';
import type { BagAnswer, BagTask, TrainThreads } from './additive_bag.ts';
import { type BinnedColumn, binColumns } from './additive_bins.ts';
import {
  type BagCurves,
  type BagData,
  type BagRows,
  gridOf,
  type PairGrid,
  type PairPlace,
} from './additive_boost.ts';
import { purify, type Whole } from './additive_purify.ts';
import { startsOfBags } from './additive_start.ts';
import type { ChurnTable } from './churn_fit.ts';
import { columnsInOrder, rowsInOrder } from './table_order.ts';
import { customersOf, type Weights, weightAt } from './weights.ts';

export type AdditiveFit = {
  readonly intercept: number;
  readonly terms: readonly AdditiveTerm[];
  readonly pairs: readonly AdditivePair[];
};

export type AdditiveOptions = {
  readonly seed: number;
  /** Penalty of the lines that the curves begin with. */
  readonly lambda: number;
  readonly threads: TrainThreads;
  /** Called with what begins, or has been done of it: `curves, 2 of 8 bags`. */
  readonly onStep?: ((doing: string) => void) | undefined;
};

/** Of a customer's rows a bag holds out all or none. */
const HELD_OUT = 0.15;
const MOST_BAGS = 8;
const FEWEST_BAGS = 4;
/** More customers need fewer bags to make a curve smooth. */
const CUSTOMERS_OF_ALL_BAGS = 120_000;
/** The strongest first; the others only where these win on the customers held out. */
const PAIRS_AT_ONCE = [10, 20] as const;
/** What pairs win must lie so many standard errors above 0. */
const BEYOND_LUCK = 2;
/** Pairs are looked for among the facts whose curves reach furthest. */
const FACTS_IN_PAIRS = 40;

/**
 * Sees `all` only. The same customers, options and seed give the same fit, whatever the number of threads and the
 * order of columns and customers.
 */
export async function fitAdditive(
  table: ChurnTable,
  all: Uint32Array,
  options: AdditiveOptions,
): Promise<AdditiveFit> {
  const ordered = { ...table, columns: columnsInOrder(table) };
  const rows = rowsInOrder(ordered, all);
  const target = shared(table.target);
  const weights = table.weights === undefined ? undefined : shared(table.weights);
  const columns = binColumns(ordered.columns, { rows, target, weights });
  const data = { columns, target, groups: shared(table.groups), weights };
  const { seed, threads, onStep } = options;
  const count = Math.max(
    FEWEST_BAGS,
    Math.min(MOST_BAGS, Math.round(CUSTOMERS_OF_ALL_BAGS / customersOf(weights, rows))),
  );
  const bags = Array.from({ length: count }, (_, bag) => rowsOfBag(table.groups, rows, seed, bag));
  const trains = bags.map(({ train }) => train);
  const starts = startsOfBags(ordered, columns, { all: rows, bags: trains }, options);
  const candidates = candidatesOf(columns, starts, { rows, weights });
  const ofCurves = await eachOf(
    bags.map((bag, at) =>
      run(threads, { step: 'curves', data, rows: bag, start: starts[at] as BagCurves, candidates }),
    ),
    (done) => onStep?.(`curves, ${done} of ${count} bags`),
  );
  const ranked = strongest(
    candidates,
    ofCurves.map(({ gains }) => gains),
  );
  const learned = bags.map((rows, at): Learned => ({
    rows,
    curves: (ofCurves[at] as OfCurves).curves,
    before: [],
  }));
  const grids = await learnPairs(ranked, data, learned, options);
  const pairs = (grids[0] ?? []).map(({ pair }) => pair);
  const whole = purify(
    {
      intercept: meanOf(ofCurves.map(({ curves }) => Float64Array.of(curves.intercept)))[0] ?? 0,
      curves: columns.map((_, at) =>
        meanOf(ofCurves.map(({ curves }) => curves.curves[at] as Float64Array)),
      ),
      grids: pairs.map((_, at) => meanOf(grids.map((own) => own[at]?.grid as Float64Array))),
    },
    columns,
    pairs,
    { rows, weights },
  );
  return fitOf(columns, pairs, whole);
}

/** The log-odds of some rows, as a customer's would be found from the model's document. */
export function scoresOfAdditive(
  { intercept, terms, pairs }: AdditiveFit,
  table: ChurnTable,
  rows: Uint32Array,
): Float64Array {
  const raw = new Map(table.columns.map(({ code, values }) => [code, values]));
  const figure = (code: string, row: number): number | null => {
    const value = raw.get(code)?.[row];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
  return Float64Array.from(rows, (row) => {
    let score = intercept;
    for (const term of terms) score += partOfTerm(figure(term.code, row), term);
    for (const pair of pairs)
      score += partOfPair(figure(pair.codes[0], row), figure(pair.codes[1], row), pair);
    return score;
  });
}

type OfCurves = Extract<BagAnswer, { step: 'curves' }>;

/** What a bag has learned so far. */
type Learned = {
  readonly rows: BagRows;
  readonly curves: BagCurves;
  readonly before: readonly PairGrid[];
};

/** As many pairs as win, on the customers that the bags held out, by more than luck. @returns those of each bag */
async function learnPairs(
  ranked: readonly PairPlace[],
  data: BagData,
  bags: readonly Learned[],
  { threads, onStep }: AdditiveOptions,
): Promise<readonly (readonly PairGrid[])[]> {
  let kept = bags;
  let from = 0;
  for (const count of PAIRS_AT_ONCE) {
    const pairs = ranked.slice(from, from + count);
    const names = `pairs ${from + 1} to ${from + pairs.length}`;
    from += count;
    if (pairs.length === 0) break;
    const tried = await eachOf(
      kept.map((bag) => run(threads, { step: 'pairs', data, ...bag, pairs })),
      (done) => onStep?.(`${names}, ${done} of ${bags.length} bags`),
    );
    const won = sumOf(tried, (bag) => bag.won);
    const error = Math.sqrt(sumOf(tried, (bag) => bag.squares));
    if (won <= BEYOND_LUCK * error) break;
    kept = kept.map((bag, at) => ({
      ...bag,
      before: [
        ...bag.before,
        ...pairs.map((pair, place) => ({ pair, grid: tried[at]?.grids[place] as Float64Array })),
      ],
    }));
  }
  return kept.map(({ before }) => before);
}

const sumOf = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);

/** All of them; `onDone` is called with none done, and after each. */
async function eachOf<T>(
  all: readonly Promise<T>[],
  onDone: (done: number) => void,
): Promise<readonly T[]> {
  let done = 0;
  onDone(done);
  return await Promise.all(
    all.map(async (one) => {
      const answer = await one;
      done += 1;
      onDone(done);
      return answer;
    }),
  );
}

async function run<S extends BagTask['step']>(
  threads: TrainThreads,
  task: Extract<BagTask, { step: S }>,
): Promise<Extract<BagAnswer, { step: S }>> {
  return (await threads.run(task)) as Extract<BagAnswer, { step: S }>;
}

/** In memory that threads see together. */
function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

/** By the customer's number, so that the order of rows does not matter. */
function rowsOfBag(groups: Float64Array, rows: Uint32Array, seed: number, bag: number): BagRows {
  const isHeld = rows.map((row) =>
    hashText(`${seed}/${bag}/${groups[row]}`) / 0x1_0000_0000 < HELD_OUT ? 1 : 0,
  );
  return {
    train: rows.filter((_, at) => isHeld[at] === 0),
    heldOut: rows.filter((_, at) => isHeld[at] === 1),
  };
}

/** A fact with a direction is in no pair: there its direction could be lost. Nor is one of many kinds: it has no order. */
function candidatesOf(
  columns: readonly BinnedColumn[],
  starts: readonly BagCurves[],
  { rows, weights }: { readonly rows: Uint32Array; readonly weights: Weights },
): readonly PairPlace[] {
  const reach = columns.map(({ bins }, at) => {
    const curve = meanOf(starts.map(({ curves }) => curves[at] as Float64Array));
    return rows.reduce(
      (sum, row) => sum + weightAt(weights, row) * Math.abs(curve[bins[row] as number] as number),
      0,
    );
  });
  const free = columns
    .flatMap(({ direction, shrinkage }, at) =>
      direction === null && shrinkage === null ? [at] : [],
    )
    .toSorted((a, b) => (reach[b] as number) - (reach[a] as number) || a - b)
    .slice(0, FACTS_IN_PAIRS)
    .toSorted((a, b) => a - b);
  return free.flatMap((a) => free.filter((b) => b > a).map((b): PairPlace => [a, b]));
}

function strongest(
  candidates: readonly PairPlace[],
  gains: readonly Float64Array[],
): readonly PairPlace[] {
  const total = meanOf(gains);
  return candidates
    .map((pair, at) => ({ pair, gain: total[at] as number }))
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain)
    .map(({ pair }) => pair);
}

const meanOf = (all: readonly Float64Array[]): Float64Array =>
  Float64Array.from(
    all[0] ?? [],
    (_, at) => all.reduce((sum, one) => sum + (one[at] as number), 0) / all.length,
  );

/** A thousandth of log-odds moves no chance by more than 0.03 in a hundred; bins alike after that are one. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000 + 0;

function fitOf(
  columns: readonly BinnedColumn[],
  pairs: readonly PairPlace[],
  { intercept, curves, grids }: Whole,
): AdditiveFit {
  return {
    intercept: rounded(intercept),
    terms: columns.map((column, at) => termOf(column, curves[at] as Float64Array)),
    pairs: pairs.map((pair, at) => pairOf(columns, pair, grids[at] as Float64Array)),
  };
}

function termOf({ code, cuts, binOfKind }: BinnedColumn, curve: Float64Array): AdditiveTerm {
  const blank = rounded(curve[0] as number);
  if (binOfKind !== null) {
    const values = binOfKind.map((bin) => (bin === 0 ? 0 : rounded(curve[bin] as number)));
    return { code, blank, cuts: cutsBetweenKinds(binOfKind), values };
  }
  const term = { code, blank, cuts: [] as number[], values: [rounded(curve[1] ?? 0)] };
  for (const [at, cut] of cuts.entries()) {
    const value = rounded(curve[at + 2] as number);
    if (value === term.values.at(-1)) continue;
    term.cuts.push(cut);
    term.values.push(value);
  }
  return term;
}

function pairOf(
  columns: readonly BinnedColumn[],
  pair: PairPlace,
  grid: Float64Array,
): AdditivePair {
  const { wide } = gridOf(columns, pair);
  const [a, b] = pair.map((at) => axisOf(columns[at] as BinnedColumn)) as [Axis, Axis];
  return {
    codes: [a.code, b.code],
    cuts: [a.cuts, b.cuts],
    values: a.cells.map((row) =>
      b.cells.map((column) => rounded(grid[row * wide + column] as number)),
    ),
  };
}

/** `cells`: of the blanks, then between the cuts. */
type Axis = { readonly code: string; readonly cuts: number[]; readonly cells: number[] };

function axisOf({ code, cuts, binOfKind, cells }: BinnedColumn): Axis {
  if (binOfKind !== null) {
    const ofKinds = binOfKind.map((bin) => cells[bin] as number);
    return { code, cuts: cutsBetweenKinds(binOfKind), cells: [0, ...ofKinds] };
  }
  const axis: Axis = { code, cuts: [], cells: [0, cells[1] ?? 0] };
  for (const [at, cut] of cuts.entries()) {
    const cell = cells[at + 2] as number;
    if (cell === axis.cells.at(-1)) continue;
    axis.cuts.push(cut);
    axis.cells.push(cell);
  }
  return axis;
}

/** Kinds are places in a list: a half lies between two. */
const cutsBetweenKinds = (binOfKind: readonly number[]): number[] =>
  binOfKind.slice(1).map((_, kind) => kind + 0.5);
