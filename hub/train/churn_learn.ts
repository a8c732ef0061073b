// From rows to a churn model that is worth shipping, or to the reason why there is none.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Day } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ChurnMetrics, ChurnModel } from '#shared/model/churn_model.ts';
import type { Leaver } from '#shared/model/customer.ts';
import type { TrainThreads } from './additive_bag.ts';
import { fitAdditive } from './additive_fit.ts';
import { evaluateChurn, type OnStep, stepsOfAll } from './churn_evaluate.ts';
import { type ChurnTable, fitChurn } from './churn_fit.ts';
import { inOrder } from './table_order.ts';
import { customersOf } from './weights.ts';

/** `not-better`: the best single column does as well on customers that the model has not seen. */
export type LearnRefusal =
  | {
      readonly type: 'too-few';
      readonly positives: number;
      readonly rows: number;
      readonly needed: number;
    }
  | { readonly type: 'not-better' | 'not-calibrated'; readonly metrics: ChurnMetrics };

export type LearnOptions = {
  readonly seed: number;
  /** Whom the target names; who goes silent when left out. */
  readonly leaver?: Leaver;
  readonly threads: TrainThreads;
  readonly onStep?: OnStep;
};

const FEWEST = 100;

/**
 * The better of the two kinds of model. The same customers and seed give the same model, byte by byte, in whatever order
 * rows and columns come.
 * @param asOf last day of the data; null when there is none
 */
export async function learnChurn(
  given: ChurnTable,
  asOf: Day | null,
  { seed, leaver = 'silence', threads, onStep }: LearnOptions,
): Promise<Result<ChurnModel, LearnRefusal>> {
  const table = inOrder(given);
  const all = Uint32Array.from(table.target, (_, row) => row);
  const left = all.filter((row) => table.target[row] === 1);
  const rows = customersOf(table.weights, all);
  const positives = customersOf(table.weights, left);
  if (Math.min(positives, rows - positives) < FEWEST || asOf === null)
    return err({ type: 'too-few', positives, rows, needed: FEWEST });
  const contest = await evaluateChurn(table, { seed, threads, onStep });
  const { metrics, calibration } = contest[contest.better];
  if (metrics.auc <= metrics.bestColumn.auc) return err({ type: 'not-better', metrics });
  if (metrics.proof?.word === 'off') return err({ type: 'not-calibrated', metrics });
  const onLast = stepsOfAll(onStep);
  onLast('lines');
  const line = fitChurn(table, all, seed);
  const known = { trainedAt: asOf, ...(leaver === 'silence' ? {} : { leaver }) };
  if (contest.better === 'logistic') {
    const { intercept, columns, lambda } = line;
    return ok(named({ ...known, intercept, columns: [...columns], lambda, calibration, metrics }));
  }
  const fit = await fitAdditive(table, all, {
    seed,
    lambda: line.lambda,
    threads,
    onStep: onLast,
  });
  const { intercept, terms, pairs } = fit;
  return ok(
    named({
      kind: 'additive',
      ...known,
      intercept,
      terms: [...terms],
      pairs: [...pairs],
      calibration,
      metrics,
    }),
  );
}

/** The version names the content. Ten digits of each figure say all there is to say, in a document that people may read. */
function named<T extends object>(content: T): T & { readonly version: string } {
  const text = JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(10)) : value,
  );
  const rounded = JSON.parse(text) as T & { trainedAt: Day };
  const digest = createHash('sha256')
    .update(canonicalJson(rounded as unknown as Json))
    .digest('hex')
    .slice(0, 12);
  return { version: `churn-${rounded.trainedAt}-${digest}`, ...rounded };
}
