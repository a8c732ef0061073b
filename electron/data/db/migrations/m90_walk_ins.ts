// A customer who is new in the list may have been here as a walk-in: found by the phone.
import type { Migration } from '../migration.ts';

export const m90WalkIns: Migration = {
  number: 90,
  script: `
create index walk_in_by_phone on event (json_extract(payload, '$.phone'), sequence)
  where kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished');
`,
};
