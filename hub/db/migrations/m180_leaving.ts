// What HQ's files say of customers' leaving, from which a churn model may learn, and the contract before the present one.
import type { Migration } from '#hub/db/migration.ts';

export const leaving: Migration = {
  number: 180,
  name: 'leaving',
  // contract_before: its end as it was known before the day contract_changed.
  up: `
alter table customer
  add column has_left date,
  add column ported_out date,
  add column contract_before date,
  add column contract_changed date;
`,
};
