// Gamma-Gamma: what a purchase is worth (Fader and Hardie 2013, The Gamma-Gamma Model of Monetary Value).
import type { SpendParameters } from '#shared/model/lifetime_model.ts';
import { logGamma } from './special_functions.ts';

/** `mean` > 0 over `count` >= 1 payments; `meanLog`: the mean of their logarithms, null where only their mean is known. */
export type SpendHistory = {
  readonly count: number;
  readonly mean: number;
  readonly meanLog: number | null;
};

/**
 * Log-likelihood of one customer's payments: each Gamma(p, v), v ~ Gamma(q, gamma) over customers. Where only their
 * mean is known: that of the mean, equation 1a of the note. The payments themselves also tell how much one customer's
 * differ, which means of equally many payments cannot.
 */
export function spendLogLikelihood(model: SpendParameters, history: SpendHistory): number {
  const { p, q, gamma } = model;
  const { count, mean, meanLog } = history;
  const shape = p * count;
  const common =
    logGamma(shape + q) -
    logGamma(q) +
    q * Math.log(gamma) -
    (shape + q) * Math.log(count * mean + gamma);
  return meanLog === null
    ? common - logGamma(shape) + (shape - 1) * Math.log(mean) + shape * Math.log(count)
    : common - count * logGamma(p) + (p - 1) * count * meanLog;
}

/**
 * What a customer's payments come to on average in the long run: equation 5. The fewer were seen, the nearer to the
 * mean of all. Where so few say so little that the mean has no bound: the customer's own mean.
 */
export function expectedSpend(model: SpendParameters, { count, mean }: SpendHistory): number {
  const { p, q, gamma } = model;
  const weight = p * count + q - 1;
  return weight > 0 ? (p * (gamma + count * mean)) / weight : mean;
}
