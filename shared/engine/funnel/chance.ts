// P: the chance of yes to one treatment by customers like this one, from HQ's guess and all that was answered since.
import { createRandom } from '#shared/base/random.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { BeliefNode, CompiledBeliefs } from '../beliefs.ts';
import { drawBeta } from './beta_draw.ts';
import type { Moment } from './moment.ts';

/**
 * Answers that a cell's parents are worth to it. Groups then differ by a standard deviation of
 * sqrt(m (1 - m) / 31): 8 points at a chance of 25 %, which is what targeting brought in the trade's own record.
 */
const BORROWED = 30;

/** A Beta distribution: of mean `mean`, worth `strength` answers. */
export type Belief = {
  readonly mean: number;
  readonly strength: number;
  /** Answers to this treatment in this value group, HQ's guess counted for the visits that it is worth. */
  readonly known: number;
  /** Share of answers, against HQ's guess, in what is known of the offer: 0 before anybody answered. */
  readonly learned: number;
};

/**
 * Guess of HQ, offer, treatment, value group, consumption group: each level's mean is the prior of the next,
 * worth `BORROWED` answers or, where the parent itself knows less, as many as it has. A level without answers
 * equals its parent.
 */
export function beliefOf(
  { id, prior }: Pick<Offer, 'id' | 'prior'>,
  treatment: string,
  { valueGroup, consumptionGroup }: Pick<Facts, 'valueGroup' | 'consumptionGroup'>,
  beliefs: CompiledBeliefs,
): Belief {
  const offer = beliefs.offers.get(id);
  if (offer === undefined) {
    const strength = Math.min(BORROWED, prior.visits);
    return { mean: prior.yes, strength, known: prior.visits, learned: 0 };
  }
  const said = offer.below.get(treatment);
  const byValue = said?.below.get(valueGroup ?? UNKNOWN_GROUP);
  const byConsumption = byValue?.below.get(consumptionGroup ?? UNKNOWN_GROUP);
  const path: readonly (BeliefNode | undefined)[] = [said, byValue, byConsumption];
  let strength = prior.visits + offer.said;
  let mean = (prior.visits * prior.yes + offer.yes) / strength;
  for (const node of path) {
    const borrowed = Math.min(BORROWED, strength);
    strength = borrowed + (node?.said ?? 0);
    mean = (borrowed * mean + (node?.yes ?? 0)) / strength;
  }
  return {
    mean,
    strength,
    known: prior.visits + (byValue?.said ?? 0),
    learned: offer.said / (prior.visits + offer.said),
  };
}

/** As cells name what is not known. */
const UNKNOWN_GROUP = '-';

export type Chance = Pick<Belief, 'learned'> & {
  readonly yes: number;
  /** Drawn by lot from what is believed, since too little is known. */
  readonly isTried: boolean;
};

/**
 * The mean, once `policy.ripeAnswers` are known. Before, Thompson sampling (W. R. Thompson, Biometrika 25, 1933):
 * a draw from the belief, so that what may be better than it looks is said now and then and learned about.
 * The draw depends on the visit's seed and the treatment alone.
 */
export function chanceOf(
  offer: Offer,
  treatment: { readonly id: string; readonly lot: number },
  { facts, beliefs, policy, seed }: Moment,
): Chance {
  const { mean, strength, known, learned } = beliefOf(offer, treatment.id, facts, beliefs);
  if (known >= policy.ripeAnswers || mean <= 0 || mean >= 1) {
    return { yes: mean, isTried: false, learned };
  }
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ treatment.lot);
  return { yes: drawBeta(mean * strength, (1 - mean) * strength, random), isTried: true, learned };
}
