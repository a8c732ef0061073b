// What is known at the moment of a decision: the facts of the customer's record, and what only this moment can say.
import type { Currency } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { CompiledCatalog } from './compile_catalog.ts';
import { factsOfCustomer } from './facts.ts';
import { labelsOf } from './rules/labels.ts';

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
};

/** Facts of the record, labels found anew (S11), level (S15), the value of holding on (S13), points that are left. */
export function factsForDecision(known: KnownOf): Facts {
  const { customer, catalog } = known;
  const facts = factsOfCustomer(customer, known.householdSize, known.today);
  return {
    ...facts,
    points: facts.points === null ? null : Math.max(0, facts.points - known.pointsSpent),
    labels: labelsOf(catalog.labels, facts, catalog.holdingNames),
  };
}
