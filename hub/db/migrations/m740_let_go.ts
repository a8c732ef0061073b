// What is kept for a time only: which events still have it.
import type { Migration } from '#hub/db/migration.ts';

export const letGo: Migration = {
  number: 740,
  name: 'what is kept for a time',
  up: `
-- Nothing in words is left of it: figures and numbers alone.
alter table event add column is_let_go boolean not null default false;
alter table event_quarantine add column is_let_go boolean not null default false;

create index event_to_let_go on event (kind, day) where not is_let_go and (
  kind in ('decision.made', 'note.written', 'walk-in.started', 'walk-in.changed', 'walk-in.finished',
    'visit.corrected', 'look-ups.told')
  or (kind = 'visit.finished' and (payload -> 'matter' is not null or payload -> 'exception' is not null)));
create index walk_in_with_phone on walk_in (day) where phone <> '0000000000';
`,
};
