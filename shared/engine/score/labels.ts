// Live labels (S11) that extend the groups and can exclude.
import type { Facts } from '#shared/model/facts.ts';
import type { Holding, Label, Stage } from '#shared/model/customer.ts';
import { BARGAIN_CAMPAIGNS, CAMPAIGN_PREFIX, LOYAL_MONTHS, type Thresholds } from './thresholds.ts';

/** @param holdings ended ones too: a campaign of last spring still tells. In the order of the model's list. */
export function labelsOfFacts(
  facts: Facts,
  holdings: readonly Holding[],
  stage: Stage,
  isHead: boolean,
  limits: Thresholds,
): Label[] {
  const labels: Label[] = [];
  const campaigns = holdings.filter(({ code }) => code.startsWith(CAMPAIGN_PREFIX)).length;
  const spendsLittle = facts.arpu12 !== null && facts.arpu12 < limits.bargainSpend;
  if (campaigns >= BARGAIN_CAMPAIGNS && spendsLittle) labels.push('bargain-hunter');
  const isLoyal =
    (facts.tenureMonths ?? 0) >= LOYAL_MONTHS &&
    stage === 'mature' &&
    facts.monthsNotBilled === 0 &&
    (facts.arrears ?? 0) === 0;
  if (isLoyal) labels.push('loyal');
  if (isHead) labels.push('family-head');
  if ((facts.dou3 ?? 0) >= limits.heavyData) labels.push('heavy-data');
  if ((facts.mou3 ?? 0) >= limits.heavyVoice) labels.push('heavy-voice');
  return labels;
}
