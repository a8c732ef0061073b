// One bag's work as a message, so that a worker thread can do it: what comes back does not depend on who did it.
import { createThreads, type Threads } from '#hub/threads.ts';
import {
  type BagCurves,
  type BagData,
  type BagPairs,
  type BagRows,
  type BoostOptions,
  boostCurves,
  boostPairs,
  gainsOfPairs,
  type PairGrid,
  type PairPlace,
} from './additive_boost.ts';

export type BagTask = { readonly data: BagData; readonly rows: BagRows } & (
  | {
      readonly step: 'curves';
      readonly start: BagCurves;
      /** Pairs to be ranked. */
      readonly candidates: readonly PairPlace[];
    }
  | {
      readonly step: 'pairs';
      readonly curves: BagCurves;
      /** Those that are learned already, which stay as they are. */
      readonly before: readonly PairGrid[];
      readonly pairs: readonly PairPlace[];
    }
);

export type BagAnswer =
  | { readonly step: 'curves'; readonly curves: BagCurves; readonly gains: Float64Array }
  | ({ readonly step: 'pairs' } & BagPairs);

export type TrainThreads = Threads<BagTask, BagAnswer>;

/** Those of the explainable boosting machine of InterpretML, with larger steps: the bags make the curves smooth. */
const BOOST: BoostOptions = {
  rate: 0.06,
  leaf: 8,
  brake: 2,
  mostRounds: 1_500,
  patience: 30,
  worth: 1,
};

export function runBag(task: BagTask): BagAnswer {
  const { data, rows } = task;
  if (task.step === 'pairs')
    return { step: 'pairs', ...boostPairs(data, rows, task, task.pairs, BOOST) };
  const curves = boostCurves(data, rows, task.start, BOOST);
  const gains = gainsOfPairs(data, rows, curves, task.candidates, BOOST);
  return { step: 'curves', curves, gains };
}

/** @param workers threads; 0: none but the calling one */
export const createTrainThreads = (workers: number): TrainThreads =>
  createThreads({ entry: 'train_worker.mjs', setup: null, workers, here: () => runBag });
