// Made up quarters whose true effect is known: whether the estimator's intervals hold as often as they claim.
import { createRandom } from '#shared/base/random.ts';
import type { Participant } from './columns.ts';
import { estimateEffect, type Interval } from './estimate.ts';

export type Quarter = {
  readonly customers: number;
  /** Of the lot, 0 to 1. */
  readonly share: number;
  /** Mean of what a sentence brings, yuan a customer. */
  readonly effect: number;
  readonly seed: number;
};

/** Of those who hear a sentence, the share whom it moves: each puts down as much more as makes the mean. */
const MOVED = 0.2;

/**
 * Top-ups of 30 days: log-normal around 60 yuan, nothing from every third customer; the earlier spend tells a part of
 * them. What sentences bring comes from few.
 */
export function makeQuarter({ customers, share, effect, seed }: Quarter): readonly Participant[] {
  const random = createRandom(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: customers }, () => {
    const habit = normal();
    const comes = random() >= 1 / 3;
    const amount = Math.exp(4.1 + 0.5 * habit + 0.6 * normal());
    const isHeldOut = random() < share;
    const moved = random() < MOVED ? effect / MOVED : 0;
    return {
      isHeldOut,
      outcome: (comes ? amount : 0) + (isHeldOut ? 0 : moved),
      covariates: [Math.exp(4 + 0.5 * habit + 0.2 * normal())],
    };
  });
}

const isIn = ({ low, high }: Interval, value: number): boolean => low <= value && value <= high;

export type Coverage = {
  readonly runs: number;
  /** Runs without a figure: below the floor, or a lot that looks broken. */
  readonly refused: number;
  /** Of those with a figure, 0 to 1. */
  readonly fixed: number;
  /** All looks of the run at once. */
  readonly live: number;
  /** Runs in which the fixed interval was wrong at any look: what peeking costs without the sequence. */
  readonly peeked: number;
};

/** @param looks customers arrive evenly between them; 1: the closed quarter alone */
export function coverageOf(quarter: Quarter, runs: number, looks: number): Coverage {
  const counts = { refused: 0, fixed: 0, live: 0, peeked: 0 };
  for (let run = 0; run < runs; run += 1) {
    const all = makeQuarter({ ...quarter, seed: quarter.seed + run * 7_919 });
    let holds = true;
    let held = true;
    let last: boolean | null = null;
    for (let look = 1; look <= looks; look += 1) {
      const seen = all.slice(0, Math.round((all.length * look) / looks));
      const result = estimateEffect(seen, { share: quarter.share });
      if (!result.ok) continue;
      last = isIn(result.value.fixed, quarter.effect);
      held &&= last;
      holds &&= isIn(result.value.live, quarter.effect);
    }
    if (last === null) counts.refused += 1;
    else {
      if (last) counts.fixed += 1;
      if (holds) counts.live += 1;
      if (!held) counts.peeked += 1;
    }
  }
  const shown = Math.max(1, runs - counts.refused);
  return {
    runs,
    refused: counts.refused,
    fixed: counts.fixed / shown,
    live: counts.live / shown,
    peeked: counts.peeked / shown,
  };
}
