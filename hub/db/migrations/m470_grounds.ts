// What HQ once said of staff, customers and leases: by this events are judged that were recorded then and come late.
import type { Migration } from '#hub/db/migration.ts';

export const grounds: Migration = {
  number: 470,
  name: 'grounds of events',
  up: `
-- Whom a branch ever had, and whether as a manager: who moved, left or was made a clerk was right before.
create table staff_ever (
  branch text not null references branch (code) on delete cascade,
  id text not null,
  managed boolean not null,
  primary key (branch, id)
);
insert into staff_ever (branch, id, managed) select branch, id, role = 'manager' from staff;
create function note_staff() returns trigger language plpgsql as $$
begin
  insert into staff_ever (branch, id, managed) values (new.branch, new.id, new.role = 'manager')
  on conflict (branch, id) do update set managed = true
    where excluded.managed and not staff_ever.managed;
  return null;
end $$;
create trigger staff_noted after insert or update on staff for each row execute function note_staff();

-- Branches that a customer was of before: one who moved, or is no more, was served there all the same.
create table former_home (
  customer bigint not null,
  branch text not null references branch (code) on delete cascade,
  primary key (customer, branch)
);
create function note_home() returns trigger language plpgsql as $$
begin
  if exists (select from branch where code = old.branch) then
    insert into former_home (customer, branch) values (old.id, old.branch) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger home_left after delete on customer for each row execute function note_home();
create trigger home_changed after update of branch on customer for each row
  when (old.branch <> new.branch) execute function note_home();

-- Devices that ever let points be spent: what they let be spent before the right moved on may come late.
create table points_holder (
  device text primary key references device (id) on delete cascade
);
insert into points_holder (device) select holder from points_lease;
create function note_holder() returns trigger language plpgsql as $$
begin
  insert into points_holder (device) values (new.holder) on conflict do nothing;
  return null;
end $$;
create trigger holder_noted after insert or update on points_lease
  for each row execute function note_holder();

create index event_of_device_visit on event (device, (payload ->> 'visit'));
`,
};
