// V: what a yes is worth to the operator, beyond what would have come in any case.
import type { Offer, Tier } from '#shared/model/catalog.ts';
import { anywayChance } from './anyway.ts';
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
 * S13: `retains x chance to leave x value of holding on`, fen; 0 where the risk is not real.
 * Who is flagged as leaving, without a churn model to say how likely, is taken at the least chance that counts as real.
 */
function retentionValue({ retains }: Offer, { facts, policy }: Moment): number {
  if (retains === 0 || facts.holdValue === null || facts.holdValue <= 0) return 0;
  const least = policy.retention?.fromChance ?? 0;
  const isFlagged = facts.risks.includes('leaving') || facts.risks.includes('expiring');
  const chance = facts.churnChance ?? (isFlagged ? least : 0);
  return chance < least ? 0 : retains * (chance / 100) * facts.holdValue;
}

/** What one more sentence costs in patience, fen: the more were heard in 30 days, the more. Care costs none. */
export const fatigueOf = ({ promotional }: Offer, { policy, memory }: Moment): number =>
  promotional ? policy.fatigue * memory.heardThisMonth : 0;
