// How sure the figures of a model are, and the word that its chances deserve.
import {
  type Band,
  type Decile,
  type Proof,
  UNHEARD,
  UNLIKELY_FIT,
} from '#shared/model/churn_model.ts';
import { wilsonInterval } from '#hub/learn/wilson.ts';
import { tenthOf } from './evaluate_calibration.ts';
import { testOfFit } from './evaluate_fit.ts';
import { rangeOf, turnedRangeOf } from './evaluate_intervals.ts';
import { powerOfFit } from './evaluate_power.ts';
import type { Weights } from './weights.ts';

/** Figures of one draw of the customers: AUC, Brier score, then by tenth said less found, then by tenth the rows. */
export type Drawing = readonly number[];

export type Trial = {
  readonly chances: Float64Array;
  readonly target: Float64Array;
  readonly weights?: Weights;
  /** The area under the curve, were each row there so often. */
  readonly weighted: (times: Float64Array) => number;
};

const TENTHS = 10;
/** An error of so much of the share that leaves may be told where more than a few leave ... */
const TOLERANCE = 0.1;
/** ... but not more: half of a leaving operator's customers is no reason to be five in a hundred off. */
const WIDEST = 0.02;
/** So likely must a misfit of that size have been seen, had there been one. */
const LIKELY = 0.9;

/** The calibration error up to which, luck included, chances are said in percent. */
export function tolerableErrorOf(deciles: readonly Decile[]): number {
  return Math.min(WIDEST, Math.max(UNHEARD, TOLERANCE * shareOf(deciles)));
}

/** The figures of one draw, by how often it drew each row. The tenths stay those of all rows. */
export function drawingOf({
  chances,
  target,
  weights,
  weighted,
}: Trial): (times: Float64Array) => Drawing {
  const tenths = tenthOf(chances, weights);
  return (times) => {
    const gaps = new Float64Array(TENTHS);
    const rows = new Float64Array(TENTHS);
    let brier = 0;
    let all = 0;
    for (let row = 0; row < times.length; row += 1) {
      const count = times[row] as number;
      if (count === 0) continue;
      const apart = (chances[row] as number) - (target[row] as number);
      const at = tenths[row] as number;
      brier += count * apart * apart;
      all += count;
      gaps[at] = (gaps[at] as number) + count * apart;
      rows[at] = (rows[at] as number) + count;
    }
    const means = gaps.map((gap, at) => gap / Math.max(1, rows[at] as number));
    return [weighted(times), brier / Math.max(1, all), ...means, ...rows];
  };
}

export function proofOf(
  deciles: readonly Decile[],
  chances: Float64Array,
  drawn: readonly Drawing[],
  weights?: Weights,
): Proof {
  const gaps = deciles.map(({ said, found }) => said - found);
  const error = meanGap(
    gaps,
    deciles.map(({ customers }) => customers),
  );
  const errors = drawn.map((figures) =>
    meanGap(figures.slice(2, 2 + TENTHS), figures.slice(2 + TENTHS)),
  );
  const calibrationError = turnedRangeOf(error, errors);
  const largest = gaps.reduce(
    (best, gap, at) => (Math.abs(gap) > Math.abs(gaps[best] ?? 0) ? at : best),
    0,
  );
  const range = rangeOf(drawn.map((figures) => figures[2 + largest] as number));
  const fit = testOfFit(deciles);
  const isOff = fit.p < UNLIKELY_FIT && nearest(range) > UNHEARD;
  const isSeen = fit.p < UNLIKELY_FIT && Math.abs(gaps[largest] ?? 0) > UNHEARD;
  const limit = tolerableErrorOf(deciles);
  const wouldBeSeen = powerOfFit(deciles, limit) >= LIKELY;
  const isSure = !isSeen && wouldBeSeen && calibrationError[1] <= limit;
  return {
    auc: [...rangeOf(drawn.map(([auc = 0]) => auc))],
    brier: [...rangeOf(drawn.map(([, brier = 0]) => brier))],
    calibrationError: [...calibrationError],
    largestGap: { tenth: largest + 1, gap: gaps[largest] ?? 0, range: [...range] },
    fit,
    word: isOff ? 'off' : isSure ? 'calibrated' : 'rough',
    bands: bandsOf(deciles, chances, tenthOf(chances, weights)),
  };
}

/** What the tenths found, nine times in ten; never without what was said. */
function bandsOf(deciles: readonly Decile[], chances: Float64Array, tenths: Uint8Array): Band[] {
  const lowest = new Float64Array(TENTHS).fill(1);
  for (const [row, chance] of chances.entries()) {
    const at = tenths[row] as number;
    lowest[at] = Math.min(lowest[at] as number, chance);
  }
  return deciles.flatMap(({ customers, said, found }, at) => {
    if (customers === 0) return [];
    const { low, high } = wilsonInterval(Math.round(found * customers), customers);
    return {
      from: at === deciles.length - 1 ? 0 : (lowest[at] as number),
      low: Math.min(low, said),
      high: Math.max(high, said),
    };
  });
}

const nearest = ([low, high]: readonly [number, number]): number =>
  low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));

function meanGap(gaps: readonly number[], rows: readonly number[]): number {
  const all = rows.reduce((sum, count) => sum + count, 0);
  const apart = gaps.reduce((sum, gap, at) => sum + (rows[at] as number) * Math.abs(gap), 0);
  return all === 0 ? 0 : apart / all;
}

function shareOf(deciles: readonly Decile[]): number {
  const customers = deciles.reduce((sum, decile) => sum + decile.customers, 0);
  const left = deciles.reduce((sum, { customers, found }) => sum + customers * found, 0);
  return customers === 0 ? 0 : left / customers;
}
