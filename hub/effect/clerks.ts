// How clerks do with the sentences that each happened to get: yes, and money, beyond what the beliefs before the answer
// expected.
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
  /** Of the sentences, those that ask for more than the customer meant to put down. */
  readonly asked: number;
  /** Fen beyond what was meant, of those that were answered with yes; and as the chances let expect. */
  readonly uplift: number;
  readonly upliftExpected: number;
  /** Of money squared x chance x (1 - chance). */
  readonly upliftSpread: number;
};

/** Beyond what was expected, a sentence, drawn towards the others, with its interval. */
type Beyond = { readonly mean: number; readonly interval: Interval };

/** Only where the interval leaves out what the clerks have in common. */
type Stands = 'above' | 'below' | 'with the others' | 'too few';

export type Clerk = ClerkSums & {
  /** Yes of a hundred sentences; null below the floor. */
  readonly beyond: Beyond | null;
  readonly stands: Stands;
  /** Money of a sentence that asks for more than was meant; null below the floor. */
  readonly upliftBeyond: Beyond | null;
  readonly upliftStands: Stands;
};

export const FLOOR_OF_CLERK = 50;
const WIDTH = 1.959963984540054;
const PER = 100;

/** What clerks did with the sentences they got, against what was to be expected of them. */
type Outcome = {
  readonly sentences: number;
  readonly observed: number;
  readonly expected: number;
  /** Variance of `observed`, were the chances right. */
  readonly spread: number;
};

/** In the order of branch and staff number, never of the figure: most differences are chance. */
export function clerkFigures(sums: readonly ClerkSums[]): readonly Clerk[] {
  const ordered = sums.toSorted((a, b) => compareText(nameOf(a), nameOf(b)));
  const yes = drawnTogether(
    ordered.map(({ said, yes: observed, expected, spread }) => ({
      sentences: said,
      observed,
      expected,
      spread,
    })),
    PER,
  );
  const money = drawnTogether(
    ordered.map(({ asked, uplift, upliftExpected, upliftSpread }) => ({
      sentences: asked,
      observed: uplift,
      expected: upliftExpected,
      spread: upliftSpread,
    })),
    1,
  );
  return ordered.map((each, at) => ({
    ...each,
    ...(yes[at] ?? TOO_FEW),
    upliftBeyond: money[at]?.beyond ?? null,
    upliftStands: money[at]?.stands ?? 'too few',
  }));
}

type Standing = { readonly beyond: Beyond | null; readonly stands: Stands };
const TOO_FEW: Standing = { beyond: null, stands: 'too few' };

/**
 * Empirical Bayes, normal and normal: a clerk of few sentences is drawn far towards the mean of all, one of many little.
 * @param per so many sentences
 */
function drawnTogether(outcomes: readonly Outcome[], per: number): readonly Standing[] {
  const isKnown = ({ sentences, spread }: Outcome): boolean =>
    sentences >= FLOOR_OF_CLERK && spread > 0;
  const pooled = poolBranches(
    outcomes.flatMap((each, at) =>
      isKnown(each)
        ? [
            {
              branch: String(at),
              effect: (each.observed - each.expected) / each.sentences,
              standardError: Math.sqrt(each.spread) / each.sentences,
            },
          ]
        : [],
    ),
  );
  const shrunk = new Map(pooled?.shrunk.map(({ branch, effect }) => [branch, effect]));
  return outcomes.map((each, at) => {
    const mean = shrunk.get(String(at));
    if (pooled === null || mean === undefined) return TOO_FEW;
    const own = each.spread / each.sentences ** 2;
    const trust = pooled.between / (pooled.between + own);
    const half = WIDTH * Math.sqrt(trust * own + (1 - trust) ** 2 * pooled.standardError ** 2);
    const interval = { low: per * (mean - half), high: per * (mean + half) };
    return {
      beyond: { mean: per * mean, interval },
      stands: standing(interval, per * pooled.effect),
    };
  });
}

const nameOf = ({ branch, staff }: Pick<ClerkSums, 'branch' | 'staff'>): string =>
  `${branch} ${staff}`;

function standing({ low, high }: Interval, mean: number): Stands {
  if (low > mean) return 'above';
  return high < mean ? 'below' : 'with the others';
}
