// Customers who are no longer in HQ's whole file. They stay on record, and may come back.
import type { Migration } from '#hub/db/migration.ts';

export const left: Migration = {
  number: 140,
  name: 'left',
  up: `
alter table customer add column left_on date;
`,
};
