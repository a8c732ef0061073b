// A customer's score: value group, stage, risks and labels, as of the last day of data.
import type { Currency } from '#shared/base/money.ts';
import type { Customer, Score } from '#shared/model/customer.ts';
import { factsOfCustomer } from '../facts.ts';
import { labelsOfFacts } from './labels.ts';
import { risksOfFacts } from './risks.ts';
import { stageOfFacts } from './stage.ts';
import { THRESHOLDS } from './thresholds.ts';
import { valueGroupOfFacts } from './value_group.ts';

export type Home = {
  /** Customers of the household, this one included; 1 when alone. */
  readonly size: number;
  /** Who pays: of several, the one with the most top-ups over the months of data. */
  readonly isHead: boolean;
};

/** Pure: the same customer and home give the same score, whatever the score was before. */
export function scoreCustomer(customer: Customer, home: Home, currency: Currency): Score {
  const limits = THRESHOLDS[currency];
  const facts = factsOfCustomer(customer, home.size, customer.asOf);
  const stage = stageOfFacts(facts, customer.months);
  return {
    asOf: customer.asOf,
    valueGroup: valueGroupOfFacts(facts, limits),
    stage,
    risks: risksOfFacts(facts, customer.months),
    labels: labelsOfFacts(facts, customer.holdings, stage, home.isHead, limits),
  };
}
