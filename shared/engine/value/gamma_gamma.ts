// Gamma-Gamma: what a purchase is worth (Fader and Hardie 2013, The Gamma-Gamma Model of Monetary Value).
import type { SpendParameters } from '#shared/model/lifetime_model.ts';
import { logGamma, memoise } from './special_functions.ts';

/** `mean` > 0 over `count` >= 1 payments; `meanLog`: the mean of their logarithms, null where only their mean is known. */
export type SpendHistory = {
  readonly count: number;
  readonly mean: number;
  readonly meanLog: number | null;
};

/**
 * Log-likelihood of one customer's payments, for many customers under one model: each Gamma(p, v), v ~ Gamma(q, gamma)
 * over customers. Where only their mean is known: that of the mean, equation 1a of the note. The payments themselves
 * also tell how much one customer's differ, which means of equally many payments cannot.
 */
export function spendLogLikelihoodOf(model: SpendParameters): (history: SpendHistory) => number {
  const { p, q, gamma } = model;
  const common = q * Math.log(gamma) - logGamma(q);
  const byCount = memoise((count) => common + logGamma(p * count + q));
  const ofMean = memoise((count) => p * count * Math.log(count) - logGamma(p * count));
  const ofPayment = logGamma(p);
  return ({ count, mean, meanLog }) => {
    const shape = p * count;
    const rest =
      meanLog === null
        ? ofMean(count) + (shape - 1) * Math.log(mean)
        : (p - 1) * count * meanLog - count * ofPayment;
    return byCount(count) + rest - (shape + q) * Math.log(count * mean + gamma);
  };
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
