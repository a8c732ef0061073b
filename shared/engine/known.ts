// What is known at the moment of a decision: the facts of the customer's record, and what only this moment can say.
import { compareText } from '#shared/base/compare.ts';
import { type Currency, type Fen, ZERO_FEN } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { CompiledCatalog } from './compile_catalog.ts';
import { factsOfCustomer } from './facts/facts.ts';
import { HOUSEHOLD_LABEL } from './household.ts';
import { levelOfFacts } from './level.ts';
import { labelsOf } from './rules/labels.ts';
import { retentionOfCustomer } from './value/retention.ts';

export type KnownOf = {
  readonly customer: Customer;
  /** Customers of the household, this one included. */
  readonly householdSize: number;
  /** Business day of the branch. */
  readonly today: Day;
  readonly catalog: CompiledCatalog;
  readonly policy: Policy;
  readonly currency: Currency;
  /** Points that were spent at the branch and that HQ has not counted yet. */
  readonly pointsSpent: number;
  /** What the others of the household spend a month together; not counted where it is not known. */
  readonly linkedSpend?: Fen | undefined;
};

/** Facts of the record, labels found anew, level, the value of holding on, points that are left. */
export function factsForDecision(known: KnownOf): Facts {
  const { customer, householdSize, catalog, policy } = known;
  const facts = factsOfCustomer(customer, householdSize, known.today);
  const labels = labelsOf(catalog.labels, facts, catalog.holdingNames);
  const kept = facts.labels.filter((label) => label === HOUSEHOLD_LABEL);
  const isPayerOpen = kept.length === 0 && (customer.score === null || customer.household === null);
  const retention = retentionOfCustomer({
    facts,
    policy,
    linked: { count: householdSize - 1, monthlySpend: known.linkedSpend ?? ZERO_FEN },
  });
  return {
    ...facts,
    points: facts.points === null ? null : Math.max(0, facts.points - known.pointsSpent),
    labels: [...kept, ...labels.held].toSorted(compareText),
    openLabels: [...(isPayerOpen ? [HOUSEHOLD_LABEL] : []), ...labels.open].toSorted(compareText),
    level: levelOfFacts(facts, policy)?.id ?? null,
    holdValue: retention?.value ?? null,
  };
}
