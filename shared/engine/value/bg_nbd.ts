// BG/NBD: who still buys, and how often (Fader, Hardie and Lee 2005, "Counting your customers" the easy way).
// With a regularity k above 1 it is BG/CNBD-k (Platzer and Reutterer 2016, Ticking away the moments): every purchase
// takes k steps that come at random. With k = 1 all formulas are those of the 2005 paper.
import type { PurchaseParameters } from '#shared/model/lifetime_model.ts';
import { logGamma, memoise, poweredHypergeometric } from './special_functions.ts';

/** Purchases of one customer after the first; times run from the first one, in the unit that the model was fitted in. */
export type PurchaseHistory = {
  readonly repeats: number;
  /** From the first purchase to the last; 0 without repeats. */
  readonly lastAt: number;
  /** From the first purchase to the end of the record. */
  readonly age: number;
};

/**
 * Log-likelihood of one history, for many histories under one model: equation 6 of the paper, with logarithms added so
 * that nothing overflows. With k > 1 without the factor that depends on the times of the single purchases: it is the
 * same for all parameters.
 */
export function logLikelihoodOf(model: PurchaseParameters): (history: PurchaseHistory) => number {
  const { r, alpha, a, b, regularity } = model;
  const common = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  const byRepeats = memoise(
    (x) => common + logGamma(r + x * regularity) + logGamma(b + x) - logGamma(a + b + x),
  );
  return (history) => {
    const { alive, gone } = weights(model, history);
    const larger = Math.max(alive, gone);
    return (
      byRepeats(history.repeats) +
      larger +
      Math.log(Math.exp(alive - larger) + Math.exp(gone - larger))
    );
  };
}

/** Chance that the customer is still one at the end of the record; 1 without repeats, as the model has it. */
export function chanceAlive(model: PurchaseParameters, history: PurchaseHistory): number {
  const { alive, gone } = weights(model, history);
  return 1 / (1 + Math.exp(gone - alive));
}

/**
 * Logarithms of how likely the history is for a customer who is still there, and for one who left at the last purchase;
 * without what both have in common.
 */
function weights(
  { r, alpha, a, b, regularity }: PurchaseParameters,
  { repeats: x, lastAt, age }: PurchaseHistory,
): { readonly alive: number; readonly gone: number } {
  const shape = r + x * regularity;
  // The next purchase has not come: of its k steps fewer than k were made since the last one.
  const perStep = (age - lastAt) / (alpha + age);
  let term = 1;
  let unfinished = 1;
  for (let step = 1; step < regularity; step += 1) {
    term *= (perStep * (shape + step - 1)) / step;
    unfinished += term;
  }
  return {
    alive: Math.log(unfinished) - shape * Math.log(alpha + age),
    gone:
      x === 0
        ? Number.NEGATIVE_INFINITY
        : Math.log(a) - Math.log(b + x - 1) - shape * Math.log(alpha + lastAt),
  };
}

/**
 * Purchases to be expected within `time` after the end of the record: equation 10, of a new customer 9. With k > 1 at the mean pace of one
 * purchase in k steps, wherever between two purchases the customer stands.
 */
export const expectedPurchases = (
  model: PurchaseParameters,
  history: PurchaseHistory,
  time: number,
): number =>
  chanceAlive(model, history) *
  meanOverDropout(model, history, time, model.r + history.repeats * model.regularity);

/**
 * Time within the next `time` in which the customer is still one. Who buys at rate l and leaves after each purchase
 * with chance p is there after s with chance exp(-l p s); its mean over Gamma(r + x, alpha + T) and Beta(a, b + x),
 * integrated over s, is equation 10 with one purchase fewer.
 */
export function expectedStay(
  model: PurchaseParameters,
  history: PurchaseHistory,
  time: number,
): number {
  const { r, alpha, regularity } = model;
  const shape = awayFrom(r + history.repeats * regularity - 1, 0);
  const pace = (regularity * (alpha + history.age)) / shape;
  const stay = chanceAlive(model, history) * pace * meanOverDropout(model, history, time, shape);
  return Math.min(time, Math.max(0, stay));
}

/**
 * Mean over p ~ Beta(a, b + x) of (1 - (u / (u + p t))^shape) / p with u = alpha + T and t = time / k, for a customer
 * who is still there. The factor (u / (u + t))^shape 2F1(shape, b + x; c; z) of the paper, c = a + b + x - 1, is here
 * (1 - z)^(a - 1) 2F1(c - shape, a - 1; c; z) by Euler's transformation (Abramowitz and Stegun 15.3.3).
 */
function meanOverDropout(
  model: PurchaseParameters,
  history: PurchaseHistory,
  time: number,
  shape: number,
): number {
  const a = awayFrom(model.a, 1);
  const c = awayFrom(a + model.b + history.repeats - 1, 0);
  const steps = time / model.regularity;
  const z = steps / (model.alpha + history.age + steps);
  return (c / (a - 1)) * (1 - poweredHypergeometric(a - 1, c - shape, a - 1, c, z));
}

const GAP = 1e-6;

/** The formulas have a removable gap at `hole`: next to it they are right to nine digits. */
const awayFrom = (value: number, hole: number): number =>
  Math.abs(value - hole) < GAP ? hole + GAP : value;
