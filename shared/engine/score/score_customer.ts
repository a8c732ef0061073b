// A customer's score: value group, stage, risks and labels, as of the last day of data.
import type { Currency } from '#shared/base/money.ts';
import type { Customer, Score } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Policy } from '#shared/model/policy.ts';
import { factsOfCustomer } from '../facts.ts';
import { type CompiledLabels, labelsOf } from '../rules/labels.ts';
import { risksOfFacts } from './risks.ts';
import { stageOfFacts } from './stage.ts';
import { THRESHOLDS } from './thresholds.ts';
import { valueGroupOfFacts } from './value_group.ts';

export type Home = {
  /** Customers of the household, this one included; 1 when alone. */
  readonly size: number;
};

export type ScoreOptions = {
  readonly currency: Currency;
  readonly policy: Policy | null;
  /** Label rules of the catalog in force (S11). */
  readonly labels: CompiledLabels | null;
  readonly churn: null;
  readonly lifetime: null;
};

/** Pure: the same customer, home and options give the same score, whatever the score was before. */
export function scoreCustomer(customer: Customer, home: Home, options: ScoreOptions): Score {
  const limits = THRESHOLDS[options.currency];
  const facts = factsOfCustomer({ ...customer, score: null }, home.size, customer.asOf);
  const score: Score = {
    asOf: customer.asOf,
    valueGroup: valueGroupOfFacts(facts, limits),
    stage: stageOfFacts(facts, customer.months),
    risks: risksOfFacts(facts, customer.months),
    labels: [],
    consumption: null,
    behaviour: null,
    churn: null,
    lifetime: null,
  };
  return { ...score, labels: labelsOfScore(customer, home, score, options.labels) };
}

/** Labels may ask for all that was found before them. */
function labelsOfScore(
  customer: Customer,
  home: Home,
  score: Score,
  labels: CompiledLabels | null,
): string[] {
  if (labels === null) return [];
  const facts: Facts = factsOfCustomer({ ...customer, score }, home.size, customer.asOf);
  return labelsOf(labels, facts, {});
}
