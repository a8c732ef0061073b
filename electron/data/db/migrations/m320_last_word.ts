// The last word of each neighbour: should it be put back to an older copy, it is shown what it had signed.
import type { Migration } from '../migration.ts';

/** `said`: body and signature of its newest sheet without events. Null: none came yet. */
export const m320LastWord: Migration = {
  number: 320,
  script: `
alter table neighbour add column said_body text;
alter table neighbour add column said_signature text;
`,
};
