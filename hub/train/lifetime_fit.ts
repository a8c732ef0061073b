// Maximum likelihood of the two lifetime models: BG/NBD and Gamma-Gamma.
import { err, ok, type Result } from '#shared/base/result.ts';
import { logLikelihoodOf, type PurchaseHistory } from '#shared/engine/value/bg_nbd.ts';
import type { Histories } from '#shared/engine/value/lifetime.ts';
import { type SpendHistory, spendLogLikelihoodOf } from '#shared/engine/value/gamma_gamma.ts';
import type { PurchaseParameters, SpendParameters } from '#shared/model/lifetime_model.ts';
import { type Minimum, minimise } from './lifetime_minimise.ts';

export type Fit<P> = { readonly parameters: P; readonly logLikelihood: number };
/** `no-repeats`: nobody came back, so nothing can be said. `no-fit`: no start led to a stable maximum. */
export type FitFailure = { readonly type: 'no-repeats' | 'no-fit' };

/**
 * Parameters stay within these, alpha and gamma as multiples of the typical age and spend: where the data do not settle one of them (customers who are all alike, none who left),
 * the likelihood climbs for ever along a ridge on which the model says nearly the same.
 */
const LOG_FROM = Math.log(1e-3);
const LOG_TO = Math.log(1e3);

/** @param histories time in one unit, the parameters' own */
export function fitPurchases(
  histories: readonly PurchaseHistory[],
  regularity: number,
): Result<Fit<PurchaseParameters>, FitFailure> {
  if (!histories.some(({ repeats }) => repeats > 0)) return err({ type: 'no-repeats' });
  const distinct = countEqual(
    histories,
    ({ repeats, lastAt, age }) => `${repeats} ${lastAt} ${age}`,
  );
  const typicalAge = median(histories.map(({ age }) => age));
  return maximise(
    (parameters) => totalOver(distinct, logLikelihoodOf(parameters)),
    ([r = 1, alpha = 1, a = 1, b = 1]) => ({
      regularity,
      r,
      alpha: alpha * typicalAge,
      a,
      b,
    }),
    [0.1, 0.5].flatMap((alpha) => [
      [1, alpha, 1, 1],
      [0.3, alpha, 0.5, 2],
      [3, alpha, 0.2, 5],
    ]),
  );
}

/** @param histories of those with payments; the unit of the money is that of `gamma` */
export function fitSpend(
  histories: readonly SpendHistory[],
): Result<Fit<SpendParameters>, FitFailure> {
  if (histories.length === 0) return err({ type: 'no-repeats' });
  const typicalSpend = median(histories.map(({ mean }) => mean));
  return maximise(
    (parameters) => {
      const likelihood = spendLogLikelihoodOf(parameters);
      return histories.reduce((sum, history) => sum + likelihood(history), 0);
    },
    ([p = 1, q = 1, gamma = 1]) => ({ p, q, gamma: gamma * typicalSpend }),
    [
      [1, 2, 1],
      [5, 4, 1],
      [20, 3, 0.1],
    ],
  );
}

export type LifetimeFit = {
  readonly purchase: Fit<PurchaseParameters>;
  readonly spend: Fit<SpendParameters>;
};

/** Mean spends are all unlike each other, so of many customers these many, evenly taken, have to do. */
const SPENDS = 5_000;

/** Both models; time in months, money in fen. */
export function fitLifetime(
  histories: readonly Histories[],
  regularity: number,
): Result<LifetimeFit, FitFailure> {
  const purchase = fitPurchases(
    histories.map((one) => one.purchase),
    regularity,
  );
  if (!purchase.ok) return purchase;
  const step = Math.max(1, Math.ceil(histories.length / SPENDS));
  const spend = fitSpend(
    histories.filter((_, index) => index % step === 0).map((one) => one.spend),
  );
  return spend.ok ? ok({ purchase: purchase.value, spend: spend.value }) : spend;
}

/** The best of all starts; parameters are varied by their logarithms, so they stay positive. */
function maximise<P>(
  likelihood: (parameters: P) => number,
  toParameters: (values: readonly number[]) => P,
  starts: readonly (readonly number[])[],
): Result<Fit<P>, FitFailure> {
  let best: Minimum | null = null;
  for (const start of starts) {
    const found = minimise(
      (logs) =>
        logs.some((log) => log < LOG_FROM || log > LOG_TO)
          ? Number.POSITIVE_INFINITY
          : -likelihood(toParameters(logs.map(Math.exp))),
      start.map(Math.log),
    );
    if (found.converged && (best === null || found.value < best.value)) best = found;
  }
  if (best === null || !Number.isFinite(best.value)) return err({ type: 'no-fit' });
  return ok({ parameters: toParameters(best.at.map(Math.exp)), logLikelihood: -best.value });
}

function countEqual<T>(
  items: readonly T[],
  key: (item: T) => string,
): readonly (readonly [item: T, count: number])[] {
  const counts = new Map<string, [T, number]>();
  for (const item of items) {
    const seen = counts.get(key(item));
    if (seen) seen[1] += 1;
    else counts.set(key(item), [item, 1]);
  }
  return [...counts.values()];
}

const totalOver = <T>(
  counted: readonly (readonly [T, number])[],
  value: (item: T) => number,
): number => counted.reduce((sum, [item, count]) => sum + count * value(item), 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.max(1e-6, sorted[Math.floor(sorted.length / 2)] ?? 1);
}
