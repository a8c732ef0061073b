// Visits that were closed again with nothing done: lines of before have them as unfinished.
import type { Migration } from '../migration.ts';

export const m260LeftVisits: Migration = {
  number: 260,
  script: `
update visit_row set state = 'left'
where state = 'unfinished' and json_array_length(doc, '$.answers') = 0
  and visit in (select visit from event where kind = 'visit.dropped');
`,
};
