// The chance that a customer goes silent next month, and why the model thinks so.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { ChurnModel } from '#shared/model/churn_model.ts';
import type { Churn, ChurnReason, Customer } from '#shared/model/customer.ts';
import { logistic, partOfScore } from './column.ts';
import { CHURN_FEATURES, type ChurnFeature } from './features.ts';
import { type ChurnHistory, churnHistory, latestCompleteMonth } from './history.ts';

/** A reason must raise the odds by a tenth to be worth saying. */
const LEAST_PUSH = Math.log(1.1);
const MOST_REASONS = 3;
const FEATURES: ReadonlyMap<string, ChurnFeature> = new Map(
  CHURN_FEATURES.map((feature) => [feature.code, feature]),
);

/**
 * Null for whom the model cannot speak: no complete month on record, silent in it already (that is no
 * warning any more) or nobody knows whether, or a model that is not calibrated or knows columns that this engine does not.
 */
export function churnOfCustomer(customer: Customer, model: ChurnModel): Churn | null {
  const last = latestCompleteMonth(customer);
  const history = last === null ? null : churnHistory(customer, last);
  if (history === null || history.isSilent(history.latest) !== false || !isCalibrated(model))
    return null;
  let score = model.intercept;
  const pushes: Push[] = [];
  for (const column of model.columns) {
    const feature = FEATURES.get(column.code);
    if (feature === undefined) return null;
    const part = partOfScore(feature.value(history), column);
    score += part;
    pushes.push({ feature, push: part * model.calibration.slope });
  }
  const { slope, intercept } = model.calibration;
  return {
    chance: Math.round(logistic(slope * score + intercept) * 10_000) / 10_000,
    model: model.version,
    reasons: reasonsOf(pushes, history),
  };
}

const isCalibrated = ({ metrics }: ChurnModel): boolean =>
  metrics.calibrationError <= metrics.calibrationLimit;

/** How much, in log-odds, a feature moves this customer away from the average one. */
type Push = { readonly feature: ChurnFeature; readonly push: number };

/** The strongest that raise the chance and can be said aloud, one of each subject. */
function reasonsOf(pushes: readonly Push[], history: ChurnHistory): ChurnReason[] {
  const reasons: ChurnReason[] = [];
  const subjects = new Set<string>();
  for (const { feature } of pushes.filter(({ push }) => push >= LEAST_PUSH).toSorted(byPush)) {
    if (subjects.has(feature.subject)) continue;
    const said = feature.said(history);
    if (said === null) continue;
    subjects.add(feature.subject);
    reasons.push({ code: feature.code, ...said });
    if (reasons.length === MOST_REASONS) break;
  }
  return reasons;
}

const byPush = compareBy<Push>(
  descending((a, b) => compareNumber(a.push, b.push)),
  (a, b) => compareText(a.feature.code, b.feature.code),
);
