// The tails of the normal, Student's and the chi-square distribution, as far as intervals and checks ask for them.
import { logGamma } from '#shared/engine/value/special_functions.ts';

const MOST_TERMS = 500;
const TINY = 1e-300;

/**
 * The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8) evaluated as Lentz
 * does.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // It converges fast on the one side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  let c = 1;
  let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / orTiny(1 + even * d);
    c = orTiny(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / orTiny(1 + odd * d);
    c = orTiny(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return (front * fraction) / a;
}

const orTiny = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** P(|T| > t) of Student's distribution; with infinite `degrees` of the normal one. */
const twoSidedTail = (t: number, degrees: number): number =>
  incompleteBeta(1 / (1 + (t * t) / degrees), degrees / 2, 0.5);

/** Beyond so many degrees of freedom Student's distribution is the normal one, to nine digits. */
const NORMAL = 1e9;

/** The t that `alpha` lies beyond, on both sides together. */
export function twoSidedQuantile(alpha: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (twoSidedTail(high, degrees) > alpha) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle, degrees) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X > value) of chi-square with one degree of freedom: the square of a normal number. */
export const chiSquareTail = (value: number): number => twoSidedTail(Math.sqrt(value), NORMAL);
