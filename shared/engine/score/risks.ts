// Who may leave (S2): contract at its end, silent, not billed, use falling away; who owes money; who left owing it.
import type { Facts } from '#shared/model/facts.ts';
import type { Risk, UsageMonth } from '#shared/model/customer.ts';
import {
  EXPIRED_TO_DAYS,
  EXPIRING_FROM_DAYS,
  INVOLUNTARY_MONTHS,
  LEAVING_PERCENT,
} from '../thresholds.ts';

/** In the order of the model's list. */
export function risksOfFacts(facts: Facts, months: readonly UsageMonth[]): Risk[] {
  const risks: Risk[] = [];
  const days = facts.daysToContractEnd;
  if (days !== null && days <= EXPIRING_FROM_DAYS && days >= EXPIRED_TO_DAYS)
    risks.push('expiring');
  if (facts.monthsSilent > 0) risks.push('silent');
  const last = months.at(-1);
  if (last && last.spend <= 0) risks.push('not-billed');
  if (facts.monthsSilent === 0 && isLeaving(months)) risks.push('leaving');
  const owes = facts.arrears !== null && facts.arrears > 0;
  if (owes) risks.push('arrears');
  if (owes && facts.monthsNotBilled >= INVOLUNTARY_MONTHS) risks.push('involuntary');
  return risks;
}

/** All that the customer used to use, voice or data or both, has fallen by the limit in the last month. */
function isLeaving(months: readonly UsageMonth[]): boolean {
  const last = months.at(-1);
  const before = months.slice(-4, -1);
  if (!last || before.length < 2) return false;
  const uses = [(row: UsageMonth) => row.voiceMinutes, (row: UsageMonth) => row.dataKb];
  const falls = uses.flatMap((use) => {
    const mean = before.reduce((sum, row) => sum + use(row), 0) / before.length;
    return mean > 0 ? [(use(last) / mean - 1) * 100] : [];
  });
  return falls.length > 0 && falls.every((fall) => fall <= LEAVING_PERCENT);
}
