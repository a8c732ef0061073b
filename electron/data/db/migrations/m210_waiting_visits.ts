// Visits of the day that are not finished, found without reading the day.
import type { Migration } from '../migration.ts';

export const m210WaitingVisits: Migration = {
  number: 210,
  script: `
create index visit_began on event (day, sequence)
  where kind in ('visit.started', 'walk-in.started');
`,
};
