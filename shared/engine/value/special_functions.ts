// The two special functions of the lifetime models, and a memory for their values.

/** Lanczos coefficients, g = 7, n = 9 (Godfrey 2001): 15 digits for a positive argument. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
] as const;

/** ln of the gamma function for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i += 1) sum += (LANCZOS[i] ?? 0) / (shifted + i);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

const MOST_TERMS = 100_000;
const LARGE = 1e200;

/**
 * (1 - z)^power times Gauss's hypergeometric function 2F1(a, b; c; z), for c > -1, c not 0, and 0 <= z < 1. By its
 * series (Abramowitz and Stegun 15.1.1) until a term no longer changes the sum; the two factors may each be far out of
 * range while their product is not, so the sum carries its own exponent.
 */
export function poweredHypergeometric(
  power: number,
  a: number,
  b: number,
  c: number,
  z: number,
): number {
  let term = 1;
  let sum = 1;
  let exponent = power * Math.log1p(-z);
  for (let n = 0; n < MOST_TERMS; n += 1) {
    const factor = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= factor;
    sum += term;
    // Terms may grow before they fall.
    if (Math.abs(term) <= Math.abs(sum) * 1e-17 && Math.abs(factor) < 1) break;
    if (Math.abs(sum) > LARGE) {
      sum /= LARGE;
      term /= LARGE;
      exponent += Math.log(LARGE);
    }
  }
  return sum * Math.exp(exponent);
}

/** For functions of few whole numbers that are asked for again and again. */
export function memoise(compute: (n: number) => number): (n: number) => number {
  const known = new Map<number, number>();
  return (n) => {
    const found = known.get(n) ?? compute(n);
    known.set(n, found);
    return found;
  };
}
