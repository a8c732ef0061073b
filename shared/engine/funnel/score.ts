// Expected value of one rung for one customer: chance of yes x value of a yes x HQ's weights.
import type { Offer, Tier } from '#shared/model/catalog.ts';
import type { DecisionContext, Proposal } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { usualAmount } from './ladder.ts';

/** Someone who asked to hear it again says yes more often. */
const LATER_DUE = 1.5;
const MOST_LIKELY = 0.95;

export type Score = Pick<Proposal, 'score' | 'parts'>;

/**
 * `P x V x C x L` in fen, to two decimals:
 * P = prior.yes x min(1, usual / prepay), where usual is the intended amount, else the usual top-up
 * (asking for twice the amount halves the chance); V = margin - cost; C = weight of the purpose; L = lever / 100.
 */
export function scoreOf(
  offer: Offer,
  tier: Tier,
  facts: Facts,
  context: DecisionContext,
  isLaterDue: boolean,
): Score {
  const usual =
    context.intended !== null && context.intended > 0 ? context.intended : usualAmount(facts);
  const reach = tier.prepay === 0 || usual === null ? 1 : Math.min(1, usual / tier.prepay);
  const chance = Math.min(MOST_LIKELY, offer.prior.yes * reach * (isLaterDue ? LATER_DUE : 1));
  const value = tier.margin - tier.cost;
  const weight = purposeWeight(offer, context);
  const score = chance * value * weight * (offer.lever / 100);
  return {
    score: Math.round(score * 100) / 100,
    parts: { chance, weight, value, lever: offer.lever },
  };
}

export const purposeWeight = (offer: Offer, context: DecisionContext): number =>
  offer.purposes[context.purpose] ?? 1;
