// Whether chances fit what happened, tenth by tenth, or luck alone would hardly bring such gaps.
import { logGamma } from '#shared/engine/value/special_functions.ts';
import type { Decile, Proof } from '#shared/model/churn_model.ts';

/**
 * Hosmer and Lemeshow (1980) over the tenths, as many degrees of freedom as tenths: the chances come from models that
 * have not seen the rows.
 */
export function testOfFit(deciles: readonly Decile[]): Proof['fit'] {
  let statistic = 0;
  let freedom = 0;
  for (const { customers, said, found } of deciles) {
    const spread = said * (1 - said);
    if (customers === 0 || spread <= 0) continue;
    statistic += (customers * (said - found) ** 2) / spread;
    freedom += 1;
  }
  return { statistic, p: freedom === 0 ? 1 : chiSquareTail(statistic, freedom) };
}

/** P(X >= x) of chi-square, by the series of the lower incomplete gamma function; 0 where that leaves nothing. */
export function chiSquareTail(x: number, freedom: number): number {
  const [a, z] = [freedom / 2, x / 2];
  if (z <= 0) return 1;
  // Far out the series would take for ever and the tail is nothing.
  if (z > a + 40 + 20 * Math.sqrt(a)) return 0;
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= z / (a + n);
    sum += term;
  }
  return Math.max(0, 1 - Math.exp(a * Math.log(z) - z - logGamma(a)) * sum);
}
