// The tables of cache.db, which the hub fills and the branch reads and changes, and how a row comes into them.
import { allReadings, givenName, givenPinyin } from '#shared/base/find/name_readings.ts';
import { phoneKey } from '#shared/base/find/phone_key.ts';
import { accountKey, nameKey } from '#shared/base/find/plain_text.ts';
import type { Customer } from '#shared/model/customer.ts';

/**
 * Run on an empty database; the hub then fills it, and runs PACK_INDEXES last. The columns of
 * `customer` before `doc` are CUSTOMER_COLUMNS: all that a search hit shows, so that searching
 * never reads a document. What is searched is a key beside what is shown. `reading` has every way to
 * say a name and to order its words, the first too: one step into one index finds them all.
 */
export const PACK_TABLES = `
create table meta (
  key text primary key,
  value text not null
) strict, without rowid;

create table record (
  entity text not null,
  id text not null,
  doc text not null,
  hash blob not null,
  primary key (entity, id)
) strict, without rowid;

create table customer (
  id integer primary key,
  account text not null,
  account_key text not null,
  phone text not null,
  phone_key text not null,
  phone_back text not null,
  id_tail text not null,
  name text not null,
  name_key text not null,
  given text not null,
  pinyin text not null,
  given_pinyin text not null,
  initials text not null,
  birth_year integer,
  household integer,
  area text not null,
  since text,
  doc text not null,
  hash blob not null
) strict;

create table reading (
  customer integer not null,
  pinyin text not null,
  initials text not null,
  given text not null,
  written text not null,
  primary key (customer, pinyin)
) strict, without rowid;
`;

/** Each begins with what is typed; id last makes the order total. */
export const PACK_INDEXES = `
create index customer_by_phone on customer (phone_key, id);
create index customer_by_phone_back on customer (phone_back, id);
create index customer_by_account on customer (account_key, id);
create index customer_by_id_tail on customer (id_tail, birth_year, id);
create index customer_by_name on customer (name_key, id);
create index customer_by_given on customer (given, id) where given > '';
create index customer_by_household on customer (household, id) where household is not null;
create index reading_by_pinyin on reading (pinyin, customer);
create index reading_by_initials on reading (initials, pinyin, customer);
create index reading_by_given on reading (given, customer) where given > '';
create index reading_by_written on reading (written, customer) where written > '';
`;

type CustomerColumn = (customer: Omit<Customer, 'months'>) => string | number | null;

/** Read alike by the hub (packs) and the branch (changes), from a `Customer` or from its document. */
const CUSTOMER: Readonly<Record<string, CustomerColumn>> = {
  id: ({ id }) => id,
  account: ({ account }) => account,
  account_key: ({ account }) => accountKey(account),
  phone: ({ phone }) => phone,
  phone_key: ({ phone }) => phoneKey(phone),
  /** From its end: the last four to eight digits are its beginning. */
  phone_back: ({ phone }) => backwards(phoneKey(phone)),
  /** Upper case, as search keys are. */
  id_tail: ({ idTail }) => idTail.toUpperCase(),
  name: ({ name }) => name,
  name_key: ({ name }) => nameKey(name),
  given: ({ name }) => givenName(name),
  pinyin: ({ pinyin }) => pinyin,
  given_pinyin: givenPinyin,
  initials: ({ initials }) => initials,
  /** Part of an identity number. */
  birth_year: ({ birthYear }) => birthYear,
  household: ({ household }) => household,
  area: ({ area }) => area,
  since: ({ since }) => since,
};

export const backwards = (text: string): string => Array.from(text).toReversed().join('');

/** The columns of `customer` before `doc` and `hash`. */
export const CUSTOMER_COLUMNS: readonly string[] = Object.keys(CUSTOMER);

const readers = Object.values(CUSTOMER);

/** All other columns, and the rows of `reading`, follow from these. */
export const CUSTOMER_SOURCES = [
  'account',
  'phone',
  'id_tail',
  'name',
  'pinyin',
  'initials',
  'birth_year',
  'household',
  'area',
  'since',
] as const;

const sources = CUSTOMER_SOURCES.map((name) => CUSTOMER[name] ?? (() => null));

/** In the order of CUSTOMER_SOURCES. */
export const customerSources = (
  customer: Omit<Customer, 'months'>,
): readonly (string | number | null)[] => sources.map((read) => read(customer));

/** In the order of CUSTOMER_COLUMNS. */
export const customerValues = (
  customer: Omit<Customer, 'months'>,
): readonly (string | number | null)[] => readers.map((read) => read(customer));

/** The rows of `reading`, each bound after the customer's number. */
export const customerReadings = (
  customer: Omit<Customer, 'months'>,
): readonly (readonly [pinyin: string, initials: string, given: string, written: string])[] =>
  allReadings(customer).map((each) => [each.pinyin, each.initials, each.given, each.written]);

/** By table. Values are bound in the order of the columns: a customer's are `customerValues`, then `doc` and `hash`. */
export const PACK_INSERTS = {
  meta: 'insert into meta (key, value) values (?, ?)',
  record: 'insert into record (entity, id, doc, hash) values (?, ?, ?, ?)',
  customer: `insert into customer (${CUSTOMER_COLUMNS.join(', ')}, doc, hash)
    values (${'?, '.repeat(CUSTOMER_COLUMNS.length)}?, ?)`,
  reading:
    'insert into reading (customer, pinyin, initials, given, written) values (?, ?, ?, ?, ?)',
} as const;

/**
 * Rows of `meta` that a pack must have: `branch`, `number` (last change), `schema`, `digest`
 * (16 hex digits), `as_of` (day or empty), `issued_at` (UTC ms), `customers` (count).
 */
export const META_KEYS = [
  'branch',
  'number',
  'schema',
  'digest',
  'as_of',
  'issued_at',
  'customers',
] as const;
