// Logistic regression with an L2 penalty, by Newton's method (iteratively reweighted least squares).
// Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2nd ed., 4.4.1 and 18.4.1.
import { logistic } from '#shared/engine/churn/column.ts';
import { customersOf, type Weights, weightAt } from './weights.ts';

/** Columns side by side, each with one number a row. */
export type Design = readonly Float64Array[];

export type LogisticFit = { readonly intercept: number; readonly weights: Float64Array };

export type FitOptions = {
  /** Penalty lambda / 2 x sum of squared weights; the intercept is free. Above 0 every data set has a finite best fit. */
  readonly lambda: number;
  /** Rows to fit on; all when left out. */
  readonly rows?: Uint32Array | undefined;
  /** Customers that each row stands for; one when left out. */
  readonly weights?: Weights;
  /** Where to begin: a near fit saves steps. */
  readonly from?: LogisticFit | undefined;
  /** The largest slope a row that may be left; 1e-12 when left out. */
  readonly tolerance?: number;
};

const MOST_STEPS = 100;

/**
 * @param target 1 (or a share of it) for the event, 0 for none, by row
 * @returns the one minimum of the penalised log loss: its gradient is 0 to the tolerance
 */
export function fitLogistic(
  design: Design,
  target: Float64Array,
  options: FitOptions,
): LogisticFit {
  const rows = options.rows ?? Uint32Array.from(target, (_, row) => row);
  const { lambda, weights } = options;
  const problem: Problem = { design, target, rows, weights, lambda };
  const size = design.length + 1;
  const enough = (options.tolerance ?? 1e-12) * (customersOf(weights, rows) + 1);
  let at = options.from ? toVector(options.from) : startingPoint(problem);
  let state = derivatives(problem, at);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (largest(state.gradient) <= enough) break;
    const direction = solve(state.hessian, state.gradient, size);
    const next = descend(problem, at, direction, state);
    if (next === null) break;
    ({ at, state } = next);
  }
  return { intercept: at[0] ?? 0, weights: at.slice(1) };
}

type Problem = {
  readonly design: Design;
  readonly target: Float64Array;
  readonly rows: Uint32Array;
  readonly weights: Weights;
  readonly lambda: number;
};
type Derivatives = {
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
};

/** The share of events as intercept, and no weights. */
function startingPoint({ design, target, rows, weights }: Problem): Float64Array {
  let sum = 0.5;
  for (const row of rows) sum += weightAt(weights, row) * (target[row] ?? 0);
  const share = sum / (customersOf(weights, rows) + 1);
  const at = new Float64Array(design.length + 1);
  at[0] = Math.log(share / (1 - share));
  return at;
}

/** A full Newton step, halved until the loss does not rise; null when no step helps any more. */
function descend(
  problem: Problem,
  at: Float64Array,
  direction: Float64Array,
  { loss }: Derivatives,
): { readonly at: Float64Array; readonly state: Derivatives } | null {
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = at.map((value, index) => value - share * (direction[index] ?? 0));
    const state = derivatives(problem, next);
    if (state.loss <= loss + 1e-13 * Math.abs(loss)) return { at: next, state };
  }
  return null;
}

/** Rows are taken in blocks, so that a block of every column stays in the cache. */
const BLOCK = 512;

function derivatives(
  { design, target, rows, weights, lambda }: Problem,
  at: Float64Array,
): Derivatives {
  const size = at.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const block = Array.from({ length: size }, () => new Float64Array(BLOCK));
  const curve = new Float64Array(BLOCK);
  const miss = new Float64Array(BLOCK);
  let loss = 0;
  for (let start = 0; start < rows.length; start += BLOCK) {
    const count = Math.min(BLOCK, rows.length - start);
    const score = new Float64Array(count).fill(at[0] ?? 0);
    block[0]?.fill(1);
    for (let column = 1; column < size; column += 1) {
      const from = design[column - 1] as Float64Array;
      const into = block[column] as Float64Array;
      const weight = at[column] as number;
      for (let i = 0; i < count; i += 1) {
        const value = from[rows[start + i] as number] as number;
        into[i] = value;
        score[i] = (score[i] as number) + weight * value;
      }
    }
    for (let i = 0; i < count; i += 1) {
      const s = score[i] as number;
      const y = target[rows[start + i] as number] as number;
      const weight = weightAt(weights, rows[start + i] as number);
      const chance = logistic(s);
      // ln(1 + e^s) - y s, without overflow.
      loss += weight * (Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s))) - y * s);
      miss[i] = weight * (chance - y);
      curve[i] = weight * chance * (1 - chance);
    }
    addBlock(block, { miss, curve, count }, gradient, hessian);
  }
  penalise(at, lambda, gradient, hessian);
  for (let column = 1; column < size; column += 1)
    loss += (lambda / 2) * (at[column] as number) ** 2;
  return { loss, gradient, hessian };
}

/** Lower triangle only. */
function addBlock(
  block: readonly Float64Array[],
  { miss, curve, count }: { miss: Float64Array; curve: Float64Array; count: number },
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = block.length;
  const curved = new Float64Array(count);
  for (let a = 0; a < size; a += 1) {
    const left = block[a] as Float64Array;
    let slope = 0;
    for (let i = 0; i < count; i += 1) {
      const value = left[i] as number;
      slope += value * (miss[i] as number);
      curved[i] = value * (curve[i] as number);
    }
    gradient[a] = (gradient[a] as number) + slope;
    let b = 0;
    // Four products at once: the curved column is then read a quarter as often.
    for (; b + 3 <= a; b += 4) {
      const [b0, b1, b2, b3] = [block[b], block[b + 1], block[b + 2], block[b + 3]] as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let i = 0; i < count; i += 1) {
        const value = curved[i] as number;
        s0 += value * (b0[i] as number);
        s1 += value * (b1[i] as number);
        s2 += value * (b2[i] as number);
        s3 += value * (b3[i] as number);
      }
      const at = a * size + b;
      hessian[at] = (hessian[at] as number) + s0;
      hessian[at + 1] = (hessian[at + 1] as number) + s1;
      hessian[at + 2] = (hessian[at + 2] as number) + s2;
      hessian[at + 3] = (hessian[at + 3] as number) + s3;
    }
    for (; b <= a; b += 1) {
      const right = block[b] as Float64Array;
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += (curved[i] as number) * (right[i] as number);
      hessian[a * size + b] = (hessian[a * size + b] as number) + sum;
    }
  }
}

/** The intercept gets a hair of curvature, for the day that all chances are 0 or 1. */
function penalise(
  at: Float64Array,
  lambda: number,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = at.length;
  hessian[0] = (hessian[0] as number) + 1e-12;
  for (let a = 1; a < size; a += 1) {
    gradient[a] = (gradient[a] as number) + lambda * (at[a] as number);
    hessian[a * size + a] = (hessian[a * size + a] as number) + lambda;
  }
}

/** `matrix` x result = `right`, by Cholesky; the matrix's lower triangle is positive definite. */
function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const lower = matrix.slice();
  const at = (row: number, column: number): number => lower[row * size + column] as number;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column);
      for (let k = 0; k < column; k += 1) sum -= at(row, k) * at(column, k);
      // A column that repeats others without a penalty has no curvature left: it is not moved.
      lower[row * size + column] =
        row === column ? Math.sqrt(sum > 1e-14 ? sum : 1e30) : sum / at(column, column);
    }
  }
  const result = right.slice();
  for (let row = 0; row < size; row += 1) {
    let sum = result[row] as number;
    for (let k = 0; k < row; k += 1) sum -= at(row, k) * (result[k] as number);
    result[row] = sum / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = result[row] as number;
    for (let k = row + 1; k < size; k += 1) sum -= at(k, row) * (result[k] as number);
    result[row] = sum / at(row, row);
  }
  return result;
}

const toVector = ({ intercept, weights }: LogisticFit): Float64Array =>
  Float64Array.of(intercept, ...weights);
const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
