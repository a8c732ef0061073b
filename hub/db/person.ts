// All that HQ holds of a customer, by the place where it lies: what the person is told who asks for it.
import { type Database, type Sql, sql } from './database.ts';

export type Person = { readonly id: number; readonly branch: string; readonly account: string };

/** Rows as the tables have them; a place without any is left out. */
export type Held = { readonly [place: string]: readonly unknown[] };

export const findPersons = (
  db: Database,
  account: string,
  branch: string | null,
): Promise<readonly Person[]> =>
  db.query<Person>(sql`
    select id, branch, account from customer
    where account = ${account} and (${branch}::text is null or branch = ${branch})
    order by branch`);

/**
 * Names of events' fields are those of `shared/model/event.ts`. Money in fen, instants in UTC ms.
 * Call it in a snapshot transaction to see one moment.
 */
export async function readHeld(db: Database, { id }: Person): Promise<Held> {
  const held: Record<string, readonly unknown[]> = {};
  for (const [place, query] of Object.entries(placesOf(id))) {
    const rows = await db.query<{ doc: unknown }>(
      sql`select to_jsonb(held) as doc from (${query}) as held`,
    );
    if (rows.length > 0) held[place] = rows.map(({ doc }) => doc);
  }
  return held;
}

/**
 * Places by their tables' names; every table with a customer in it is here (`person.pg.test.ts` compares). Of a row all
 * columns are told, also those that are added later.
 */
const placesOf = (id: number): Readonly<Record<string, Sql>> => ({
  customer: sql`select * from customer where id = ${id}`,
  customer_file: sql`select doc from customer_file where customer = ${id}`,
  holding: sql`select * from holding where customer = ${id} order by code`,
  usage_month: sql`select * from usage_month where customer = ${id} order by month`,
  top_up: sql`select * from top_up where customer = ${id} order by serial`,
  score: sql`select * from score where customer = ${id}`,
  visit_record: sql`select * from visit_record where customer = ${id} order by at`,
  claim: sql`select * from claim where customer = ${id} order by visit`,
  former_phone: sql`select * from former_phone where customer = ${id} order by until`,
  former_home: sql`select * from former_home where customer = ${id} order by branch`,
  touched_customer: sql`select * from touched_customer where customer = ${id}`,
  row_digest: sql`select * from row_digest where customer = ${id}`,
  walk_in: sql`select * from walk_in where customer = ${id} order by at`,
  event: sql`
    select id, branch, device, kind, at, day, staff, payload from event
    where (payload ->> 'customer')::bigint = ${id} or payload ->> 'visit' in (${visitsOf(id)})
    order by at, id`,
  look_up: sql`
    select e.branch, e.device, x.value as entry from event e
    cross join lateral jsonb_array_elements(e.payload -> 'entries') as x
    where e.kind = 'look-ups.told' and (x.value ->> 'customer')::bigint = ${id}
    order by (x.value ->> 'at')::bigint`,
  event_waiting: sql`
    select id, device, body from event_waiting
    where ${isAbout(sql`body`, id)} order by id`,
  event_quarantine: sql`
    select device, reason, body, received_at from event_quarantine
    where ${isAbout(sql`body`, id)} order by received_at`,
});

/** Some events, as those that take another back, name the visit alone; so do walk-ins whose customer was found later. */
export const visitsOf = (id: number): Sql => sql`
  select payload ->> 'visit' from event
    where (payload ->> 'customer')::bigint = ${id} and payload ->> 'visit' is not null
  union select visit from walk_in where customer = ${id}`;

/** An event as it came, which may be no JSON at all: it names the customer, a visit of theirs, or their phone. */
export const isAbout = (body: Sql, id: number): Sql => sql`(
  ${body} ~ ${`"customer"\\s*:\\s*${id}(?!\\d)`}
  or exists (select from (${visitsOf(id)}) as v (visit) where strpos(${body}, v.visit) > 0)
  or ${isByPhone(body, id)})`;

/** A visit by the phone, that of the customer. */
export const isByPhone = (body: Sql, id: number): Sql => sql`exists (
  select from customer c where c.id = ${id} and c.phone <> '' and strpos(${body}, '"' || c.phone || '"') > 0)`;
