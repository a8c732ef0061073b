// One step of the boosting: the tree of at most three leaves on a curve, or of two cuts on a pair, that mends most.
import type { Direction } from '#shared/engine/churn/features.ts';
import type { Sums } from './additive_rows.ts';

export type StepOptions = {
  /** Share of a step that is taken. */
  readonly rate: number;
  /** Rows that a leaf must hold. */
  readonly leaf: number;
  /** Added to the curve of a leaf: a few rows move little. */
  readonly brake: number;
};

/** A run of bins, both ends within. */
type Leaf = {
  readonly from: number;
  readonly to: number;
  readonly slope: number;
  readonly curve: number;
  readonly count: number;
};
type Split = { readonly gain: number; readonly left: Leaf; readonly right: Leaf };

/** Fills `step` with what to add to each bin. Bin 0, the blanks, is a leaf by itself. */
export function stepOfCurve(
  sums: Sums,
  direction: Direction | null,
  options: StepOptions,
  step: Float64Array,
): void {
  const size = step.length;
  const blank = leafOf(sums, 0, 0);
  step[0] = blank.count < options.leaf ? 0 : options.rate * valueOf(blank, options);
  const whole = leafOf(sums, 1, size - 1);
  const first = bestSplit(sums, whole, direction, options, -Infinity, Infinity);
  let leaves: readonly Leaf[] = [whole];
  if (first !== null) {
    const { left, right } = first;
    const [atLeft, atRight] = [valueOf(left, options), valueOf(right, options)];
    // Of a curve with a direction the parts must keep in order with their neighbour.
    const ofLeft = bestSplit(sums, left, direction, options, ...limits(direction, null, atRight));
    const ofRight = bestSplit(sums, right, direction, options, ...limits(direction, atLeft, null));
    if ((ofLeft?.gain ?? 0) >= (ofRight?.gain ?? 0))
      leaves = ofLeft === null ? [left, right] : [ofLeft.left, ofLeft.right, right];
    else leaves = ofRight === null ? [left, right] : [left, ofRight.left, ofRight.right];
  }
  for (const leaf of leaves)
    step.fill(options.rate * valueOf(leaf, options), leaf.from, leaf.to + 1);
}

/**
 * Fills `step` with what brings each kind nearer to what its own rows say, drawn towards the mean of all: where it ends
 * is the best guess of a kind among kinds that lie so far apart (ridge).
 */
export function stepOfManyKinds(
  { slope, curve }: Sums,
  learned: Float64Array,
  shrinkage: number,
  rate: number,
  step: Float64Array,
): void {
  for (let bin = 0; bin < step.length; bin += 1) {
    const missing = (slope[bin] as number) - shrinkage * (learned[bin] as number);
    step[bin] = (rate * missing) / ((curve[bin] as number) + shrinkage);
  }
}

function limits(
  direction: Direction | null,
  before: number | null,
  after: number | null,
): readonly [number, number] {
  if (direction === null) return [-Infinity, Infinity];
  return direction === 'up'
    ? [before ?? -Infinity, after ?? Infinity]
    : [after ?? -Infinity, before ?? Infinity];
}

function leafOf({ slope, curve, count }: Sums, from: number, to: number): Leaf {
  let [ofSlope, ofCurve, ofCount] = [0, 0, 0];
  for (let bin = from; bin <= to; bin += 1) {
    ofSlope += slope[bin] as number;
    ofCurve += curve[bin] as number;
    ofCount += count[bin] as number;
  }
  return { from, to, slope: ofSlope, curve: ofCurve, count: ofCount };
}

const valueOf = ({ slope, curve }: Leaf, { brake }: StepOptions): number => slope / (curve + brake);

/** The cut that gains most, both sides with rows enough and their values within the limits; null when none gains. */
function bestSplit(
  { slope, curve, count }: Sums,
  whole: Leaf,
  direction: Direction | null,
  { leaf, brake }: StepOptions,
  lowest: number,
  highest: number,
): Split | null {
  const none = (whole.slope * whole.slope) / (whole.curve + brake);
  let best = 1e-9;
  let at = -1;
  let [s, c, n] = [0, 0, 0];
  let [bestSlope, bestCurve, bestCount] = [0, 0, 0];
  for (let bin = whole.from; bin < whole.to; bin += 1) {
    s += slope[bin] as number;
    c += curve[bin] as number;
    n += count[bin] as number;
    if (n < leaf || count[bin] === 0) continue;
    if (whole.count - n < leaf) break;
    const right = whole.slope - s;
    const rightCurve = Math.max(0, whole.curve - c);
    const gain = (s * s) / (c + brake) + (right * right) / (rightCurve + brake) - none;
    if (gain <= best) continue;
    if (direction !== null) {
      const [a, b] = [s / (c + brake), right / (rightCurve + brake)];
      const [low, high] = direction === 'up' ? [a, b] : [b, a];
      if (low > high || low < lowest || high > highest) continue;
    }
    [best, at, bestSlope, bestCurve, bestCount] = [gain, bin, s, c, n];
  }
  if (at < 0) return null;
  return {
    gain: best,
    left: { from: whole.from, to: at, slope: bestSlope, curve: bestCurve, count: bestCount },
    right: {
      from: at + 1,
      to: whole.to,
      slope: whole.slope - bestSlope,
      curve: Math.max(0, whole.curve - bestCurve),
      count: whole.count - bestCount,
    },
  };
}
