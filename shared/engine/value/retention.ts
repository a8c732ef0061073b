// The value of holding on to a customer: all its terms and the four verdicts.
import { fen, type Fen, ZERO_FEN } from '#shared/base/money.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Retention, RetentionVerdict } from '#shared/model/retention.ts';

export type RetentionTerms = Omit<Retention, 'value' | 'verdict'> & {
  /** Left for fraud or non-payment. */
  readonly involuntary: boolean;
  /** Revenue and cost that differ by no more than this are taken as equal: both are estimates. 0 to the fen. */
  readonly equalWithin: Fen;
};

/** Of what linked customers spend, the share (percent) that hangs on this one staying: a cautious half, HQ's guess. */
const LINKED_PERCENT = 50;
/** Percent of the cost within which revenue and cost are equal for one customer. */
const EQUAL_PERCENT = 5;

/**
 * Retention value = direct revenue + indirect revenue - direct cost - indirect cost of leaning - system cost.
 * Pure integer arithmetic.
 */
export function retentionOf(terms: RetentionTerms): Retention {
  const { directRevenue, indirectRevenue, directCost, indirectCost, systemCost } = terms;
  const cost = directCost + indirectCost + systemCost;
  return {
    directRevenue,
    indirectRevenue,
    directCost,
    indirectCost,
    systemCost,
    value: fen(directRevenue + indirectRevenue - cost),
    verdict: verdictOf(terms, cost),
  };
}

function verdictOf(terms: RetentionTerms, cost: number): RetentionVerdict {
  if (terms.involuntary) return 'let-go';
  const { directRevenue, indirectRevenue, equalWithin } = terms;
  if (directRevenue - cost > equalWithin) return 'hold';
  const value = directRevenue + indirectRevenue - cost;
  if (value > equalWithin) return 'hold-with-links';
  return value >= -equalWithin ? 'weigh' : 'let-go';
}

/**
 * Revenue that is lost when customers leave: customers x spend a month x months.
 * The source's example: 1,547,000 x 49.40 yuan x 9 = 687,796,200 yuan.
 */
export const lostRevenue = (customers: number, monthlySpend: Fen, months: number): Fen =>
  fen(Math.round(customers * monthlySpend * months));

/** Half a fen rounds up. */
export const marginOf = (revenue: Fen, percent: number): Fen =>
  fen(Math.round((revenue * percent) / 100));

export type RetentionCase = {
  readonly facts: Pick<Facts, 'arpu12' | 'churnChance' | 'risks' | 'blacklisted'>;
  readonly policy: Pick<Policy, 'retention'>;
  /** The others of the household: how many, and what they spend a month together. */
  readonly linked: { readonly count: number; readonly monthlySpend: Fen };
};

/**
 * What this customer is worth holding on to. Revenue is counted at its margin; the spend is the mean of all months
 * on record, since who is about to leave already spends less.
 * Null where the risk is not real (neither the chance to leave nor a flag says so), where HQ's policy has no figures
 * for it, or where no spend is known.
 */
export function retentionOfCustomer({ facts, policy, linked }: RetentionCase): Retention | null {
  const { retention } = policy;
  const involuntary = facts.blacklisted === true || (facts.risks?.includes('involuntary') ?? false);
  if (retention === null || facts.arpu12 === null) return null;
  const atRisk =
    involuntary ||
    (facts.churnChance ?? 0) >= retention.fromChance ||
    (facts.risks?.some((risk) => risk !== 'arrears') ?? false);
  if (!atRisk) return null;
  const worth = (monthlySpend: number): Fen =>
    marginOf(
      lostRevenue(1, fen(Math.max(0, monthlySpend)), retention.horizonMonths),
      retention.marginPercent,
    );
  const directRevenue = involuntary ? ZERO_FEN : worth(facts.arpu12);
  const linkedSpend = linked.count > 0 ? (linked.monthlySpend * LINKED_PERCENT) / 100 : 0;
  const indirectCost = marginOf(directRevenue, retention.leaningPercent);
  const cost = retention.directCost + indirectCost + retention.systemCost;
  return retentionOf({
    directRevenue,
    indirectRevenue: involuntary ? ZERO_FEN : worth(Math.round(linkedSpend)),
    directCost: retention.directCost,
    indirectCost,
    systemCost: retention.systemCost,
    involuntary,
    equalWithin: fen(Math.floor((cost * EQUAL_PERCENT) / 100)),
  });
}
