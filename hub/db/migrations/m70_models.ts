// Trained models, as JSON documents by kind; the newest created_at of a kind is in force.
import type { Migration } from '#hub/db/migration.ts';

export const models: Migration = {
  number: 70,
  name: 'trained models',
  up: `
create table model (
  kind text not null check (kind <> ''),
  version text not null check (version <> ''),
  doc text not null,
  created_at timestamptz not null default now(),
  primary key (kind, version)
);
`,
};
