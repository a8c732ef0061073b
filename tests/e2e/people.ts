// Customers of the demo branch that a test needs, found by what HQ knows of them.
import type { Customer } from '#shared/model/customer.ts';

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

/** In good standing: nothing mutes a sentence, nothing is urgent. */
export const calm = (customers: readonly Customer[]): SomeCustomers =>
  some(
    customers.filter(
      ({ optedOut, blacklisted, lastComplaint, arrears, contractEnd, score, phone, name }) =>
        !optedOut &&
        !blacklisted &&
        lastComplaint === null &&
        (arrears ?? 0) === 0 &&
        contractEnd === null &&
        phone !== '' &&
        name !== '' &&
        score?.stage === 'mature' &&
        score.labels.length === 0 &&
        score.risks.length === 0,
    ),
    'calm customer',
  );

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
