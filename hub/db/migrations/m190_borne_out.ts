// Whether a customer's chance was held against what happened: the import does it, and scoring anew asks for it again.
import type { Migration } from '#hub/db/migration.ts';

export const borneOut: Migration = {
  number: 190,
  name: 'borne out',
  up: `
alter table score add column borne_out boolean not null default false;
`,
};
