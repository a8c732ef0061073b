// The stage of a customer's life (S10): new, mature, declining, silent.
import type { Facts } from '#shared/model/facts.ts';
import type { Stage, UsageMonth } from '#shared/model/customer.ts';
import {
  DECLINE_PERCENT,
  NEW_MONTHS,
  SHORT_DECLINE_PERCENT,
  USE_DECLINE_PERCENT,
} from '../thresholds.ts';

/** Silence outweighs all; a new customer is new even while use goes down. */
export function stageOfFacts(facts: Facts, months: readonly UsageMonth[]): Stage {
  if (facts.monthsSilent > 0) return 'silent';
  if (facts.tenureMonths !== null && facts.tenureMonths < NEW_MONTHS) return 'new';
  return isDeclining(facts, months) ? 'declining' : 'mature';
}

function isDeclining(facts: Facts, months: readonly UsageMonth[]): boolean {
  if (facts.spendTrend !== null) {
    const uses = [facts.voiceTrend, facts.dataTrend].filter((trend) => trend !== null);
    const usedLess = uses.length > 0 && uses.every((trend) => trend <= USE_DECLINE_PERCENT);
    return usedLess || facts.spendTrend <= DECLINE_PERCENT;
  }
  const last = months.at(-1);
  const before = months.slice(0, -1);
  if (!last || before.length < 2) return false;
  const mean = before.reduce((sum, { spend }) => sum + spend, 0) / before.length;
  return mean > 0 && (last.spend / mean - 1) * 100 <= SHORT_DECLINE_PERCENT;
}
