// The events that stand: what was taken back is no part of any sum, list or visit.
import type { Migration } from '../migration.ts';

/** An event is taken back only by the device that recorded it: the hub's view `standing_event` says the same. */
export const m80Standing: Migration = {
  number: 80,
  script: `
create view standing as
select sequence, id, device, kind, visit, customer, undoes, payload, at, day, staff
from event
where not exists (
  select 1 from event as undo where undo.undoes = event.id and undo.device = event.device
);
`,
};
