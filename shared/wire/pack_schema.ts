// The tables of cache.db, which the hub fills and the branch reads and changes.

/**
 * Run on an empty database; the hub then fills it, and runs PACK_INDEXES last. The columns of
 * `customer` before `doc` are `customerColumns` of `pack_row.ts`: all that a search hit shows, so
 * that searching never reads a document.
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
  phone text not null,
  phone_tail text not null,
  id_tail text not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  household integer,
  area text not null,
  since text,
  doc text not null,
  hash blob not null
) strict;
`;

/** Each begins with what is typed; id last makes the order total. */
export const PACK_INDEXES = `
create index customer_by_phone on customer (phone, id);
create index customer_by_phone_tail on customer (phone_tail, id);
create index customer_by_account on customer (account, id);
create index customer_by_id_tail on customer (id_tail, id);
create index customer_by_name on customer (name, id);
create index customer_by_pinyin on customer (pinyin, id);
create index customer_by_initials on customer (initials, id);
create index customer_by_household on customer (household, id) where household is not null;
`;

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
