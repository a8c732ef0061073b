// Whether a test of fit that saw nothing says anything: how likely so many rows would have shown a misfit of a given size.
import { type Decile, UNLIKELY_FIT } from '#shared/model/churn_model.ts';
import { chiSquareTail } from './evaluate_fit.ts';

/**
 * The power of the test of Hosmer and Lemeshow over these tenths, at the level at which it is heard: of chances that are
 * off by `error` in the mean, each tenth by as much in the log-odds, up or down. 0 to 1.
 */
export function powerOfFit(deciles: readonly Decile[], error: number): number {
  let [customers, spread, freedom] = [0, 0, 0];
  for (const tenth of deciles) {
    const own = tenth.said * (1 - tenth.said);
    if (tenth.customers === 0 || own <= 0) continue;
    customers += tenth.customers;
    spread += tenth.customers * own;
    freedom += 1;
  }
  if (freedom === 0) return 0;
  // A step d in the log-odds moves a tenth by d p (1 - p): the mean of these is the error.
  const step = (error * customers) / spread;
  return tailOfNoncentral(criticalOf(freedom), freedom, step * step * spread);
}

/** The statistic that the test takes for a misfit. */
function criticalOf(freedom: number): number {
  let [low, high] = [0, 1_000];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (chiSquareTail(middle, freedom) > UNLIKELY_FIT) low = middle;
    else high = middle;
  }
  return high;
}

/** Beyond this the tail below is nothing. */
const PLAIN = 400;

/** P(X >= x) of chi-square with a noncentrality: central ones with two degrees more each, by the weights of Poisson. */
function tailOfNoncentral(x: number, freedom: number, noncentrality: number): number {
  if (noncentrality > PLAIN) return 1;
  const mean = noncentrality / 2;
  let weight = Math.exp(-mean);
  let sum = 0;
  for (let n = 0; n <= mean + 40 + 10 * Math.sqrt(mean); n += 1) {
    sum += weight * chiSquareTail(x, freedom + 2 * n);
    weight *= mean / (n + 1);
  }
  return Math.min(1, sum);
}
