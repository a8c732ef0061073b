// From rows to a churn model that is worth shipping, or to the reason why there is none.
import { createHash } from 'node:crypto';
import { canonicalJson } from '#shared/base/canonical.ts';
import type { Day } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ChurnMetrics, ChurnModel } from '#shared/model/churn_model.ts';
import { evaluateChurn } from './churn_evaluate.ts';
import { type ChurnTable, fitChurn } from './churn_fit.ts';

/** `not-better`: the best single column does as well on customers that the model has not seen. */
export type LearnRefusal =
  | {
      readonly type: 'too-few';
      readonly positives: number;
      readonly rows: number;
      readonly needed: number;
    }
  | { readonly type: 'not-better' | 'not-calibrated'; readonly metrics: ChurnMetrics };

const FEWEST = 100;

/**
 * The same table and seed give the same model, byte by byte.
 * @param asOf last day of the data; null when there is none
 */
export function learnChurn(
  table: ChurnTable,
  asOf: Day | null,
  seed: number,
  onFold?: (done: number, of: number) => void,
): Result<ChurnModel, LearnRefusal> {
  const rows = table.target.length;
  const positives = table.target.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, rows - positives) < FEWEST || asOf === null)
    return err({ type: 'too-few', positives, rows, needed: FEWEST });
  const { metrics, calibration } = evaluateChurn(table, seed, onFold);
  if (metrics.auc <= metrics.bestColumn.auc) return err({ type: 'not-better', metrics });
  if (metrics.calibrationError > metrics.calibrationLimit)
    return err({ type: 'not-calibrated', metrics });
  const all = Uint32Array.from(table.target, (_, row) => row);
  const { intercept, columns, lambda } = fitChurn(table, all, seed);
  const content = rounded({
    trainedAt: asOf,
    intercept,
    columns: [...columns],
    lambda,
    calibration,
    metrics,
  });
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 12);
  return ok({ version: `churn-${asOf}-${digest}`, ...content });
}

/** Ten digits of each figure say all there is to say, in a document that people may read. */
function rounded(content: Omit<ChurnModel, 'version'>): Omit<ChurnModel, 'version'> {
  const text = JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(10)) : value,
  );
  return JSON.parse(text) as Omit<ChurnModel, 'version'>;
}
