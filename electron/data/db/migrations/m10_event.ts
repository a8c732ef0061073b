// The branch's truth: events, append-only; and beside them what the hub said of each.
import type { Migration } from '../migration.ts';

/**
 * `visit`, `customer` and `undoes` repeat members of the payload, for indexes; `visit` is empty outside visits. `receipt` stands apart, so that an
 * event never changes. `gift_drawn` is a projection, kept in the transaction of the event that moves it.
 * `decision_text` keeps the sentences as they were shown: a later catalog words them differently.
 */
export const m10Event: Migration = {
  number: 10,
  script: `
create table event (
  sequence integer primary key check (sequence > 0),
  id text not null unique,
  device text not null,
  kind text not null,
  visit text not null,
  customer integer,
  undoes text,
  payload text not null,
  at integer not null,
  day text not null,
  staff text not null
) strict;

create index event_by_visit on event (visit, sequence);
create index event_by_day on event (day, sequence);
create index answer_by_customer on event (customer, sequence) where kind = 'answer.recorded';
create unique index event_undone_once on event (undoes) where undoes is not null;

create trigger event_is_never_changed before update on event
begin
  select raise(abort, 'events are append-only');
end;

create trigger event_is_never_deleted before delete on event
begin
  select raise(abort, 'events are append-only');
end;

create table receipt (
  sequence integer primary key references event (sequence),
  at integer not null,
  quarantined text
) strict;

create index receipt_quarantined on receipt (sequence) where quarantined is not null;

create table gift_drawn (
  gift text primary key,
  count integer not null check (count >= 0)
) strict, without rowid;

create table decision_text (
  decision text primary key,
  doc text not null
) strict, without rowid;
`,
};
