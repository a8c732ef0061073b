// People who were served before their counter's list had them, and who it was: found by the phone, whenever it is asked.
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

create function keep_former_phone() returns trigger language plpgsql as $$
begin
  insert into former_phone (customer, phone, until) values (old.id, old.phone, old.as_of)
  on conflict do nothing;
  return null;
end $$;
create trigger phone_changed after update of phone on customer
  for each row when (old.phone <> new.phone and old.phone <> '') execute function keep_former_phone();

create index customer_by_phone on customer (phone) where phone <> '';
create index walk_in_by_time on event (at) where kind = 'walk-in.started';
create index complaint_of_walk_in on event (day)
  where kind in ('walk-in.started', 'walk-in.changed') and payload ->> 'purpose' = 'complaint';
create index walk_in_by_visit on event ((payload ->> 'visit'), sequence)
  where kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished');

-- holders: customers who may have had the number on that day. customer: the one that it was, of the same branch first;
-- null when nobody or more than one may have been it. A stored number may have the 0 of a landline before its key.
create view walk_in as
select e.payload ->> 'visit' as visit, e.device, e.branch, e.day, e.at, e.payload ->> 'phone' as phone,
  case
    when h.here = 1 then h.first_here
    when h.here = 0 and h.holders = 1 then h.first
  end as customer,
  h.holders
from event e
cross join lateral (
  select count(*) as holders, min(c.id) as first,
    count(*) filter (where c.branch = e.branch) as here,
    min(c.id) filter (where c.branch = e.branch) as first_here
  from (
    select c.id, c.branch, c.since, c.left_on
    from customer c
    where c.phone in (e.payload ->> 'phone', '0' || (e.payload ->> 'phone'))
      and not exists (
        select from former_phone o
        where o.customer = c.id and o.until >= e.day
          and o.phone not in (e.payload ->> 'phone', '0' || (e.payload ->> 'phone')))
    union
    select c.id, c.branch, c.since, c.left_on
    from former_phone f
    join customer c on c.id = f.customer
    where f.phone in (e.payload ->> 'phone', '0' || (e.payload ->> 'phone')) and f.until >= e.day
  ) as c
  where (c.since is null or c.since <= e.day) and (c.left_on is null or c.left_on > e.day)
) as h
where e.kind = 'walk-in.started';

-- Finished ones whose customer is known: they count where the customer's visits do.
create view joined_walk_in as
select w.visit, w.device, w.customer, e.at, e.payload ->> 'purpose' as purpose,
  (e.payload ->> 'prepaid')::bigint as prepaid
from walk_in w
join standing_event e on e.kind = 'walk-in.finished' and e.payload ->> 'visit' = w.visit and e.device = w.device
where w.customer is not null;
`,
};
