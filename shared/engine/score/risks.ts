// What to mind of a customer: who may leave, who owes, who left owing.
import type { Risk, UsageMonth } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import { knownOf, meanOfKnown } from '../known_use.ts';
import {
  EXPIRED_TO_DAYS,
  EXPIRING_FROM_DAYS,
  INVOLUNTARY_MONTHS,
  LEAVING_PERCENT,
} from '../thresholds.ts';

/** Who may leave, who owes money, who left owing it: in the order of the model's list. */
export function risksOfFacts(facts: Facts, months: readonly UsageMonth[]): Risk[] {
  const risks: Risk[] = [];
  const days = facts.daysToContractEnd;
  if (days !== null && days <= EXPIRING_FROM_DAYS && days >= EXPIRED_TO_DAYS)
    risks.push('expiring');
  const silent = facts.monthsSilent ?? 0;
  if (silent > 0) risks.push('silent');
  const last = months.at(-1);
  if (last && last.spend !== null && last.spend <= 0) risks.push('not-billed');
  if (silent === 0 && isLeaving(months)) risks.push('leaving');
  const owes = facts.arrears !== null && facts.arrears > 0;
  if (owes) risks.push('arrears');
  if (owes && (facts.monthsNotBilled ?? 0) >= INVOLUNTARY_MONTHS) risks.push('involuntary');
  return risks;
}

/** All that the customer is known to have used, voice or data or both, has fallen by the limit in the last month. */
function isLeaving(months: readonly UsageMonth[]): boolean {
  const last = months.at(-1);
  const before = months.slice(-4, -1);
  if (!last || before.length < 2) return false;
  const uses = [(row: UsageMonth) => row.voiceMinutes, (row: UsageMonth) => row.dataKb];
  const falls = uses.flatMap((use) => {
    const mean = knownOf(before, use).length < 2 ? null : meanOfKnown(before, use);
    if (mean === null || mean <= 0) return [];
    const now = use(last);
    // Used before and not told of: it may be used as ever.
    return [now === null ? 0 : (now / mean - 1) * 100];
  });
  return falls.length > 0 && falls.every((fall) => fall <= LEAVING_PERCENT);
}
