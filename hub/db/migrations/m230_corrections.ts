// What managers corrected, as all that is counted has it; and when each device was last heard with all that it recorded.
import type { Migration } from '#hub/db/migration.ts';

export const corrections: Migration = {
  number: 230,
  name: 'corrections and the branch told',
  up: `
create index correction_of on event ((payload ->> 'corrects'), id) where kind = 'visit.corrected';

-- By entry, or by visit as a whole, the newest correction: the one with the greatest id. A device corrects for its
-- branch only. The counter's table correction says the same.
create view newest_correction as
select distinct on (branch, payload ->> 'corrects')
  branch, payload ->> 'corrects' as event, payload ->> 'visit' as visit,
  nullif(payload -> 'becomes', 'null'::jsonb) as becomes
from event
where kind = 'visit.corrected'
order by branch, payload ->> 'corrects', id desc;

-- The same columns as before: other views stand on it.
create or replace view standing_event as
select event.id, event.device, event.branch, event.sequence, event.kind,
  coalesce(c.becomes, event.payload) as payload, event.at, event.day, event.staff, event.received_at
from event
left join newest_correction c on c.branch = event.branch and c.event = event.id::text
where not exists (
    select from taken_back t where t.device = event.device and t.event = event.id::text)
  and (c.event is null or c.becomes is not null)
  and (event.kind in ('consent.changed', 'lottery.drawn') or not exists (
    select from newest_correction v
    where v.branch = event.branch and v.event = v.visit and v.event = event.payload ->> 'visit'));

create table device_heard (
  device text primary key references device (id),
  at timestamptz not null
);

create index gifts_of_branch on event (branch, device)
  where kind = 'visit.finished' and payload -> 'gifts' <> '[]'::jsonb;
`,
};
