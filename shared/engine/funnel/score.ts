// Expected gain of saying one rung in one way: P x C x V x L.
import type { Offer, Tier } from '#shared/model/catalog.ts';
import type { Proposal } from '#shared/model/decision.ts';
import { positive, usualAmount } from './ladder.ts';
import type { Chance } from './chance.ts';
import type { Moment } from './moment.ts';
import { fatigueOf, valueOfYes } from './value.ts';

/** Someone who asked to hear it again says yes more often. */
const LATER_DUE = 1.5;
const MOST_LIKELY = 0.95;

export type Rung = {
  readonly offer: Offer;
  readonly tier: Tier;
  /** The lowest open rung of the offer. */
  readonly easiest: Tier;
};

/** How well the offer suits the moment. */
export type Timing = {
  /** C, above zero. */
  readonly weight: number;
  readonly isLaterDue: boolean;
};

export type Score = Pick<Proposal, 'score' | 'parts'>;

/**
 * `P x C x V x L` in fen, to two decimals, where V has the patience that a yes takes off: a yes takes 1/P sentences.
 * C and L weigh a gain only: what loses money loses it whatever the lever, so a higher lever never lowers a rank.
 */
export function scoreOf(
  { offer, tier, easiest }: Rung,
  chance: Chance,
  { weight, isLaterDue }: Timing,
  moment: Moment,
): Score {
  const reach = reachOf(tier, moment);
  const correction = reach * (1 - chance.learned + chance.learned / reachOf(easiest, moment));
  const likely = Math.min(MOST_LIKELY, chance.yes * correction * (isLaterDue ? LATER_DUE : 1));
  const yes = Math.round(likely * 1e6) / 1e6;
  const fatigue = fatigueOf(offer, moment);
  const patience = yes > 0 ? fatigue / yes : 0;
  const value = cents(valueOfYes(offer, tier, moment) - patience);
  const gain = yes > 0 ? yes * value : -fatigue;
  return {
    score: cents(gain > 0 ? gain * weight * (offer.lever / 100) : gain),
    parts: { chance: yes, weight, value, lever: offer.lever },
  };
}

/**
 * Asking for twice the amount that the customer has in mind halves the chance: the intended one, else the usual.
 * HQ's guess is of somebody asked for no more than usual. Answers were given to what was asked, which was mostly
 * the lowest open rung: as they come in, the correction counts from there.
 */
function reachOf({ prepay }: Tier, { facts, context }: Moment): number {
  const usual = positive(context.intended) ?? usualAmount(facts);
  return prepay === 0 || usual === null ? 1 : Math.min(1, usual / prepay);
}

/** Not to `-0`, which is written as 0 and is not the same. */
const cents = (value: number): number => Math.round(value * 100) / 100 + 0;
