// Many branches: what they have in common, and each branch's own figure drawn towards it.
import type { Interval } from './estimate.ts';
import { twoSidedQuantile } from './distributions.ts';

export type BranchEffect = {
  readonly branch: string;
  readonly effect: number;
  readonly standardError: number;
};

export type Pooled = {
  readonly effect: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Variance between branches, beyond that of chance. */
  readonly between: number;
  /** In the order of the branches. */
  readonly shrunk: readonly { readonly branch: string; readonly effect: number }[];
};

const ALPHA = 0.05;

/**
 * Random effects: the variance between branches by moments (DerSimonian and Laird 1986), the interval of the mean by
 * Hartung and Knapp (2001), which does not take that variance for known.
 * @returns null for fewer than two branches
 */
export function poolBranches(branches: readonly BranchEffect[]): Pooled | null {
  if (branches.length < 2) return null;
  const fixed = weighted(branches, 0);
  const excess = fixed.scatter - (branches.length - 1);
  const between = Math.max(0, excess / (fixed.weight - fixed.squares / fixed.weight));
  const { mean, scatter, weight } = weighted(branches, between);
  const degrees = branches.length - 1;
  const standardError = Math.sqrt(scatter / degrees / weight);
  const half = twoSidedQuantile(ALPHA, degrees) * standardError;
  return {
    effect: mean,
    standardError,
    interval: { low: mean - half, high: mean + half },
    between,
    shrunk: branches.map(({ branch, effect, standardError: own }) => {
      const trust = between === 0 ? 0 : between / (between + own ** 2);
      return { branch, effect: mean + trust * (effect - mean) };
    }),
  };
}

function weighted(branches: readonly BranchEffect[], between: number) {
  let weight = 0;
  let squares = 0;
  let sum = 0;
  for (const { effect, standardError } of branches) {
    const each = 1 / (standardError ** 2 + between);
    weight += each;
    squares += each ** 2;
    sum += each * effect;
  }
  const mean = sum / weight;
  const scatter = branches.reduce(
    (all, { effect, standardError }) => all + (effect - mean) ** 2 / (standardError ** 2 + between),
    0,
  );
  return { weight, squares, mean, scatter };
}
