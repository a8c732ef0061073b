// What was published to each branch: packs, changes, and the hash of every row as the branches have it.
import type { Migration } from '#hub/db/migration.ts';

export const publication: Migration = {
  number: 50,
  name: 'packs and changes',
  up: `
-- One row: the public key of the secret that this database belongs to. Another secret is refused.
create table hub_identity (
  only_row boolean primary key default true check (only_row),
  public_key bytea not null
);

create table publication (
  branch text primary key references branch (code) on delete cascade,
  number bigint not null check (number >= 1),
  digest bytea not null check (length(digest) = 8),
  published_at timestamptz not null
);

create table pack (
  branch text not null references publication (branch) on delete cascade,
  number bigint not null,
  body bytea not null,
  signature bytea not null,
  created_at timestamptz not null default now(),
  primary key (branch, number)
);

create table pack_chunk (
  sha256 bytea primary key check (length(sha256) = 32),
  bytes bytea not null
);
-- Encrypted bytes do not compress: PostgreSQL need not try.
alter table pack_chunk alter column bytes set storage external;

create table pack_part (
  branch text not null,
  number bigint not null,
  position integer not null,
  sha256 bytea not null references pack_chunk (sha256),
  primary key (branch, number, position),
  foreign key (branch, number) references pack (branch, number) on delete cascade
);
create index pack_part_by_chunk on pack_part (sha256, branch);

-- order_number: a customer's number, 0 for other entities; the key is the order of changes.
create table published_row (
  branch text not null references branch (code) on delete cascade,
  entity text not null,
  order_number bigint not null,
  id text not null,
  hash bytea not null check (length(hash) = 8),
  primary key (branch, entity, order_number, id)
);

create table change (
  branch text not null references publication (branch) on delete cascade,
  number bigint not null,
  row_count integer not null check (row_count >= 1),
  body bytea not null,
  signature bytea not null,
  rows bytea not null,
  primary key (branch, number)
);
alter table change alter column rows set storage external;
`,
};
