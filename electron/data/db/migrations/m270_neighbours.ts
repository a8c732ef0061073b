// What the branch's windows tell each other without HQ, beside what HQ tells of them.
import type { Migration } from '../migration.ts';

/**
 * `told_cursor`: up to where HQ told all of a device. `by_neighbour`: HQ has not told it yet; what HQ does not tell by
 * the time it tells what comes after is taken out again, and its visit is in `stale_visit` until its row follows.
 * `neighbour_sheet` holds signed events of other devices until HQ has them. `neighbour_receipt` is what HQ said of them,
 * until their device has heard it.
 */
export const m270Neighbours: Migration = {
  number: 270,
  script: `
create table told_cursor (
  device text primary key,
  through integer not null,
  series integer not null
) strict, without rowid;

alter table told_event add column by_neighbour integer not null default 0;
create index told_by_neighbour on told_event (device, sequence) where by_neighbour = 1;
create index told_consent on told_event (customer) where kind = 'consent.changed';
create index told_purpose on told_event (customer) where kind in ('visit.started', 'visit.changed');

drop view told_standing;
create view told_standing as
select id, device, sequence, kind, visit, customer,
  coalesce((select becomes from correction where correction.event = told_event.id), payload) as payload,
  at, day, staff, by_neighbour
from told_event
where not exists (
    select 1 from told_event as undo
    where undo.undoes = told_event.id and undo.device = told_event.device
  )
  and not exists (
    select 1 from correction where correction.event = told_event.id and correction.becomes is null
  )
  and (kind = 'consent.changed' or not exists (
    select 1 from correction where correction.event = told_event.visit
  ));

create table stale_visit (visit text primary key) strict, without rowid;

create table neighbour (
  device text primary key,
  through integer not null,
  heard_at integer not null
) strict, without rowid;

create table neighbour_sheet (
  device text not null,
  through integer not null,
  after integer not null,
  body text not null,
  signature text not null,
  primary key (device, through)
) strict, without rowid;

create table neighbour_receipt (
  device text not null,
  through integer not null,
  body text not null,
  signature text not null,
  primary key (device, through)
) strict, without rowid;
`,
};
