// The chance that a customer leaves next month, and why the model thinks so.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type {
  AdditiveModel,
  ChurnMetrics,
  ChurnModel,
  LogisticModel,
} from '#shared/model/churn_model.ts';
import type { Churn, ChurnReason, Customer } from '#shared/model/customer.ts';
import { partOfPair, partOfTerm } from './additive.ts';
import { chanceOf } from './calibration.ts';
import { partOfScore } from './column.ts';
import { CHURN_FEATURES, type ChurnFeature } from './features.ts';
import { type ChurnHistory, latestCompleteMonth } from './history.ts';
import { historyAtRisk, type Leaving, NO_LEAVING } from './leaver.ts';

/** A reason must raise the odds by a tenth to be worth saying. */
const LEAST_PUSH = Math.log(1.1);
const MOST_REASONS = 3;
const FEATURES: ReadonlyMap<string, ChurnFeature> = new Map(
  CHURN_FEATURES.map((feature) => [feature.code, feature]),
);

/**
 * Null for whom the model cannot speak: no complete month on record, gone already (of silence: silent in it, or nobody
 * knows whether), or a model that is not calibrated or knows columns that this engine does not.
 */
export function churnOfCustomer(
  customer: Customer,
  model: ChurnModel,
  leaving: Leaving = NO_LEAVING,
): Churn | null {
  const { leaver = 'silence' } = model;
  const last = latestCompleteMonth(customer);
  const history = last === null ? null : historyAtRisk(leaver, customer, leaving, last);
  if (history === null || !isCalibrated(model)) return null;
  const pushes = 'terms' in model ? pushesOfTerms(model, history) : pushesOfColumns(model, history);
  if (pushes === null) return null;
  let score = model.intercept;
  for (const { part } of pushes) score += part;
  const { calibration } = model;
  const slope = 'slope' in calibration ? calibration.slope : 1;
  const chance = rounded(chanceOf(score, calibration));
  return {
    chance,
    ...bandOf(chance, model.metrics),
    model: model.version,
    ...(leaver === 'silence' ? {} : { leaver }),
    reasons: reasonsOf(
      pushes.map(({ part, features }) => ({ features, push: part * slope })),
      history,
    ),
  };
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** What such customers really did, where the chance itself is not sure. */
function bandOf(chance: number, { proof }: ChurnMetrics): Pick<Churn, 'band'> {
  if (proof?.word !== 'rough') return {};
  const band = proof.bands.find(({ from }) => chance >= from);
  return band === undefined ? {} : { band: [rounded(band.low), rounded(band.high)] };
}

const isCalibrated = ({ metrics }: ChurnModel): boolean =>
  metrics.proof === undefined
    ? metrics.calibrationError <= metrics.calibrationLimit
    : metrics.proof.word !== 'off';

type Part = { readonly features: readonly ChurnFeature[]; readonly part: number };

/** Null: a column that this engine does not know. */
function pushesOfColumns(model: LogisticModel, history: ChurnHistory): readonly Part[] | null {
  const parts: Part[] = [];
  for (const column of model.columns) {
    const feature = FEATURES.get(column.code);
    if (feature === undefined) return null;
    parts.push({ features: [feature], part: partOfScore(feature.value(history), column) });
  }
  return parts;
}

function pushesOfTerms(model: AdditiveModel, history: ChurnHistory): readonly Part[] | null {
  const values = new Map<string, number | null>();
  const parts: Part[] = [];
  for (const term of model.terms) {
    const feature = FEATURES.get(term.code);
    if (feature === undefined) return null;
    const value = feature.value(history);
    values.set(term.code, value);
    parts.push({ features: [feature], part: partOfTerm(value, term) });
  }
  for (const pair of model.pairs) {
    const [a, b] = pair.codes;
    const features = pair.codes.flatMap((code) => FEATURES.get(code) ?? []);
    const part = partOfPair(values.get(a) ?? null, values.get(b) ?? null, pair);
    parts.push({ features, part });
  }
  return parts;
}

/** How much, in log-odds, a term moves this customer away from the average one. A pair has two features. */
type Push = { readonly features: readonly ChurnFeature[]; readonly push: number };

/** The strongest that raise the chance and can be said aloud, one of each subject. */
function reasonsOf(pushes: readonly Push[], history: ChurnHistory): ChurnReason[] {
  const reasons: ChurnReason[] = [];
  const subjects = new Set<string>();
  for (const { features } of pushes.filter(({ push }) => push >= LEAST_PUSH).toSorted(byPush)) {
    for (const feature of features) {
      if (subjects.has(feature.subject)) continue;
      const said = feature.said(history);
      if (said === null) continue;
      subjects.add(feature.subject);
      reasons.push({ code: feature.code, ...said });
      if (reasons.length === MOST_REASONS) return reasons;
      break;
    }
  }
  return reasons;
}

const byPush = compareBy<Push>(
  descending((a, b) => compareNumber(a.push, b.push)),
  (a, b) => compareText(nameOf(a), nameOf(b)),
);

const nameOf = ({ features }: Push): string => features.map(({ code }) => code).join(' ');
