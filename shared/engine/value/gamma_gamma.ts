// Gamma-Gamma: what a purchase is worth (Fader and Hardie 2013, The Gamma-Gamma Model of Monetary Value).
import type { SpendParameters } from '#shared/model/lifetime_model.ts';
import { logGamma } from './special_functions.ts';

/** `mean` > 0 over `count` >= 1 payments. */
export type SpendHistory = { readonly count: number; readonly mean: number };

/** Log-likelihood of one mean: equation 1a of the note. */
export function spendLogLikelihood(model: SpendParameters, { count, mean }: SpendHistory): number {
  const { p, q, gamma } = model;
  const shape = p * count;
  return (
    logGamma(shape + q) -
    logGamma(shape) -
    logGamma(q) +
    q * Math.log(gamma) +
    (shape - 1) * Math.log(mean) +
    shape * Math.log(count) -
    (shape + q) * Math.log(count * mean + gamma)
  );
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
