// Look-ups of a day, and who had an errand on it, are found without reading everything.
import type { Migration } from '../migration.ts';

export const m360LookUps: Migration = {
  number: 360,
  script: `
drop index look_up_of_staff;
create index look_up_by_time on audit (at, sequence)
  where action in ('search', 'open', 'reveal', 'file');
create index told_errand_by_day on told_event (day, customer)
  where kind in ('visit.finished', 'answer.recorded', 'consent.changed', 'care.done');
`,
};
