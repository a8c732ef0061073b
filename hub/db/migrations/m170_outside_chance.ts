// The chance to leave that another model of HQ's says of a customer.
import type { Migration } from '#hub/db/migration.ts';

export const outsideChance: Migration = {
  number: 170,
  name: 'outside chance',
  // In hundredths of a percent.
  up: `
alter table customer add column leave_chance bigint check (leave_chance between 0 and 10000);
`,
};
