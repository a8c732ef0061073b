// Each strategy against its own measure and goal, as the catalog states them.
import type { Catalog, Offer } from '#shared/model/catalog.ts';
import type { AnswerCounts } from '#hub/db/answer_counts.ts';
import type { KeptOn } from '#hub/db/kept_on.ts';
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

/** Whole months after the one in which a sentence was first heard, until its customers are asked for again. */
export const MONTHS_AFTER = { retention: 3, use: 1 } as const;

/** What there is to judge by, all by offer. */
export type Evidence = {
  readonly counts: readonly AnswerCounts[];
  /** In fen. */
  readonly effects: readonly Measured[];
  readonly kept: { readonly [M in keyof typeof MONTHS_AFTER]: readonly KeptOn[] };
};

export const strategiesOf = (catalog: Catalog, evidence: Evidence): readonly Strategy[] =>
  catalog.offers.flatMap(({ id: offer, measure }): Strategy[] => {
    if (measure === null) return [];
    const { metric, goal } = measure;
    const found = foundOf(metric, offer, evidence);
    if (found === null)
      return [{ offer, metric, goal, found: null, interval: null, verdict: 'no figure' }];
    const { low, high } = found.interval;
    const isMissed = high < goal;
    const verdict = low >= goal ? 'reached' : isMissed ? 'missed' : 'not sure yet';
    return [{ offer, metric, goal, ...found, verdict }];
  });

const FEN = 0.01;

function foundOf(
  metric: Metric,
  offer: string,
  { counts, effects, kept }: Evidence,
): { readonly found: number; readonly interval: Interval } | null {
  const answers = counts.find((each) => each.offer === offer);
  const after = (months: readonly KeptOn[]): KeptOn | undefined =>
    months.find((each) => each.offer === offer);
  switch (metric) {
    case 'accept-rate':
      return answers === undefined ? null : shareOf(answers.yes, answers.yes + answers.no);
    case 'reach':
      return answers === undefined
        ? null
        : shareOf(answers.answers - answers.not_said, answers.answers);
    case 'uplift': {
      const effect = effects.find(({ name }) => name === offer);
      if (effect?.result.ok !== true) return null;
      const { effect: mean, live } = effect.result.value;
      return { found: mean * FEN, interval: { low: live.low * FEN, high: live.high * FEN } };
    }
    case 'retention': {
      const stayed = after(kept.retention);
      return stayed === undefined ? null : shareOf(stayed.stayed, stayed.customers);
    }
    case 'use': {
      const used = after(kept.use);
      return used === undefined ? null : shareOf(used.used, used.customers);
    }
  }
}

const shareOf = (part: number, all: number) =>
  all === 0 ? null : { found: part / all, interval: wilsonInterval(part, all) };
