// Small facts of the device that must outlive a restart.
import type { Migration } from '../migration.ts';

export const m40Setting: Migration = {
  number: 40,
  script: `
create table setting (
  key text primary key,
  value text not null
) strict, without rowid;
`,
};
