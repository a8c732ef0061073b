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
  if (silent === 0 && isLeaving(months) === true) risks.push('leaving');
  const owes = facts.arrears !== null && facts.arrears > 0;
  if (owes) risks.push('arrears');
  if (owes && (facts.monthsNotBilled ?? 0) >= INVOLUNTARY_MONTHS) risks.push('involuntary');
  return risks;
}

/**
 * Risks that are neither so nor not, since a figure that they ask for is not known. Nobody without a contract on record
 * is about to leave one, and with too few months nobody is called leaving.
 */
export function openRisks(
  facts: Pick<Facts, 'arrears' | 'monthsNotBilled' | 'monthsSilent' | 'risks'>,
  months: readonly UsageMonth[],
): readonly Risk[] {
  const { arrears, monthsNotBilled, monthsSilent, risks } = facts;
  const mayBeLeaving = months.length === 0 || isLeaving(months) === null;
  const open: readonly (readonly [Risk, boolean])[] = [
    ['arrears', arrears === null],
    [
      'involuntary',
      (arrears === null && (monthsNotBilled ?? INVOLUNTARY_MONTHS) >= INVOLUNTARY_MONTHS) ||
        (monthsNotBilled === null && arrears !== 0),
    ],
    ['leaving', (monthsSilent ?? 0) === 0 && mayBeLeaving],
    ['not-billed', monthsNotBilled === null],
    ['silent', monthsSilent === null],
  ];
  return open.flatMap(([risk, isOpen]) => (isOpen && !risks?.includes(risk) ? [risk] : []));
}

/**
 * All that the customer is known to have used, voice or data or both, has fallen by the limit in the last month. Null:
 * what was used before is not told of in it, and may be used as ever.
 */
function isLeaving(months: readonly UsageMonth[]): boolean | null {
  const last = months.at(-1);
  const before = months.slice(-4, -1);
  if (!last || before.length < 2) return false;
  const falls = [(row: UsageMonth) => row.voiceMinutes, (row: UsageMonth) => row.dataKb].flatMap(
    (use) => {
      const mean = knownOf(before, use).length < 2 ? null : meanOfKnown(before, use);
      if (mean === null || mean <= 0) return [];
      const now = use(last);
      return [now === null ? null : (now / mean - 1) * 100 <= LEAVING_PERCENT];
    },
  );
  if (falls.length === 0 || falls.includes(false)) return false;
  return falls.includes(null) ? null : true;
}
