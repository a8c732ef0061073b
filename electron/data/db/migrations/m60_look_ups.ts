// What every visit asks of the ledger: complaints by customer, care by day, beliefs by name.
import type { Migration } from '../migration.ts';

export const m60LookUps: Migration = {
  number: 60,
  script: `
create index complaint_by_customer on event (customer, at)
  where kind in ('visit.started', 'visit.changed') and json_extract(payload, '$.purpose') = 'complaint';
create index care_by_day on event (day, sequence) where kind = 'care.done';
create index beliefs_by_name on event (json_extract(payload, '$.name'))
  where kind = 'beliefs.updated';
`,
};
