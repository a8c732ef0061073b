// Customers of the demo branch that a test needs, found by what HQ knows of them.
import { dayOfInstant, type Instant } from '#shared/base/month.ts';
import { compileBeliefs } from '#shared/engine/beliefs.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import { decide } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Customer } from '#shared/model/customer.ts';
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
const notSold = catalog.offers.filter(({ promotional }) => !promotional);
const care = compileCatalog({ ...catalog, offers: notSold });
const beliefs = compileBeliefs(NO_BELIEFS, [], NO_BELIEFS.version);

/** Whether anything is said without being sold, whatever the customer comes for today: the demo's figures are of last month. */
function needsCare(customer: Customer): boolean {
  const now = Date.now() as Instant;
  const today = dayOfInstant(now, 'Asia/Shanghai');
  const facts = factsForDecision({
    customer,
    householdSize: 1,
    today,
    catalog: care,
    policy,
    currency: 'CNY',
    pointsSpent: 0,
  });
  return purposeSchema.options.some((purpose) => {
    const context = {
      customer: customer.id,
      purpose,
      intended: null,
      today,
      weekday: new Date(`${today}T00:00:00Z`).getUTCDay() || 7,
      minuteOfDay: 600,
      currency: 'CNY',
      isPrivilegeDay: false,
      isMemberDay: false,
      pointsHere: true,
      stock: {},
      tickets: {},
      history: [],
    } as const;
    const known = { catalog: care, policy, beliefs };
    return decide({ facts, context }, known, now, customer.id).proposals.length > 0;
  });
}

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
