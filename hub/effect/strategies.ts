// Each strategy against its own measure and goal, as the catalog states them.
import type { Catalog, Offer } from '#shared/model/catalog.ts';
import type { AnswerCounts } from '#hub/db/answer_counts.ts';
import { wilsonInterval } from '#hub/learn/wilson.ts';
import type { Interval } from './estimate.ts';
import type { Measured } from './measure.ts';

type Metric = NonNullable<Offer['measure']>['metric'];

export type Strategy = {
  readonly offer: string;
  readonly metric: Metric;
  /** A share, or of `uplift` yuan a customer. */
  readonly goal: number;
  readonly found: number | null;
  readonly interval: Interval | null;
  readonly verdict: 'reached' | 'missed' | 'not sure yet' | 'no figure';
};

/** @param effects by offer, in fen */
export const strategiesOf = (
  catalog: Catalog,
  counts: readonly AnswerCounts[],
  effects: readonly Measured[],
): readonly Strategy[] =>
  catalog.offers.flatMap(({ id: offer, measure }): Strategy[] => {
    if (measure === null) return [];
    const { metric, goal } = measure;
    const found = foundOf(
      metric,
      counts.find((each) => each.offer === offer),
      effects.find(({ name }) => name === offer),
    );
    if (found === null)
      return [{ offer, metric, goal, found: null, interval: null, verdict: 'no figure' }];
    const { low, high } = found.interval;
    const isMissed = high < goal;
    const verdict = low >= goal ? 'reached' : isMissed ? 'missed' : 'not sure yet';
    return [{ offer, metric, goal, ...found, verdict }];
  });

const FEN = 0.01;

/** `retention` and `use` ask for what happened months after: null. */
function foundOf(
  metric: Metric,
  counts: AnswerCounts | undefined,
  effect: Measured | undefined,
): { readonly found: number; readonly interval: Interval } | null {
  switch (metric) {
    case 'accept-rate':
      return counts === undefined ? null : shareOf(counts.yes, counts.yes + counts.no);
    case 'reach':
      return counts === undefined
        ? null
        : shareOf(counts.answers - counts.not_said, counts.answers);
    case 'uplift': {
      if (effect?.result.ok !== true) return null;
      const { effect: mean, live } = effect.result.value;
      return { found: mean * FEN, interval: { low: live.low * FEN, high: live.high * FEN } };
    }
    case 'retention':
    case 'use':
      return null;
  }
}

const shareOf = (part: number, all: number) =>
  all === 0 ? null : { found: part / all, interval: wilsonInterval(part, all) };
