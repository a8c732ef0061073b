// What a customer named earlier on a day is looked up by the customer; and lines say when an amount was named anew.
import type { Migration } from '../migration.ts';

export const m380Meant: Migration = {
  number: 380,
  script: `
create index meant_by_customer on event (customer, day) where kind in ('visit.started', 'visit.changed');
delete from visit_row;
delete from setting where key in ('visit-rows-own', 'visit-rows-told');
`,
};
