// Persons whom HQ erased: what is told to the branches, and by what an import knows them again.
import type { Migration } from '#hub/db/migration.ts';

export const erasure: Migration = {
  number: 570,
  name: 'erasure',
  up: `
-- The row stays for the figures that rest on it, and is nobody's.
alter table customer add column erased boolean not null default false;

-- visits: by the phone, that were theirs. is_barred: an import passes over them until HQ says otherwise. is_published:
-- no pack or change that can be fetched has them any more.
create table erasure (
  customer bigint primary key references customer (id) on delete cascade,
  branch text not null references branch (code) on delete cascade,
  visits text[] not null,
  at timestamptz not null,
  ordered_by text not null check (ordered_by <> ''),
  reason text not null check (reason <> ''),
  is_barred boolean not null default true,
  is_published boolean not null default false
);

-- SHA-256 over a key of HQ's secret, the branch, and the account or a phone.
create table erasure_mark (
  customer bigint not null references erasure (customer) on delete cascade,
  kind text not null check (kind in ('account', 'phone')),
  mark bytea not null,
  primary key (mark, customer)
);
`,
};
