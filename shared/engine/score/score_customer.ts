// A customer's score: groups, stage, risks, labels, chance to leave and lifetime value, as of the last day of data.
import { compareText } from '#shared/base/compare.ts';
import type { Currency } from '#shared/base/money.ts';
import type { ChurnModel } from '#shared/model/churn_model.ts';
import type { Customer, Score } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { Policy } from '#shared/model/policy.ts';
import { churnOfCustomer } from '../churn/churn_of_customer.ts';
import { factsOfCustomer, factsOfScore } from '../facts/facts.ts';
import { bandsOf, consumptionGroup, behaviourGroup, type VisitHabit } from '../groups/bands.ts';
import { HOUSEHOLD_LABEL } from '../household.ts';
import { type CompiledLabels, labelsOf } from '../rules/labels.ts';
import { lifetimeOfCustomer } from '../value/lifetime.ts';
import { risksOfFacts } from './risks.ts';
import { stageOfFacts } from './stage.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { valueGroupOfFacts } from './value_group.ts';

export type Home = {
  /** Customers of the household, this one included; 1 when alone. */
  readonly size: number;
  /** Who pays: of several, the one with the most top-ups over the months of data. */
  readonly isHead: boolean;
  /** Null or left out where HQ knows of no visits. */
  readonly visits?: VisitHabit | null;
};

export type ScoreOptions = {
  readonly currency: Currency;
  /** For its bands and the figures of its retention; defaults without. */
  readonly policy: Policy | null;
  /** Label rules of the catalog in force (S11). */
  readonly labels: CompiledLabels | null;
  readonly churn: ChurnModel | null;
  /** Says nothing about customers who pay in another currency. */
  readonly lifetime: LifetimeModel | null;
};

/** Pure: the same customer, home and options give the same score, whatever the score was before. */
export function scoreCustomer(customer: Customer, home: Home, options: ScoreOptions): Score {
  const facts = factsOfCustomer({ ...customer, score: null }, home.size, customer.asOf);
  return scoreOfFacts(facts, customer, home, options);
}

/** @param facts of the customer without a score, on the last day of data */
export function scoreOfFacts(
  facts: Facts,
  customer: Customer,
  home: Home,
  options: ScoreOptions,
): Score {
  const { currency, policy } = options;
  const bands = bandsOf(policy, currency);
  const lifetimeModel = options.lifetime?.currency === currency ? options.lifetime : null;
  const score: Score = {
    asOf: customer.asOf,
    valueGroup: valueGroupOfFacts(facts, THRESHOLDS[currency]),
    stage: stageOfFacts(facts, customer.months),
    risks: risksOfFacts(facts, customer.months),
    labels: home.isHead ? [HOUSEHOLD_LABEL] : [],
    consumption: consumptionGroup(facts, bands),
    behaviour: behaviourGroup(customer, home.visits ?? null, bands),
    churn: options.churn === null ? null : churnOfCustomer(customer, options.churn),
    lifetime: lifetimeModel === null ? null : lifetimeOfCustomer(customer, lifetimeModel, policy),
  };
  if (options.labels === null) return score;
  // Label rules may ask for all that was found before them.
  const found = { ...facts, ...factsOfScore(score) };
  const labels = [...score.labels, ...labelsOf(options.labels, found, {})];
  return { ...score, labels: labels.toSorted(compareText) };
}
