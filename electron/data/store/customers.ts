// One customer and their household, read from the cache.
import { fen, type Fen } from '#shared/base/money.ts';
import type { Customer } from '#shared/model/customer.ts';
import {
  type CustomerDoc,
  customerDocSchema,
  docToCustomer,
  tupleToMonth,
} from '#shared/wire/customer_doc.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { z } from 'zod';

/** Undefined when there is no such customer. @throws when HQ's document is not one: a bug of the hub. */
export function readCustomer(cache: ReadableDB, id: number): Customer | undefined {
  const row = cache.get<{ doc: string }>(sql`select doc from customer where id = ${id}`);
  return row === undefined
    ? undefined
    : docToCustomer(customerDocSchema.parse(JSON.parse(row.doc)));
}

const caredForSchema = z.object(
  customerDocSchema.pick({
    id: true,
    name: true,
    phone: true,
    since: true,
    asOf: true,
    file: true,
    optedOut: true,
    consent: true,
    score: true,
  }).shape,
);
export type CaredForCustomer = Readonly<z.output<typeof caredForSchema>>;

/**
 * What the list of care says of its customers, by id; who is not in the cache is left out. Months of use, most of a
 * document, are neither checked nor made into records. @throws as `readCustomer`
 */
export const readCaredFor = (
  cache: ReadableDB,
  customers: readonly number[],
): ReadonlyMap<number, CaredForCustomer> =>
  new Map(
    cache
      .all<{ doc: string }>(sql`
        select customer.doc as doc
        from json_each(${JSON.stringify(customers)}) as wanted
        join customer on customer.id = wanted.value`)
      .map(({ doc }) => {
        const known = caredForSchema.parse(JSON.parse(doc));
        return [known.id, known];
      }),
  );

/** Their months of use; who is not in the cache is left out. Documents were checked when they came. */
export const monthsOf = (
  cache: ReadableDB,
  customers: readonly number[],
): ReadonlyMap<number, Customer['months']> =>
  new Map(
    cache
      .all<{ id: number; months: string }>(sql`
        select customer.id, json_extract(customer.doc, '$.months') as months
        from json_each(${JSON.stringify(customers)}) as wanted
        join customer on customer.id = wanted.value`)
      .map(({ id, months }) => [
        id,
        (JSON.parse(months) as CustomerDoc['months']).map(tupleToMonth),
      ]),
  );

/** Everybody with this number, by id. @param phone in normal form */
export const customersWithPhone = (cache: ReadableDB, phone: string): readonly number[] =>
  cache
    .all<{ id: number }>(sql`select id from customer where phone_key = ${phone} order by id`)
    .map(({ id }) => id);

export type HouseholdMember = {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
};

/** What the others of a household spent in their latest months together, fen. */
export const othersSpend = (cache: ReadableDB, household: number, except: number): Fen =>
  fen(
    cache.get<{ spend: number }>(sql`
      select coalesce(sum(json_extract(doc, '$.months[#-1][1]')), 0) as spend
      from customer
      where household = ${household} and id <> ${except}`)?.spend ?? 0,
  );

/** All of one household, the customer too, by id; at most `limit`. */
export const readHousehold = (
  cache: ReadableDB,
  household: number,
  limit: number,
): readonly HouseholdMember[] =>
  cache.all<HouseholdMember>(sql`
    select id, name, phone from customer where household = ${household} order by id limit ${limit}`);
