// The events that stand: what was taken back is no part of any sum, list or document.
import type { Migration } from '#hub/db/migration.ts';

export const standing: Migration = {
  number: 120,
  name: 'events that stand',
  up: `
-- By device, the ids of the events that it took back, and with which event of its own. Only the device that recorded
-- an event takes it back, so device and id are asked for together. The counter's view \`standing\` says the same.
create view taken_back as
select device, payload ->> 'undoes' as event, sequence
from event
where kind = 'event.undone';

create view standing_event as
select id, device, branch, sequence, kind, payload, at, day, staff, received_at
from event
where not exists (
  select from taken_back t where t.device = event.device and t.event = event.id::text);
`,
};
