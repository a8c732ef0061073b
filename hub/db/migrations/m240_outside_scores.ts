// The value group and the value to come that other models of HQ's say of a customer.
import type { Migration } from '#hub/db/migration.ts';

export const outsideScores: Migration = {
  number: 240,
  name: 'outside scores',
  up: `
alter table customer
  add column value_group text check (value_group in ('basic', 'new-video', 'netizen', 'full-service')),
  add column future_value bigint check (future_value >= 0);
alter table score add column group_outside boolean not null default false;
`,
};
