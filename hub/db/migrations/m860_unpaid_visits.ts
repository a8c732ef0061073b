// Money that visits say was put down and the operator's log does not have, where no claim tells of it.
import type { Migration } from '#hub/db/migration.ts';

export const unpaidVisits: Migration = {
  number: 860,
  name: 'unpaid visits',
  up: `
-- By the newest hub settle. Nobody's name: the visit says whose it is. prepaid: fen.
create table unpaid_visit (
  visit text primary key,
  branch text not null references branch (code) on delete cascade,
  day date not null,
  staff text not null,
  prepaid bigint not null check (prepaid > 0)
);
create index unpaid_visit_of_branch_day on unpaid_visit (branch, day);
`,
};
