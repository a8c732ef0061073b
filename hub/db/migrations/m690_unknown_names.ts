// Tries to sign in to HQ's page under names that no account has: one row an hour, however many there were.
import type { Migration } from '#hub/db/migration.ts';

export const unknownNames: Migration = {
  number: 690,
  name: 'tries under unknown names, by hour',
  up: `
-- page_log is kept for good, and anybody can type names: what can be typed without end is counted, not listed.
create table page_unknown (
  hour timestamptz primary key,
  times bigint not null check (times > 0)
);
`,
};
