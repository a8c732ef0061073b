// Visits that were closed again with nothing done are folded too: no more unfinished ones.
import type { Migration } from '#hub/db/migration.ts';

const KINDS = `'visit.started', 'visit.changed', 'visit.dropped', 'answer.recorded', 'visit.finished', 'visit.corrected',
    'walk-in.started', 'walk-in.changed', 'walk-in.finished', 'event.undone'`;

export const leftVisits: Migration = {
  number: 530,
  name: 'visits that were left',
  up: `
drop index event_of_visit;
create index event_of_visit on event ((payload ->> 'visit'), branch)
  where kind in (${KINDS});

alter table visit_line drop constraint visit_line_state_check;
alter table visit_line add constraint visit_line_state_check
  check (state in ('unfinished', 'left', 'finished', 'void'));

create or replace function note_stale_visits() returns trigger language plpgsql as $$
begin
  insert into stale_visit (branch, visit)
  select distinct branch, payload ->> 'visit' from arrived
  where kind in (${KINDS}) and payload ->> 'visit' is not null
  order by 1, 2
  on conflict (branch, visit) do update set marks = stale_visit.marks + 1;
  return null;
end $$;

insert into stale_visit (branch, visit)
select distinct branch, payload ->> 'visit' from event where kind = 'visit.dropped'
on conflict do nothing;
`,
};
