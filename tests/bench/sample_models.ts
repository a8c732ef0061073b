// Models of the shape that training gives, for measuring how long scoring with them takes; what they say is of no use.
import { fen } from '#shared/base/money.ts';
import { day, month } from '#shared/base/month.ts';
import { CHURN_FEATURES } from '#shared/engine/churn/features.ts';
import type { AdditiveModel, ChurnModel, LogisticModel } from '#shared/model/churn_model.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';

export const sampleModels = (): {
  readonly churn: ChurnModel;
  readonly lifetime: LifetimeModel;
} => ({ churn: sampleChurnModel(), lifetime: sampleLifetimeModel() });

/** Every feature that the engine knows, with a blank column each. */
const sampleChurnModel = (): LogisticModel => ({
  version: 'sample',
  trainedAt: day('2026-10-31'),
  intercept: -2,
  columns: CHURN_FEATURES.map(({ code }) => ({
    code,
    transform: 'log' as const,
    low: -8,
    high: 8,
    mean: 0,
    scale: 1,
    weight: 0.15,
    blank: { mean: 0.1, scale: 0.3, weight: -0.05 },
  })),
  lambda: 1,
  calibration: { slope: 1, intercept: 0 },
  metrics: {
    rows: 1,
    positives: 1,
    auc: 0.5,
    bestColumn: { name: 'none', auc: 0.5 },
    brier: 0,
    calibrationError: 0,
    calibrationLimit: 1,
    deciles: [],
  },
});

const cuts = (count: number): number[] => Array.from({ length: count }, (_, at) => at - count / 4);

/** As large as one is: every fact with the most bins, and the most pairs. */
export function sampleAdditiveModel(): AdditiveModel {
  const { columns: _, lambda: __, ...known } = sampleChurnModel();
  const codes = CHURN_FEATURES.map(({ code }) => code);
  const pairs = codes.flatMap((a, at) =>
    codes.slice(at + 1).map((b): AdditiveModel['pairs'][number] => ({
      codes: [a, b],
      cuts: [cuts(30), cuts(30)],
      values: Array.from({ length: 32 }, (_, row) =>
        Array.from({ length: 32 }, (_, column) => ((row + column) % 7) / 30),
      ),
    })),
  );
  return {
    ...known,
    kind: 'additive',
    terms: codes.map((code) => ({
      code,
      blank: 0.1,
      cuts: cuts(253),
      values: Array.from({ length: 254 }, (_, at) => (at % 9) / 20),
    })),
    pairs: pairs.slice(0, 30),
  };
}

const sampleLifetimeModel = (): LifetimeModel => ({
  version: 'sample',
  asOf: month('2026-10'),
  currency: 'CNY',
  customers: 1,
  logLikelihood: 0,
  purchase: { r: 2, alpha: 2, a: 0.8, b: 6, regularity: 3 },
  spend: { p: 6, q: 4, gamma: 1500 },
  rungs: [fen(3000), fen(6000), fen(9000), fen(15_000)],
});
