// BG/NBD: who still buys, and how often (Fader, Hardie and Lee 2005, "Counting your customers" the easy way).
import type { PurchaseParameters } from '#shared/model/lifetime_model.ts';
import { hypergeometric, logGamma } from './special_functions.ts';

/** Purchases of one customer after the first; times run from the first one, in the unit that the model was fitted in. */
export type PurchaseHistory = {
  readonly repeats: number;
  /** From the first purchase to the last; 0 without repeats. */
  readonly lastAt: number;
  /** From the first purchase to the end of the record. */
  readonly age: number;
};

/** Log-likelihood of one history: equation 6 of the paper, with logarithms added so that nothing overflows. */
export function logLikelihood(model: PurchaseParameters, history: PurchaseHistory): number {
  const { r, alpha, a, b } = model;
  const { repeats: x, lastAt, age } = history;
  const rate = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
  const dropout = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
  const alive = -(r + x) * Math.log(alpha + age);
  if (x === 0) return rate + dropout + alive;
  const gone = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + lastAt);
  const larger = Math.max(alive, gone);
  return rate + dropout + larger + Math.log(Math.exp(alive - larger) + Math.exp(gone - larger));
}

/** Chance that the customer is still one at the end of the record; 1 without repeats, as the model has it. */
export function chanceAlive(model: PurchaseParameters, history: PurchaseHistory): number {
  const { r, alpha, a, b } = model;
  const { repeats: x, lastAt, age } = history;
  if (x === 0) return 1;
  const odds =
    Math.log(a / (b + x - 1)) + (r + x) * (Math.log(alpha + age) - Math.log(alpha + lastAt));
  return 1 / (1 + Math.exp(odds));
}

/** Purchases to be expected of a new customer within `time` after the first one: equation 9. */
export const expectedOfNew = (model: PurchaseParameters, time: number): number =>
  meanOverDropout(model, { repeats: 0, lastAt: 0, age: 0 }, time, model.r);

/** Purchases to be expected within `time` after the end of the record: equation 10. */
export const expectedPurchases = (
  model: PurchaseParameters,
  history: PurchaseHistory,
  time: number,
): number =>
  chanceAlive(model, history) * meanOverDropout(model, history, time, model.r + history.repeats);

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
  const shape = awayFrom(model.r + history.repeats - 1, 0);
  const stay = ((model.alpha + history.age) / shape) * meanOverDropout(model, history, time, shape);
  return Math.min(time, Math.max(0, chanceAlive(model, history) * stay));
}

/**
 * Mean over p ~ Beta(a, b + x) of (1 - (u / (u + p t))^k) / p with u = alpha + T, for a customer who is still there.
 * The factor (u / (u + t))^k 2F1(k, b + x; a + b + x - 1; z) of the paper by Euler's transformation
 * (Abramowitz and Stegun 15.3.3): its parameters stay small, so the series is short.
 */
function meanOverDropout(
  model: PurchaseParameters,
  history: PurchaseHistory,
  time: number,
  k: number,
): number {
  const a = awayFrom(model.a, 1);
  const b = model.b + history.repeats;
  const z = time / (model.alpha + history.age + time);
  const power = (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - k, a - 1, a + b - 1, z);
  return ((a + b - 1) / (a - 1)) * (1 - power);
}

const GAP = 1e-6;

/** The formulas have a removable gap at `hole`: next to it they are right to nine digits. */
const awayFrom = (value: number, hole: number): number =>
  Math.abs(value - hole) < GAP ? hole + GAP : value;
