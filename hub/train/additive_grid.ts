// Steps on the grid of a pair: one cut across one fact, and on each side of it one across the other.
import { emptySums, type Sums } from './additive_rows.ts';
import type { StepOptions } from './additive_steps.ts';

/** Rows of the grid are cells of the first fact, columns those of the second; stored row by row. */
export type Grid = { readonly high: number; readonly wide: number };

/** Cuts before and after a line without rows gain the same: the first is taken, whatever rounding says. */
const ROUNDING = 1e-9;

type Cross = {
  readonly gain: number;
  /** The cut lies after this row of the grid (of its columns when `turned`). */
  readonly at: number;
  readonly turned: boolean;
  readonly before: Half;
  readonly after: Half;
};
/** `at` is the last place of the first part, -1 when the half is not cut. */
type Half = {
  readonly gain: number;
  readonly at: number;
  readonly first: number;
  readonly second: number;
};

/**
 * Fills `step` with what to add to each cell.
 * @returns what it gains over one value for all: how much the two facts have to say together
 */
export function stepOfGrid(
  sums: Sums,
  grid: Grid,
  options: StepOptions,
  step: Float64Array,
): number {
  const across = bestCross(sums, grid, false, options);
  const along = bestCross(sums, grid, true, options);
  const best =
    along !== null && along.gain > (across?.gain ?? -Infinity) + ROUNDING ? along : across;
  if (best === null) {
    step.fill(0);
    return 0;
  }
  const { high, wide } = grid;
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const [main, other] = best.turned ? [column, row] : [row, column];
      const half = main <= best.at ? best.before : best.after;
      step[row * wide + column] =
        options.rate * (other <= half.at || half.at < 0 ? half.first : half.second);
    }
  }
  return best.gain;
}

function bestCross(sums: Sums, grid: Grid, turned: boolean, options: StepOptions): Cross | null {
  const [mains, others] = turned ? [grid.wide, grid.high] : [grid.high, grid.wide];
  const [mainStep, otherStep] = turned ? [1, grid.wide] : [grid.wide, 1];
  const before = emptySums(others);
  const after = emptySums(others);
  for (let main = 0; main < mains; main += 1) moveLine(sums, main * mainStep, otherStep, after, 1);
  const none = gainOf(total(after.slope), total(after.curve), options.brake);
  let best: Cross | null = null;
  for (let main = 0; main < mains - 1; main += 1) {
    moveLine(sums, main * mainStep, otherStep, before, 1);
    moveLine(sums, main * mainStep, otherStep, after, -1);
    const [one, two] = [cutLine(before, options), cutLine(after, options)];
    if (one === null || two === null) continue;
    const gain = one.gain + two.gain - none;
    if (gain > (best?.gain ?? 0) + ROUNDING)
      best = { gain, at: main, turned, before: one, after: two };
  }
  return best;
}

function moveLine(from: Sums, start: number, step: number, into: Sums, sign: 1 | -1): void {
  for (let at = 0, cell = start; at < into.slope.length; at += 1, cell += step) {
    into.slope[at] = (into.slope[at] as number) + sign * (from.slope[cell] as number);
    into.curve[at] = (into.curve[at] as number) + sign * (from.curve[cell] as number);
    into.count[at] = (into.count[at] as number) + sign * (from.count[cell] as number);
  }
}

/** The best cut of a line, or none; null when the line has too few rows to speak. */
function cutLine({ slope, curve, count }: Sums, { leaf, brake }: StepOptions): Half | null {
  const [allSlope, allCurve, allCount] = [total(slope), total(curve), total(count)];
  if (allCount < leaf - 1e-6) return null;
  let best: Half = {
    gain: gainOf(allSlope, allCurve, brake),
    at: -1,
    first: allSlope / (Math.max(0, allCurve) + brake),
    second: 0,
  };
  let [s, c, n] = [0, 0, 0];
  for (let at = 0; at < slope.length - 1; at += 1) {
    s += slope[at] as number;
    c += curve[at] as number;
    n += count[at] as number;
    if (n < leaf) continue;
    if (allCount - n < leaf) break;
    const gain = gainOf(s, c, brake) + gainOf(allSlope - s, allCurve - c, brake);
    if (gain <= best.gain + ROUNDING) continue;
    const [first, second] = [
      s / (Math.max(0, c) + brake),
      (allSlope - s) / (Math.max(0, allCurve - c) + brake),
    ];
    best = { gain, at, first, second };
  }
  return best;
}

const gainOf = (slope: number, curve: number, brake: number): number =>
  (slope * slope) / (Math.max(0, curve) + brake);

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
