// How often HQ's secret was rotated, as far as this database has followed.
import type { Migration } from '#hub/db/migration.ts';

export const generation: Migration = {
  number: 750,
  name: 'rotations of the secret',
  up: `
alter table hub_identity add column generation integer not null default 0;
`,
};
