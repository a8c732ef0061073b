// The value of holding on to a customer (S13): all its terms and the four verdicts.
import { type Currency, fen, type Fen, ZERO_FEN } from '#shared/base/money.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Risk } from '#shared/model/customer.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Retention, RetentionVerdict } from '#shared/model/retention.ts';
import type { LocalText } from '#shared/model/text.ts';
import { showMoney } from '../show.ts';

export type RetentionTerms = Omit<Retention, 'value' | 'verdict'> & {
  /** Left for fraud or non-payment. */
  readonly involuntary: boolean;
  /** Revenue and cost that differ by no more than this are taken as equal: both are estimates. 0 to the fen. */
  readonly equalWithin: Fen;
};

/** Named beside the value and never counted in it. */
export const INTANGIBLE_VALUE: LocalText = {
  zh: '口碑、市场份额等无形价值不计入',
  en: 'word of mouth and market share are not counted',
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

const LEAVING: readonly Risk[] = ['expiring', 'silent', 'not-billed', 'leaving', 'involuntary'];

/**
 * What this customer is worth holding on to. Revenue is counted at its margin; the spend is the mean of all months
 * on record, since who is about to leave already spends less.
 * Null where the risk is not real (neither the chance to leave nor a flag says so), where HQ's policy has no figures
 * for it, or where no spend is known.
 */
export function retentionOfCustomer({ facts, policy, linked }: RetentionCase): Retention | null {
  const { retention } = policy;
  const involuntary = facts.blacklisted || facts.risks.includes('involuntary');
  if (retention === null || facts.arpu12 === null) return null;
  const atRisk =
    involuntary ||
    (facts.churnChance ?? 0) >= retention.fromChance ||
    facts.risks.some((risk) => LEAVING.includes(risk));
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

/**
 * Why it is worth it, or not, in one line with the customer's own figures.
 *
 * @param monthlySpend what was counted for a month (`facts.arpu12`)
 */
export function retentionReason(
  retention: Retention,
  {
    monthlySpend,
    policy,
    currency,
  }: {
    readonly monthlySpend: Fen;
    readonly policy: Pick<Policy, 'retention'>;
    readonly currency: Currency;
  },
): LocalText {
  const months = policy.retention?.horizonMonths ?? 0;
  const percent = policy.retention?.marginPercent ?? 0;
  const { directRevenue, indirectRevenue } = retention;
  const cost = fen(retention.directCost + retention.indirectCost + retention.systemCost);
  const money = (amount: Fen): LocalText => showMoney(amount, currency);
  const verdict = VERDICT[retention.verdict];
  const links =
    indirectRevenue > 0
      ? {
          zh: `，家人连带${money(indirectRevenue).zh}`,
          en: `, ${money(indirectRevenue).en} through the household`,
        }
      : { zh: '', en: '' };
  return {
    zh: `${verdict.zh}：月均${money(monthlySpend).zh}，${months}个月按${percent}%毛利值${money(directRevenue).zh}${links.zh}，挽留成本${money(cost).zh}`,
    en: `${verdict.en}: ${money(monthlySpend).en} a month is worth ${money(directRevenue).en} over ${months} months at ${percent}% margin${links.en}; holding on costs ${money(cost).en}`,
  };
}

const VERDICT: Readonly<Record<RetentionVerdict, LocalText>> = {
  hold: { zh: '值得留', en: 'Worth holding' },
  'hold-with-links': { zh: '连同家人值得留', en: 'Worth holding for the household’s sake' },
  weigh: { zh: '得失相当，由您判断', en: 'About even, for you to weigh' },
  'let-go': { zh: '不必挽留', en: 'Not worth holding' },
};
