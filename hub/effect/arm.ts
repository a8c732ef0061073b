// One arm of a comparison: its mean outcome had its customers been like all, and how unsure that mean is.
import type { Columns, Members } from './columns.ts';

export type ArmMean = {
  readonly units: number;
  /** As it is. */
  readonly plain: number;
  /** At the means of both arms' covariates. */
  readonly adjusted: number;
  /** Of the adjusted mean; robust to unequal spread. */
  readonly variance: number;
};

/**
 * Ordinary least squares of the outcome on the covariates less their `centre`; the intercept is the mean adjusted. A
 * regression of each arm by itself is the one with all interactions (Lin 2013). The variance is HC2 of MacKinnon and
 * White (1985): each squared residual over one less its leverage, without which few units look surer than they are.
 * @param members of the arm
 * @param cap outcomes above it count as equal to it
 */
export function adjustedMean(
  { outcome, covariates }: Columns,
  members: Members,
  centre: readonly number[],
  cap: number,
): ArmMean {
  const width = centre.length + 1;
  const row = new Float64Array(width);
  row[0] = 1;
  const fill = (unit: number): void => {
    for (const [i, column] of covariates.entries()) row[i + 1] = at(column, unit) - at(centre, i);
  };
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  let sum = 0;
  for (const unit of members) {
    fill(unit);
    const value = Math.min(cap, at(outcome, unit));
    sum += value;
    for (let i = 0; i < width; i += 1) {
      moment[i] = at(moment, i) + at(row, i) * value;
      for (let j = 0; j <= i; j += 1)
        gram[i * width + j] = at(gram, i * width + j) + at(row, i) * at(row, j);
    }
  }
  const inverse = invert(gram, width);
  const beta = new Float64Array(width);
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < width; j += 1)
      beta[i] = at(beta, i) + at(inverse, i * width + j) * at(moment, j);

  let variance = 0;
  for (const unit of members) {
    fill(unit);
    let fitted = 0;
    let leverage = 0;
    let influence = 0;
    for (let i = 0; i < width; i += 1) {
      let half = 0;
      for (let j = 0; j < width; j += 1) half += at(inverse, i * width + j) * at(row, j);
      fitted += at(row, i) * at(beta, i);
      leverage += at(row, i) * half;
      if (i === 0) influence = half;
    }
    const rest = 1 - leverage;
    // A unit that alone decides a coefficient is fitted without a residual.
    const residual = Math.min(cap, at(outcome, unit)) - fitted;
    if (rest > 1e-9) variance += (influence * influence * residual ** 2) / rest;
  }
  const units = members.length;
  return { units, plain: sum / units, adjusted: at(beta, 0), variance };
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

/** Relative to the column's own size; below, it says what others say. */
const LEAST_PIVOT = 1e-9;

/**
 * Of a symmetric matrix whose lower half is given, by Gauss and Jordan's sweeps. A column that depends on those before
 * it is left out: its row and column of the result are zero, and so is its coefficient.
 */
function invert(gram: Float64Array, width: number): Float64Array {
  const a = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < width; j += 1)
      a[i * width + j] = at(gram, Math.max(i, j) * width + Math.min(i, j));
  const size = Array.from({ length: width }, (_, i) => at(a, i * width + i));
  const isLeftOut: boolean[] = [];
  for (let k = 0; k < width; k += 1) {
    const pivot = at(a, k * width + k);
    isLeftOut[k] = !(pivot > LEAST_PIVOT * at(size, k));
    if (isLeftOut[k]) continue;
    for (let j = 0; j < width; j += 1) a[k * width + j] = at(a, k * width + j) / pivot;
    for (let i = 0; i < width; i += 1) {
      if (i === k) continue;
      const factor = at(a, i * width + k);
      for (let j = 0; j < width; j += 1)
        if (j !== k) a[i * width + j] = at(a, i * width + j) - factor * at(a, k * width + j);
      a[i * width + k] = -factor / pivot;
    }
    a[k * width + k] = 1 / pivot;
  }
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < width; j += 1) if (isLeftOut[i] || isLeftOut[j]) a[i * width + j] = 0;
  return a;
}
