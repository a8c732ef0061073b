// People who were served before their counter's list had them, and who it was, as far as the phone tells.
import type { Migration } from '#hub/db/migration.ts';

export const walkIns: Migration = {
  number: 200,
  name: 'walk-ins',
  up: `
-- A number that a customer had before. until: the last day of data with it.
create table former_phone (
  customer bigint not null references customer (id) on delete cascade,
  phone text not null,
  until date not null,
  primary key (customer, phone, until)
);
create index former_phone_by_number on former_phone (phone);

-- One row a visit, from its first event. customer: who it was; null when nobody or more than one may have been it.
-- holders: how many may have had the number on that day. Found when the event comes in and after each import.
create table walk_in (
  device text not null references device (id),
  visit text not null,
  branch text not null references branch (code),
  day date not null,
  at bigint not null,
  phone text not null,
  customer bigint references customer (id) on delete set null,
  holders bigint not null default 0,
  primary key (visit, device)
);
create index walk_in_of_customer on walk_in (customer, at);
create index walk_in_of_branch on walk_in (branch, at);

create index complaint_of_walk_in on event (day)
  where kind in ('walk-in.started', 'walk-in.changed') and payload ->> 'purpose' = 'complaint';
create index walk_in_by_visit on event ((payload ->> 'visit'), sequence)
  where kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished');

-- Finished ones whose customer is known: they count where the customer's visits do.
create view joined_walk_in as
select w.visit, w.device, w.customer, e.at, e.payload ->> 'purpose' as purpose,
  (e.payload ->> 'prepaid')::bigint as prepaid
from walk_in w
join standing_event e on e.kind = 'walk-in.finished' and e.payload ->> 'visit' = w.visit and e.device = w.device
where w.customer is not null;
`,
};
