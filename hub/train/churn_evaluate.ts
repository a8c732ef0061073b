// What the two kinds of churn model are worth on customers that they have not seen: the same five folds, all choices
// inside the fold.
import type { Calibration, ChurnMetrics, Rival } from '#shared/model/churn_model.ts';
import type { TrainThreads } from './additive_bag.ts';
import { fitAdditive, scoresOfAdditive } from './additive_fit.ts';
import { calibrate } from './calibrate.ts';
import { type ChurnTable, fitChurn, scoresOf } from './churn_fit.ts';
import { aucOf, aucOfColumn, createWeightedAuc } from './evaluate_auc.ts';
import { brierOf, calibrationErrorOf, decilesOf } from './evaluate_calibration.ts';
import { foldsOf, rowsOfFold } from './evaluate_folds.ts';
import { draws, rangeOf } from './evaluate_intervals.ts';
import { type Drawing, drawingOf, proofOf, tolerableErrorOf } from './evaluate_proof.ts';
import { withoutKinds } from './kinds.ts';
import { customersOf } from './weights.ts';

export type Kind = 'logistic' | 'additive';

export type Evaluation = {
  readonly metrics: ChurnMetrics;
  /** Learned from the scores of all rows, each by a model that had not seen the row. */
  readonly calibration: Calibration;
};

export type Contest = Readonly<Record<Kind, Evaluation>> & {
  /** Additive only when it tells the kinds apart better by more than luck. */
  readonly better: Kind;
  readonly heldOut: HeldOut;
};

/** Of each row the fold, 0 to 4, and the log-odds by the models that had not seen this fold. */
export type HeldOut = {
  readonly folds: Uint8Array;
  readonly scores: Readonly<Record<Kind, Float64Array>>;
};

const FOLDS = 5;

/** Called with the folds that are done, of so many, and with what is under way now. */
export type OnStep = (done: number, of: number, doing: string) => void;

/** What follows the folds. */
export const stepsOfAll =
  (onStep: OnStep | undefined) =>
  (doing: string): void =>
    onStep?.(FOLDS, FOLDS, `all rows: ${doing}`);

export type EvaluateOptions = {
  readonly seed: number;
  readonly threads: TrainThreads;
  readonly onStep?: OnStep | undefined;
};

export async function evaluateChurn(
  table: ChurnTable,
  { seed, threads, onStep }: EvaluateOptions,
): Promise<Contest> {
  const { target, groups } = table;
  const folds = foldsOf(target, groups, FOLDS, seed);
  const scores = {
    logistic: new Float64Array(target.length),
    additive: new Float64Array(target.length),
  };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rows = rowsOfFold(folds, fold, false);
    const unseen = rowsOfFold(folds, fold, true);
    onStep?.(fold, FOLDS, 'lines');
    const line = fitChurn(table, rows, seed + fold + 1);
    const additive = await fitAdditive(table, rows, {
      seed: seed + fold + 1,
      lambda: line.lambda,
      threads,
      onStep: (doing) => onStep?.(fold, FOLDS, doing),
    });
    const found = {
      logistic: scoresOf(line, table, unseen),
      additive: scoresOfAdditive(additive, table, unseen),
    };
    for (const [at, row] of unseen.entries()) {
      scores.logistic[row] = found.logistic[at] as number;
      scores.additive[row] = found.additive[at] as number;
    }
  }
  onStep?.(FOLDS, FOLDS, 'ranges');
  return { ...judge(table, scores, folds, seed), heldOut: { folds, scores } };
}

type Trial = {
  readonly auc: number;
  readonly calibration: Calibration;
  readonly chances: Float64Array;
  /** By draw of the customers. */
  readonly drawn: readonly Drawing[];
};

function judge(
  table: ChurnTable,
  scores: Readonly<Record<Kind, Float64Array>>,
  folds: Uint8Array,
  seed: number,
): Omit<Contest, 'heldOut'> {
  const { target, groups, weights } = table;
  const trialOf = (own: Float64Array): Trial => {
    const { calibration, chances } = calibrate(own, target, folds, FOLDS, weights);
    const weighted = createWeightedAuc(own, target);
    // Both kinds are drawn by the same seed: the same customers, so that their difference can be taken draw by draw.
    const drawn = draws(
      { target, groups, weights },
      seed,
      drawingOf({ chances, target, weights, weighted }),
    );
    return { auc: aucOf(own, target, weights), calibration, chances, drawn };
  };
  const [logistic, additive] = [trialOf(scores.logistic), trialOf(scores.additive)];
  const bestColumn = bestColumnOf(table);
  const contest = {
    logistic: evaluationOf(logistic, table, bestColumn, rivalOf(logistic, additive, 'additive')),
    additive: evaluationOf(additive, table, bestColumn, rivalOf(additive, logistic, 'logistic')),
  };
  return { ...contest, better: betterOf(contest) };
}

function evaluationOf(
  { auc, calibration, chances, drawn }: Trial,
  { target, weights }: ChurnTable,
  bestColumn: ChurnMetrics['bestColumn'],
  rival: Rival,
): Evaluation {
  const deciles = decilesOf(chances, target, weights);
  const all = Uint32Array.from(target, (_, row) => row);
  return {
    calibration,
    metrics: {
      rows: Math.round(customersOf(weights, all)),
      positives: Math.round(
        customersOf(
          weights,
          all.filter((row) => target[row] === 1),
        ),
      ),
      auc,
      bestColumn,
      brier: brierOf(chances, target, weights),
      calibrationError: calibrationErrorOf(deciles),
      calibrationLimit: tolerableErrorOf(deciles),
      deciles: [...deciles],
      proof: proofOf(deciles, chances, drawn, weights),
      rival,
    },
  };
}

function rivalOf(own: Trial, other: Trial, kind: Kind): Rival {
  const differences = own.drawn.map(([auc = 0], at) => auc - (other.drawn[at]?.[0] ?? 0));
  return {
    kind,
    auc: other.auc,
    difference: own.auc - other.auc,
    range: [...rangeOf(differences)],
  };
}

const isOff = ({ metrics }: Evaluation): boolean => metrics.proof?.word === 'off';

function betterOf({ logistic, additive }: Readonly<Record<Kind, Evaluation>>): Kind {
  if (isOff(additive)) return 'logistic';
  if (isOff(logistic)) return 'additive';
  return (additive.metrics.rival?.range[0] ?? 0) > 0 ? 'additive' : 'logistic';
}

function bestColumnOf({ columns, target, weights }: ChurnTable): ChurnMetrics['bestColumn'] {
  let best = { name: 'none', auc: 0.5 };
  for (const { code, values } of withoutKinds(columns)) {
    const auc = aucOfColumn(values, target, weights);
    if (auc > best.auc) best = { name: code, auc };
  }
  return best;
}
