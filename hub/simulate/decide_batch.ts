// Decides for a batch of customers under every variant, and counts. Runs in a worker as in the calling thread.
import { hashText } from '#shared/base/random.ts';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Instant } from '#shared/base/month.ts';
import { type CompiledBeliefs, compileBeliefs } from '#shared/engine/beliefs.ts';
import { type CompiledCatalog, compileCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { isMemberDay } from '#shared/engine/points.ts';
import { scoreCustomer } from '#shared/engine/score/score_customer.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Decision, DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { csvLine } from './csv.ts';
import type {
  CustomerBatch,
  Scene,
  Setup,
  SimulatedBranch,
  SimulatedCustomer,
  Variant,
} from './scene.ts';
import {
  addComparison,
  addDecision,
  type Comparison,
  emptyComparison,
  emptyTally,
  type Tally,
  type TallyContext,
} from './tally.ts';

export type BatchResult = {
  readonly customers: number;
  /** Customers whom nobody has scored. */
  readonly unscored: number;
  /** By variant. */
  readonly tallies: readonly Tally[];
  readonly comparison: Comparison | null;
  readonly csv: string;
};

type Ready = {
  readonly name: string;
  readonly catalog: CompiledCatalog;
  readonly variant: Variant;
  readonly tally: TallyContext;
  /** What of catalog and policy the facts depend on: equal texts, equal facts. */
  readonly factsKey: string;
  readonly stock: Readonly<Record<string, number>>;
  readonly tickets: Readonly<Record<string, number>>;
};

/** Ten in the morning in China: with no past answers the hour only names the decision. */
const HOUR = 'T02:00:00Z';
const MINUTE_OF_DAY = 600;
/** As if the shelves were full: a simulation asks what fits the customers, not who comes first. */
const PLENTY = 1_000_000;

/**
 * Compiles once; what comes back decides any number of batches, the same batch always in the same way.
 * @param see is shown each decision, with the customer as scored
 */
export function createDecider(
  setup: Setup,
  see: (customer: Customer, decision: Decision) => void = () => undefined,
): (batch: CustomerBatch) => BatchResult {
  const variants = setup.variants.map((variant) => prepare(variant, setup));
  const beliefs = compileBeliefs(setup.beliefs, [], setup.beliefs.version);
  return (batch) => {
    const tallies = variants.map(() => emptyTally());
    const comparison = variants.length > 1 ? emptyComparison() : null;
    const lines: string[] = [];
    let unscored = 0;
    for (const each of batch.customers) {
      const customer = scored(each, batch.branch, variants, setup.scoring);
      if (customer.score === null) unscored += 1;
      const decisions = decideAll(
        variants,
        { ...each, customer },
        batch.branch,
        beliefs,
        setup.scene,
      );
      const group = customer.score?.valueGroup ?? '-';
      for (const [index, decision] of decisions.entries()) {
        const ready = variants[index];
        const tally = tallies[index];
        if (ready === undefined || tally === undefined) continue;
        addDecision(tally, decision, group, ready.tally);
        see(customer, decision);
        if (setup.csv) lines.push(csvLine(batch.branch, customer, ready.name, decision));
      }
      const [one, two] = decisions;
      if (comparison !== null && one !== undefined && two !== undefined)
        addComparison(comparison, one, two);
    }
    return {
      customers: batch.customers.length,
      unscored,
      tallies,
      comparison,
      csv: lines.join(''),
    };
  };
}

function prepare(variant: Variant, { moved }: Setup): Ready {
  const { name, catalog, policy } = variant;
  const gifts = catalog.offers.flatMap(({ tiers }) => tiers.flatMap(({ gift }) => gift ?? []));
  const lotteries = (catalog.lotteries ?? []).map(({ id }) => id);
  const factsOf = { labels: catalog.labels ?? [], holdings: catalog.holdings ?? {}, policy };
  return {
    name,
    variant,
    catalog: compileCatalog(catalog),
    tally: {
      moved: new Set(moved),
      costs: new Map(
        catalog.offers.flatMap(({ id, tiers }) =>
          tiers.map((tier) => [`${id} ${tier.id}`, tier.cost] as const),
        ),
      ),
    },
    factsKey: canonicalJson(factsOf as unknown as Json),
    stock: Object.fromEntries(gifts.map((gift) => [gift, PLENTY])),
    tickets: Object.fromEntries(lotteries.map((lottery) => [lottery, PLENTY])),
  };
}

/** As `hub score` would, with the first variant's policy and labels. */
function scored(
  { customer, householdSize, isHead }: SimulatedCustomer,
  { currency }: SimulatedBranch,
  [first]: readonly Ready[],
  models: Setup['scoring'],
): Customer {
  if (models === null || customer.score !== null || first === undefined) return customer;
  const score = scoreCustomer(
    customer,
    { size: householdSize, isHead },
    {
      currency,
      policy: first.variant.policy,
      labels: first.catalog.labels,
      ...models,
    },
  );
  return { ...customer, score };
}

function decideAll(
  variants: readonly Ready[],
  each: SimulatedCustomer,
  branch: SimulatedBranch,
  beliefs: CompiledBeliefs,
  scene: Scene,
): readonly Decision[] {
  const now = Date.parse(scene.day + HOUR) as Instant;
  const seed = hashText(String(each.customer.id));
  let known: { readonly key: string; readonly facts: Facts } | null = null;
  return variants.map((ready) => {
    if (known?.key !== ready.factsKey) {
      known = { key: ready.factsKey, facts: factsOf(ready, each, branch, scene) };
    }
    const { facts } = known;
    const context = contextOf(ready, each.customer, facts, branch, scene);
    return decide(
      { facts, context },
      { catalog: ready.catalog, policy: ready.variant.policy, beliefs },
      now,
      seed,
    );
  });
}

const factsOf = (
  { catalog, variant }: Ready,
  { customer, householdSize }: SimulatedCustomer,
  { currency }: SimulatedBranch,
  { day }: Scene,
): Facts =>
  factsForDecision({
    customer,
    householdSize,
    today: day,
    catalog,
    policy: variant.policy,
    currency,
    pointsSpent: 0,
  });

function contextOf(
  { variant, stock, tickets }: Ready,
  customer: Customer,
  facts: Facts,
  branch: SimulatedBranch,
  { day, purpose, intended }: Scene,
): DecisionContext {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return {
    customer: customer.id,
    purpose,
    intended: intended === 'usual' ? facts.usualTopUp : intended,
    today: day,
    weekday,
    minuteOfDay: MINUTE_OF_DAY,
    currency: branch.currency,
    isPrivilegeDay: branch.privilegeWeekday === weekday,
    isMemberDay: isMemberDay(variant.policy.points, day),
    pointsHere: true,
    stock,
    tickets,
    history: [],
  };
}
