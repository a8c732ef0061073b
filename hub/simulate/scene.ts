// What a simulation is given: catalogs to try, the moment of every visit, and customers in batches.
import type { Currency, Fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { ScoreOptions } from '#shared/engine/score/score_customer.ts';
import type { Beliefs } from '#shared/model/beliefs.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Purpose } from '#shared/model/visit.ts';

/** One way to decide: a catalog under a policy. */
export type Variant = {
  readonly name: string;
  readonly catalog: Catalog;
  readonly policy: Policy;
};

export type Scene = {
  readonly purpose: Purpose;
  /** Fen, or `usual`: what each customer usually tops up. */
  readonly intended: Fen | 'usual' | null;
  readonly day: Day;
};

/** Everything that a worker needs besides the customers; passed between threads as it is. */
export type Setup = {
  /** One, or two side by side: the second is compared with the first. */
  readonly variants: readonly Variant[];
  /** Offers whose lever is moved in the second variant: their gain is told as at 100 in both. */
  readonly moved: readonly string[];
  readonly beliefs: Beliefs;
  readonly scene: Scene;
  /** For made up customers, whom nobody has scored: the models to score them with. Null: leave scores as they are. */
  readonly scoring: Pick<ScoreOptions, 'churn' | 'lifetime'> | null;
  /** Lines for a spreadsheet, too. */
  readonly csv: boolean;
};

export type SimulatedBranch = {
  readonly code: string;
  readonly currency: Currency;
  readonly privilegeWeekday: number | null;
};

export type SimulatedCustomer = {
  readonly customer: Customer;
  readonly householdSize: number;
  /** Of generated customers: the one of the household who pays. */
  readonly isHead: boolean;
};

export type CustomerBatch = {
  readonly branch: SimulatedBranch;
  readonly customers: readonly SimulatedCustomer[];
};
