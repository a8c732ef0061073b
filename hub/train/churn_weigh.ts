// Both kinds of churn model weighed on a table, and the curves that the additive one draws of all its rows.
import { createTrainThreads } from './additive_bag.ts';
import { type AdditiveFit, fitAdditive } from './additive_fit.ts';
import {
  type Evaluation,
  evaluateChurn,
  type EvaluateOptions,
  type HeldOut,
  type Kind,
  stepsOfAll,
} from './churn_evaluate.ts';
import { type ChurnTable, fitChurn } from './churn_fit.ts';

export type Weighed = {
  readonly better: Kind;
  /** Of the better one. */
  readonly evaluation: Evaluation;
  readonly curves: AdditiveFit;
  readonly heldOut: HeldOut;
};

export type WeighOptions = Omit<EvaluateOptions, 'threads'> & {
  /** Threads; 0: none but the calling one. */
  readonly workers: number;
};

export async function weighTable(
  table: ChurnTable,
  { seed, workers, onStep }: WeighOptions,
): Promise<Weighed> {
  const threads = createTrainThreads(workers);
  try {
    const contest = await evaluateChurn(table, { seed, threads, onStep });
    const all = Uint32Array.from(table.target, (_, row) => row);
    const onLast = stepsOfAll(onStep);
    onLast('lines');
    const { lambda } = fitChurn(table, all, seed);
    const curves = await fitAdditive(table, all, { seed, lambda, threads, onStep: onLast });
    const { better, heldOut } = contest;
    return { better, evaluation: contest[better], curves, heldOut };
  } finally {
    await threads.close();
  }
}
