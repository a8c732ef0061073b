// One customer and their household, read from the cache.
import type { Customer } from '#shared/model/customer.ts';
import { customerDocSchema, docToCustomer } from '#shared/wire/customer_doc.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/** Undefined when there is no such customer. @throws when HQ's document is not one: a bug of the hub. */
export function readCustomer(cache: ReadableDB, id: number): Customer | undefined {
  const row = cache.get<{ doc: string }>(sql`select doc from customer where id = ${id}`);
  return row === undefined
    ? undefined
    : docToCustomer(customerDocSchema.parse(JSON.parse(row.doc)));
}

export type HouseholdMember = {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
};

/** All of one household, the customer too, by id; at most `limit`. */
export const readHousehold = (
  cache: ReadableDB,
  household: number,
  limit: number,
): readonly HouseholdMember[] =>
  cache.all<HouseholdMember>(sql`
    select id, name, phone from customer where household = ${household} order by id limit ${limit}`);
