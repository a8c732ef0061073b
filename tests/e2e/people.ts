// Customers of the demo branch that a test needs, found by what HQ knows of them.
import type { Fen } from '#shared/base/money.ts';
import { dayOfInstant, type Instant } from '#shared/base/month.ts';
import { compileBeliefs } from '#shared/engine/beliefs.ts';
import { type CompiledCatalog, compileCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { DecisionContext, Proposal } from '#shared/model/decision.ts';
import { purposeSchema } from '#shared/model/visit.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const usualTopUp = (customer: Customer): number =>
  median(customer.months.map(({ lastTopUp }) => lastTopUp ?? 0).filter((amount) => amount > 0));

type SomeCustomers = readonly [Customer, ...Customer[]];

function some(customers: readonly Customer[], what: string): SomeCustomers {
  const [first, ...others] = customers;
  if (first === undefined) throw new Error(`the demo has no ${what}`);
  return [first, ...others];
}

const loaded = await loadCatalogFolder(shippedCatalogFolder());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { catalog, policy } = loaded.value;
const beliefs = compileBeliefs(NO_BELIEFS, [], NO_BELIEFS.version);
const whole = compileCatalog(catalog);
const care = compileCatalog({
  ...catalog,
  offers: catalog.offers.filter(({ promotional }) => !promotional),
});

type Asked = Pick<DecisionContext, 'purpose' | 'intended'> & {
  readonly from: CompiledCatalog;
  /** What is chosen among nearly equals hangs on it. */
  readonly seed: number;
};

/** What the counter may say to them today, with some of each gift and ticket at hand: the demo's figures are of last month. */
function proposalsFor(
  customer: Customer,
  { from, seed, purpose, intended }: Asked,
): readonly Proposal[] {
  const now = Date.now() as Instant;
  const today = dayOfInstant(now, 'Asia/Shanghai');
  const facts = factsForDecision({
    customer,
    householdSize: 1,
    today,
    catalog: from,
    policy,
    currency: 'CNY',
    pointsSpent: 0,
  });
  const context = {
    customer: customer.id,
    purpose,
    intended,
    today,
    weekday: new Date(`${today}T00:00:00Z`).getUTCDay() || 7,
    minuteOfDay: 600,
    currency: 'CNY',
    isPrivilegeDay: false,
    isMemberDay: false,
    pointsHere: true,
    stock: Object.fromEntries((catalog.gifts ?? []).map(({ id }) => [id, 10])),
    tickets: Object.fromEntries((catalog.lotteries ?? []).map(({ id }) => [id, 10])),
    history: [],
  } as const;
  return decide({ facts, context }, { catalog: from, policy, beliefs }, now, seed).proposals;
}

/** Whether anything is said without being sold, whatever the customer comes for. */
const needsCare = (customer: Customer): boolean =>
  purposeSchema.options.some(
    (purpose) =>
      proposalsFor(customer, { from: care, seed: customer.id, purpose, intended: null }).length > 0,
  );

/**
 * In good standing: nothing mutes a sentence, nothing is urgent. First those to whom nothing is said that is not sold: what
 * that comes to depends on the month in which the demo is made.
 */
export function calm(customers: readonly Customer[]): SomeCustomers {
  const all = customers.filter((customer) => {
    const { lastComplaint, arrears, contractEnd, score } = customer;
    return (
      !customer.optedOut &&
      !customer.blacklisted &&
      lastComplaint === null &&
      (arrears ?? 0) === 0 &&
      contractEnd === null &&
      customer.phone !== '' &&
      customer.name !== '' &&
      score?.stage === 'mature' &&
      score.labels.length === 0 &&
      score.risks.length === 0
    );
  });
  const cared = new Set(all.filter(needsCare));
  return some([...all.filter((customer) => !cared.has(customer)), ...cared], 'calm customer');
}

/** Usually puts on 50 to 100: a tier of 100 is within reach. */
export const affordable = (customers: readonly Customer[]): SomeCustomers =>
  some(
    calm(customers).filter((customer) => {
      const usual = usualTopUp(customer);
      return usual >= 5_000 && usual <= 10_000;
    }),
    'customer who can afford 100',
  );

export const optedOut = (customers: readonly Customer[]): SomeCustomers =>
  some(
    customers.filter((customer) => customer.optedOut && !customer.blacklisted),
    'customer who opted out',
  );

/** Usually puts on 100 or more: even 200 is within reach. */
export const wellOff = (customers: readonly Customer[]): SomeCustomers =>
  some(
    calm(customers).filter((customer) => usualTopUp(customer) >= 10_000),
    'customer who can afford 200',
  );

export const blacklisted = (customers: readonly Customer[]): SomeCustomers =>
  some(
    customers.filter((customer) => customer.blacklisted),
    'blacklisted customer',
  );

const SEEDS = Array.from({ length: 8 }, (_, index) => index * 104_729);

/** Who may be told of a draw when they mean to put on 50, those first for whom that is surest: seldom is it sure. */
export function drawers(customers: readonly Customer[]): SomeCustomers {
  const asked = { from: whole, purpose: 'top-up', intended: 5_000 as Fen } as const;
  const toldOf = (customer: Customer): number =>
    SEEDS.filter((seed) =>
      proposalsFor(customer, { ...asked, seed }).some(({ draws }) => draws !== null),
    ).length;
  const told = customers
    .filter(({ phone, name }) => phone !== '' && name !== '')
    .map((customer) => ({ customer, times: toldOf(customer) }))
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.times - a.times);
  return some(
    told.map(({ customer }) => customer),
    'customer to whom a draw is proposed',
  );
}
