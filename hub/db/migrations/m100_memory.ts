// The way to what customers answered and complained of at a branch, without reading all that it ever reported.
import type { Migration } from '#hub/db/migration.ts';

export const memory: Migration = {
  number: 100,
  name: 'memory',
  up: `
create index complaint_of_branch on event (branch, day)
  where kind in ('visit.started', 'visit.changed') and payload ->> 'purpose' = 'complaint';
create index change_of_visit on event ((payload ->> 'visit'), sequence) where kind = 'visit.changed';
create index answer_of_branch on event (branch, at) where kind = 'answer.recorded';
create index promise_of_branch on event (branch, ((payload ->> 'laterOn') collate "C"))
  where kind = 'answer.recorded' and payload ->> 'laterOn' is not null;
`,
};
