// V: what a yes is worth to the operator, beyond what would have come in any case.
import type { Offer, Tier } from '#shared/model/catalog.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { usualAmount } from './ladder.ts';
import type { Moment } from './moment.ts';

/**
 * `margin x (1 - A) - cost + retention`, fen. The margin is extra only with those who would not have prepaid anyway;
 * gift, credit and discount are given to all who say yes.
 */
export const valueOfYes = (offer: Offer, tier: Tier, moment: Moment): number =>
  tier.margin * (1 - anywayChance(tier.prepay, moment.facts, moment.context)) -
  tier.cost +
  retentionValue(offer, moment);

/**
 * `retains x chance to leave x value of holding on`, fen; 0 where the risk is not real.
 * Who is flagged as leaving, without a churn model to say how likely, is taken at the least chance that counts as real.
 */
function retentionValue({ retains }: Offer, { facts, policy }: Moment): number {
  if (retains === 0 || facts.holdValue === null || facts.holdValue <= 0) return 0;
  const least = policy.retention?.fromChance ?? 0;
  const isFlagged = facts.risks?.some((risk) => risk === 'leaving' || risk === 'expiring');
  const chance = facts.churnChance ?? (isFlagged ? least : 0);
  return chance < least ? 0 : retains * (chance / 100) * facts.holdValue;
}

/** What one more sentence costs in patience, fen: the more were heard in 30 days, the more. Care costs none. */
export const fatigueOf = ({ promotional }: Offer, { policy, memory }: Moment): number =>
  promotional ? policy.fatigue * memory.heardThisMonth : 0;

/**
 * A: the chance that the customer puts down as much without being asked. A gift to those is given for nothing.
 * With an amount told, 0: the customer has just said how much it is, and only rungs above it are open.
 * Otherwise `S(prepay) x R`.
 *
 * S: chance that one top-up is at least this much, a line through what is known of it: 1 at nothing,
 * 1/2 at the usual top-up (it is the median), 1/n at the largest of n, 0 beyond.
 * R: chance that there is a top-up at all within a month: 1 for who came to top up, else the share of months with one.
 * What is not known is taken as it costs most: a habit without a rhythm is a monthly one.
 */
export function anywayChance(prepay: number, facts: Facts, context: DecisionContext): number {
  const usual = usualAmount(facts);
  if (prepay === 0 || context.intended !== null || usual === null) return 0;
  const regularity = (facts.topUpRegularity ?? 100) / 100;
  const happens = context.purpose === 'top-up' ? 1 : regularity;
  return reaches(prepay, usual, facts, regularity) * happens;
}

function reaches(prepay: number, usual: number, facts: Facts, regularity: number): number {
  if (prepay <= usual) return 1 - prepay / (2 * usual);
  const most = facts.maxTopUp ?? usual;
  if (prepay > most) return 0;
  const least = Math.min(0.5, 1 / Math.max(1, facts.monthsOfData * regularity));
  return 0.5 - (0.5 - least) * ((prepay - usual) / (most - usual));
}
