// Editions of the catalog and the policy, as JSON documents; the newest created_at is in force.
import type { Migration } from '#hub/db/migration.ts';

export const catalog: Migration = {
  number: 30,
  name: 'catalog and policy',
  up: `
create table catalog (
  version text primary key,
  doc text not null,
  created_at timestamptz not null default now()
);

create table policy (
  version text primary key,
  doc text not null,
  created_at timestamptz not null default now()
);
`,
};
