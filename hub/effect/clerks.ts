// How clerks do with the sentences that each happened to get: yes beyond what the beliefs before the answer expected.
import { compareText } from '#shared/base/compare.ts';
import type { Interval } from './estimate.ts';
import { poolBranches } from './pool.ts';

/** Sums over the sentences of one clerk that were heard and answered. */
export type ClerkSums = {
  readonly branch: string;
  readonly staff: string;
  readonly said: number;
  readonly yes: number;
  /** Of the chances, as the decisions knew them. */
  readonly expected: number;
  /** Of chance x (1 - chance). */
  readonly spread: number;
};

export type Clerk = ClerkSums & {
  /**
   * Yes of a hundred sentences beyond what was expected, drawn towards the others, with its interval; null below the
   * floor.
   */
  readonly beyond: { readonly mean: number; readonly interval: Interval } | null;
  /** Only where the interval leaves out what the clerks have in common. */
  readonly stands: 'above' | 'below' | 'with the others' | 'too few';
};

export const FLOOR_OF_CLERK = 50;
const WIDTH = 1.959963984540054;
const PER = 100;

/**
 * Empirical Bayes, normal and normal: a clerk of few sentences is drawn far towards the mean of all, one of many little.
 * In the order of branch and staff number, never of the figure: most differences are chance.
 */
export function clerkFigures(sums: readonly ClerkSums[]): readonly Clerk[] {
  const known = sums.filter(({ said, spread }) => said >= FLOOR_OF_CLERK && spread > 0);
  const pooled = poolBranches(
    known.map((each) => ({
      branch: nameOf(each),
      effect: (each.yes - each.expected) / each.said,
      standardError: Math.sqrt(each.spread) / each.said,
    })),
  );
  const shrunk = new Map(pooled?.shrunk.map(({ branch, effect }) => [branch, effect]));
  return sums
    .toSorted((a, b) => compareText(nameOf(a), nameOf(b)))
    .map((each) => {
      const mean = shrunk.get(nameOf(each));
      if (pooled === null || mean === undefined)
        return { ...each, beyond: null, stands: 'too few' };
      const own = each.spread / each.said ** 2;
      const trust = pooled.between / (pooled.between + own);
      const half = WIDTH * Math.sqrt(trust * own + (1 - trust) ** 2 * pooled.standardError ** 2);
      const interval = { low: PER * (mean - half), high: PER * (mean + half) };
      return {
        ...each,
        beyond: { mean: PER * mean, interval },
        stands: standing(interval, PER * pooled.effect),
      };
    });
}

const nameOf = ({ branch, staff }: Pick<ClerkSums, 'branch' | 'staff'>): string =>
  `${branch} ${staff}`;

function standing({ low, high }: Interval, mean: number): Clerk['stands'] {
  if (low > mean) return 'above';
  return high < mean ? 'below' : 'with the others';
}
