// Notes on a customer, and what was done for them, at this device and at the branch's others.
import type { Migration } from '../migration.ts';

export const m220Notes: Migration = {
  number: 220,
  script: `
create index note_by_customer on event (customer, sequence) where kind = 'note.written';
create index finish_by_customer on event (customer, sequence) where kind = 'visit.finished';
create index told_note_by_customer on told_event (customer, at) where kind = 'note.written';
`,
};
