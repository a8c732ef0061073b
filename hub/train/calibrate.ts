// Calibration: which map makes true chances of scores. Learned on scores of customers that the model had not seen.
import { chanceOf, lnChance } from '#shared/engine/churn/calibration.ts';
import { type Calibration, UNHEARD, UNLIKELY_FIT } from '#shared/model/churn_model.ts';
import { decilesOf } from './evaluate_calibration.ts';
import { testOfFit } from './evaluate_fit.ts';
import { rowsOfFold } from './evaluate_folds.ts';
import { fitLogistic } from './logistic.ts';
import { customersOf, type Weights, weightAt } from './weights.ts';

export type Calibrated = {
  /** Learned from all rows. */
  readonly calibration: Calibration;
  /** Each row's by a map that was learned without its fold. */
  readonly chances: Float64Array;
};

type Learn = (
  scores: Float64Array,
  target: Float64Array,
  rows: Uint32Array,
  weights?: Weights,
) => Calibration;

/** The simplest first: a later one must do better on rows that it has not seen. */
const MAPS: readonly Learn[] = [learnLine, learnBeta, learnSteps];
/** Log loss a row by which a map must be better than a simpler one. */
const WORTH = 1e-4;

/**
 * The map with the least log loss on rows that it has not seen. Where these show a misfit that can be heard, the best of
 * the maps that show none takes its place: chances that are believed are worth a hair of sharpness.
 */
export function calibrate(
  scores: Float64Array,
  target: Float64Array,
  folds: Uint8Array,
  count: number,
  weights?: Weights,
): Calibrated {
  const tried = MAPS.map((learn): Tried => {
    const chances = new Float64Array(scores.length);
    for (let fold = 0; fold < count; fold += 1) {
      const calibration = learn(scores, target, rowsOfFold(folds, fold, false), weights);
      for (const row of rowsOfFold(folds, fold, true))
        chances[row] = chanceOf(scores[row] as number, calibration);
    }
    return { learn, chances, loss: lossOf(chances, target, weights) };
  });
  const isSound = ({ chances }: Tried): boolean => !isHeardOff(chances, target, weights);
  const best = sharpest(tried);
  const others = isSound(best) ? [] : tried.filter((one) => one !== best && isSound(one));
  const { learn, chances } = others.length === 0 ? best : sharpest(others);
  const all = Uint32Array.from(target, (_, row) => row);
  return { calibration: learn(scores, target, all, weights), chances };
}

type Tried = { readonly learn: Learn; readonly chances: Float64Array; readonly loss: number };

const sharpest = (maps: readonly Tried[]): Tried =>
  maps.reduce((best, one) => (one.loss < best.loss - WORTH ? one : best));

function isHeardOff(chances: Float64Array, target: Float64Array, weights: Weights): boolean {
  const deciles = decilesOf(chances, target, weights);
  return (
    testOfFit(deciles).p < UNLIKELY_FIT &&
    deciles.some(({ said, found }) => Math.abs(said - found) > UNHEARD)
  );
}

/** A line through the log-odds, to targets drawn in a little (Platt 1999). */
export function learnLine(
  scores: Float64Array,
  target: Float64Array,
  rows: Uint32Array,
  weights?: Weights,
): Calibration {
  const { intercept, weights: slopes } = fitLogistic([scores], drawnIn(target, rows, weights), {
    lambda: 0,
    rows,
    weights,
  });
  return { slope: slopes[0] ?? 1, intercept };
}

/** Bends the line at either end (Kull, Silva Filho and Flach 2017). Neither part may turn the order round. */
export function learnBeta(
  scores: Float64Array,
  target: Float64Array,
  rows: Uint32Array,
  weights?: Weights,
): Calibration {
  const parts = [scores.map(lnChance), scores.map((score) => -lnChance(-score))] as const;
  const drawn = drawnIn(target, rows, weights);
  const fit = (use: readonly boolean[]): readonly number[] => {
    const design = parts.filter((_, part) => use[part]);
    const found = fitLogistic(design, drawn, { lambda: 1e-6, rows, weights });
    const next = found.weights.values();
    return [found.intercept, ...use.map((used) => (used ? (next.next().value ?? 0) : 0))];
  };
  let [intercept = 0, ofChance = 0, ofOther = 0] = fit([true, true]);
  if (ofChance < 0) [intercept = 0, ofChance = 0, ofOther = 0] = fit([false, true]);
  else if (ofOther < 0) [intercept = 0, ofChance = 0, ofOther = 0] = fit([true, false]);
  return { ofChance: Math.max(0, ofChance), ofOther: Math.max(0, ofOther), intercept };
}

/** Runs of so many customers are the smallest steps. */
const RUN = 50;

/** Isotonic steps (pool adjacent violators; Ayer and others 1955), joined from middle to middle: no two scores become one. */
export function learnSteps(
  scores: Float64Array,
  target: Float64Array,
  rows: Uint32Array,
  weights?: Weights,
): Calibration {
  const order = rows.toSorted((a, b) => (scores[a] as number) - (scores[b] as number));
  const all = customersOf(weights, order);
  const runs = Math.max(1, Math.floor(all / RUN));
  const steps: { count: number; left: number; score: number }[] = [];
  let from = 0;
  let before = 0;
  for (let run = 1; run <= runs; run += 1) {
    let to = from;
    for (; to < order.length && before < Math.round((run * all) / runs); to += 1)
      before += weightAt(weights, order[to] as number);
    // Equal scores stay together.
    while (to < order.length && scores[order[to] as number] === scores[order[to - 1] as number])
      before += weightAt(weights, order[to++] as number);
    if (to <= from) continue;
    let step = { count: 1, left: 0.5, score: 0 };
    let sum = 0;
    for (const row of order.subarray(from, to)) {
      const weight = weightAt(weights, row);
      step.count += weight;
      step.left += weight * (target[row] as number);
      sum += weight * (scores[row] as number);
    }
    step.score = sum / (step.count - 1);
    from = to;
    for (;;) {
      const before = steps.at(-1);
      if (before === undefined || before.left / before.count < step.left / step.count) break;
      steps.pop();
      const count = before.count + step.count;
      step = {
        count,
        left: before.left + step.left,
        score: (before.score * before.count + step.score * step.count) / count,
      };
    }
    steps.push(step);
  }
  return {
    scores: steps.map(({ score }) => score),
    logOdds: steps.map(({ count, left }) => Math.log(left / (count - left))),
  };
}

function drawnIn(target: Float64Array, rows: Uint32Array, weights: Weights): Float64Array {
  let positives = 0;
  for (const row of rows) positives += weightAt(weights, row) * (target[row] as number);
  const yes = (positives + 1) / (positives + 2);
  const no = 1 / (customersOf(weights, rows) - positives + 2);
  return target.map((value) => (value === 1 ? yes : no));
}

function lossOf(chances: Float64Array, target: Float64Array, weights: Weights): number {
  let loss = 0;
  let all = 0;
  for (const [row, chance] of chances.entries()) {
    const said = target[row] === 1 ? chance : 1 - chance;
    loss -= weightAt(weights, row) * Math.log(Math.max(said, 1e-12));
    all += weightAt(weights, row);
  }
  return loss / Math.max(1, all);
}
