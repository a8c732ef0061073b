// The branch's day at this device: what its other devices recorded, as HQ told it, and one row a visit of them all.
import type { Migration } from '../migration.ts';

/**
 * `told_event` may be thrown away: HQ tells it again. `gift_drawn_elsewhere` is what HQ counted last.
 * `visit_row` is a projection of both kinds of events: `state` is unfinished, finished or void, `known_at` when this
 * device learned of it, `claimed` is null where no sentence that asks for money was accepted.
 */
export const m110BranchDay: Migration = {
  number: 110,
  script: `
create table told_event (
  arrival integer primary key,
  id text not null unique,
  device text not null,
  sequence integer not null,
  kind text not null,
  visit text not null,
  customer integer,
  undoes text,
  payload text not null,
  at integer not null,
  day text not null,
  staff text not null,
  told_at integer not null,
  unique (device, sequence)
) strict;

create index told_by_visit on told_event (visit, sequence);
create index told_by_undoes on told_event (undoes) where undoes is not null;
create index told_by_customer on told_event (customer, kind)
  where kind in ('answer.recorded', 'visit.finished');

create view told_standing as
select id, device, sequence, kind, visit, customer,
  coalesce((select becomes from correction where correction.event = told_event.id), payload) as payload,
  at, day, staff
from told_event
where not exists (
    select 1 from told_event as undo
    where undo.undoes = told_event.id and undo.device = told_event.device
  )
  and not exists (
    select 1 from correction where correction.event = told_event.id and correction.becomes is null
  )
  and not exists (select 1 from correction where correction.event = told_event.visit);

create table gift_drawn_elsewhere (
  gift text primary key,
  count integer not null
) strict, without rowid;

create table visit_row (
  visit text primary key,
  device text not null,
  day text not null,
  at integer not null,
  ended integer,
  staff text not null,
  starter text not null,
  customer integer,
  purpose text not null,
  state text not null,
  intended integer,
  prepaid integer,
  claimed integer,
  said integer not null,
  accepted integer not null,
  care integer not null,
  gifts integer not null,
  known_at integer not null,
  doc text not null
) strict, without rowid;

create index visit_row_by_day on visit_row (day, at, visit);
create index visit_row_gifts on visit_row (day) where gifts > 0 and state = 'finished';
create index visit_row_sums on visit_row
  (day, state, prepaid, claimed, said, accepted, care, device);
create index day_closed on event (json_extract(payload, '$.closes'), id) where kind = 'day.closed';
create index day_closed_told on told_event (json_extract(payload, '$.closes'), id)
  where kind = 'day.closed';
`,
};
