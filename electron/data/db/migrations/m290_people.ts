// Who may sign in by which PIN, found by person; which of HQ's releases wrong PINs were counted after; and look-ups,
// found by person and as they were told.
import type { Migration } from '../migration.ts';

export const m290People: Migration = {
  number: 290,
  script: `
alter table sign_in_attempt add column releases integer not null default 0;
create index event_of_person on event (kind, json_extract(payload, '$.member'), staff)
  where kind in ('pin.chosen', 'staff.blocked');
create index told_event_of_person on told_event (kind, json_extract(payload, '$.member'), staff)
  where kind in ('pin.chosen', 'staff.blocked');
create index event_of_look_ups on event (sequence) where kind = 'look-ups.told';
create index look_up_of_staff on audit (staff, at, customer)
  where action in ('open', 'reveal', 'file');
`,
};
