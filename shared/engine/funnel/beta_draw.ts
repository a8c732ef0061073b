// A draw from a Beta distribution that comes out the same on every machine: only + - * / and the square root,
// which IEEE 754 rounds exactly. `Math.log` and `Math.exp` may differ in the last digit from one engine to the next.
import type { Random } from '#shared/base/random.ts';

/** Of two Gamma draws, the first's share. @param yes, no above zero; @returns 0 to 1 */
export function drawBeta(yes: number, no: number, random: Random): number {
  const a = drawGamma(yes, random);
  const b = drawGamma(no, random);
  return a + b > 0 ? a / (a + b) : yes / (yes + no);
}

/** G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26 (2000). Scale 1. */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) {
    // Theirs too: a Gamma of shape a is one of shape a + 1 times U^(1/a).
    const boost = exp(ln(1 - random()) / shape);
    return drawGamma(shape + 1, random) * boost;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random();
    // Their squeeze, which spares nearly every logarithm.
    if (u < 1 - 0.0331 * x * x * x * x) return d * v;
    if (ln(u) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v;
  }
}

/** Marsaglia's polar method; mean 0, deviation 1. */
function drawNormal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}

const LN2 = 0.6931471805599453;
/** 1/21, 1/19 ... 1/3, 1. */
const ARTANH = Array.from({ length: 11 }, (_, index) => 1 / (21 - 2 * index));

/** Natural logarithm of a number above zero: powers of two taken out, then the series of artanh. */
function ln(value: number): number {
  let mantissa = value;
  let power = 0;
  while (mantissa > 1.5) {
    mantissa /= 2;
    power += 1;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    power -= 1;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let sum = 0;
  for (const coefficient of ARTANH) sum = sum * square + coefficient;
  return power * LN2 + 2 * t * sum;
}

/** e to a power of at most 0: powers of two taken out, then its series. */
function exp(power: number): number {
  const halvings = Math.floor(-power / LN2 + 0.5);
  if (halvings > 1_000) return 0;
  const rest = power + halvings * LN2;
  let sum = 1;
  for (let term = 14; term >= 1; term -= 1) sum = 1 + (sum * rest) / term;
  for (let count = 0; count < halvings; count += 1) sum /= 2;
  return sum;
}
