// What the churn model is worth on customers that it has not seen: five-fold, all choices inside the fold.
import { logistic } from '#shared/engine/churn/column.ts';
import type { Calibration, ChurnMetrics } from '#shared/model/churn_model.ts';
import { type ChurnTable, fitChurn, scoresOf } from './churn_fit.ts';
import { aucOf, aucOfColumn } from './evaluate_auc.ts';
import {
  brierOf,
  calibrationErrorOf,
  calibrationLimitOf,
  decilesOf,
} from './evaluate_calibration.ts';
import { foldsOf, rowsOfFold } from './evaluate_folds.ts';
import { fitLogistic } from './logistic.ts';

export type Evaluation = {
  readonly metrics: ChurnMetrics;
  /** Learned from the scores of all rows, each by a model that had not seen the row. */
  readonly calibration: Calibration;
};

const FOLDS = 5;

/** @param onFold called after each of the five folds */
export function evaluateChurn(
  table: ChurnTable,
  seed: number,
  onFold: (done: number, of: number) => void = () => undefined,
): Evaluation {
  const { target, groups } = table;
  const folds = foldsOf(target, groups, FOLDS, seed);
  const scores = new Float64Array(target.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const unseen = rowsOfFold(folds, fold, true);
    const model = fitChurn(table, rowsOfFold(folds, fold, false), seed + fold + 1);
    const found = scoresOf(model, table, unseen);
    for (const [at, row] of unseen.entries()) scores[row] = found[at] as number;
    onFold(fold + 1, FOLDS);
  }
  const chances = chancesOutOfFold(scores, target, folds);
  const deciles = decilesOf(chances, target);
  return {
    metrics: {
      rows: target.length,
      positives: target.reduce((sum, value) => sum + value, 0),
      auc: aucOf(scores, target),
      bestColumn: bestColumnOf(table),
      brier: brierOf(chances, target),
      calibrationError: calibrationErrorOf(deciles),
      calibrationLimit: calibrationLimitOf(deciles),
      deciles: [...deciles],
    },
    calibration: calibrate(scores, target),
  };
}

/** Each fold's chances by a calibration that was learned on the other folds. */
function chancesOutOfFold(
  scores: Float64Array,
  target: Float64Array,
  folds: Uint8Array,
): Float64Array {
  const chances = new Float64Array(scores.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const { slope, intercept } = calibrate(scores, target, rowsOfFold(folds, fold, false));
    for (const row of rowsOfFold(folds, fold, true))
      chances[row] = logistic(slope * (scores[row] as number) + intercept);
  }
  return chances;
}

/**
 * A line through the log-odds, to targets drawn in a little (Platt 1999). A line and not isotonic steps:
 * with a few hundred leavers the steps would follow chance, and equal chances would lose the order.
 */
function calibrate(scores: Float64Array, target: Float64Array, rows?: Uint32Array): Calibration {
  const all = rows ?? Uint32Array.from(target, (_, row) => row);
  let positives = 0;
  for (const row of all) positives += target[row] as number;
  const yes = (positives + 1) / (positives + 2);
  const no = 1 / (all.length - positives + 2);
  const drawnIn = target.map((value) => (value === 1 ? yes : no));
  const { intercept, weights } = fitLogistic([scores], drawnIn, { lambda: 0, rows: all });
  return { slope: weights[0] ?? 1, intercept };
}

function bestColumnOf({ columns, target }: ChurnTable): ChurnMetrics['bestColumn'] {
  let best = { name: 'none', auc: 0.5 };
  for (const { code, values } of columns) {
    const auc = aucOfColumn(values, target);
    if (auc > best.auc) best = { name: code, auc };
  }
  return best;
}
