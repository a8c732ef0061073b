// Customers for a simulation: those of the hub's branches, or made up ones.
import type { Day } from '#shared/base/month.ts';
import type { Branch } from '#shared/model/branch.ts';
import { type Customer, LIVES_ALONE } from '#shared/model/customer.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { generateCustomers } from '#hub/demo/customers.ts';
import { demoBranches } from '#hub/demo/places.ts';
import { householdSizes } from '#hub/db/homes.ts';
import type { CustomerBatch, SimulatedBranch, SimulatedCustomer } from './scene.ts';

const BATCH = 500;

/** Call it in a snapshot transaction. Of many households it holds the sizes only. */
export async function* customersOfBranches(
  tx: Database,
  branches: readonly Branch[],
): AsyncGenerator<CustomerBatch> {
  for (const { code, currency, privilegeWeekday } of branches) {
    const sizes = await householdSizes(tx, code);
    const branch: SimulatedBranch = { code, currency, privilegeWeekday };
    for await (const batch of customerBatches(tx, code, BATCH)) {
      const customers = batch.map((customer): SimulatedCustomer => ({
        customer,
        householdSize: customer.household === null ? 1 : (sizes.get(customer.household) ?? 1),
        isHead: false,
      }));
      yield { branch, customers };
    }
  }
}

/** The city branch of the demo province, of any size: the same for the same seed and day. */
export function* madeUpCustomers(
  count: number,
  seed: number,
  today: Day,
): Generator<CustomerBatch> {
  const [city] = demoBranches(1);
  if (city === undefined) throw new Error('the demo has no branch');
  const { code, privilegeWeekday } = city;
  const branch: SimulatedBranch = { code, currency: 'CNY', privilegeWeekday };
  let customers: SimulatedCustomer[] = [];
  for (const home of homesOf(generateCustomers({ seed, count, branch: city, today }))) {
    const head = headOf(home);
    for (const customer of home) {
      customers.push({ customer, householdSize: home.length, isHead: customer === head });
    }
    if (customers.length < BATCH) continue;
    yield { branch, customers };
    customers = [];
  }
  if (customers.length > 0) yield { branch, customers };
}

/** The generator gives the members of a household one after another. */
function* homesOf(customers: Iterable<Customer>): Generator<readonly Customer[]> {
  let home: Customer[] = [];
  for (const customer of customers) {
    const [first] = home;
    if (
      first !== undefined &&
      (customer.household === LIVES_ALONE || customer.household !== first.household)
    ) {
      yield home;
      home = [];
    }
    home.push(customer);
  }
  if (home.length > 0) yield home;
}

/** As `hub score` finds the one who pays: most top-ups, then most spend, then the lowest number. */
function headOf(home: readonly Customer[]): Customer | undefined {
  if (home.length < 2) return undefined;
  return home.toSorted(
    (a, b) =>
      paid(b, 'topUp') - paid(a, 'topUp') || paid(b, 'spend') - paid(a, 'spend') || a.id - b.id,
  )[0];
}

const paid = (customer: Customer, of: 'topUp' | 'spend'): number =>
  customer.months.reduce((sum, row) => sum + (row[of] ?? 0), 0);
