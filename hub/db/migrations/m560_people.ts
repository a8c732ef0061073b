// Own PINs, releases and who is barred: what counters record of their people, taken up as it comes.
import type { Migration } from '#hub/db/migration.ts';

export const people: Migration = {
  number: 560,
  name: 'people of the branches',
  up: `
-- \`pin_hash\` is what HQ's file gave. \`later_hash\` took its place: an own PIN, or one that HQ gave anew by hand.
alter table staff
  add column later_hash text check (later_hash <> ''),
  add column later_is_own boolean not null default false,
  add column releases integer not null default 0 check (releases >= 0),
  add column released_at timestamptz,
  add column is_blocked boolean not null default false,
  add column block_event uuid;

-- Another PIN in HQ's file: it counts, and wrong ones of before do not.
create function give_new_pin() returns trigger language plpgsql as $$
begin
  if new.pin_hash <> old.pin_hash then
    new.later_hash := null;
    new.later_is_own := false;
    new.releases := old.releases + 1;
    new.released_at := now();
  end if;
  return new;
end $$;
create trigger pin_given before update of pin_hash on staff for each row execute function give_new_pin();

create index event_of_people on event (branch, staff, id) where kind = 'pin.chosen';
create index event_of_wrong_pins on event (branch, device, sequence)
  where kind in ('pins.wrong', 'pins.released');

-- Choices form a chain by what each replaces, in whichever order they come; a circle ends it.
create function take_own_pin(of_branch text, of_staff text) returns void language plpgsql as $$
declare
  present text;
  chosen text;
begin
  for step in 1..100 loop
    select coalesce(later_hash, pin_hash) into present from staff
      where branch = of_branch and id = of_staff;
    exit when present is null;
    select payload ->> 'pinHash' into chosen from event
      where kind = 'pin.chosen' and branch = of_branch and staff = of_staff
        and payload ->> 'replaces' = encode(sha256(convert_to(present, 'UTF8')), 'hex')
      order by id desc limit 1;
    exit when not found;
    update staff set later_hash = chosen, later_is_own = true
      where branch = of_branch and id = of_staff;
  end loop;
end $$;

create function note_people() returns trigger language plpgsql as $$
begin
  if new.kind = 'pin.chosen' then
    perform take_own_pin(new.branch, new.staff);
  else
    update staff set is_blocked = (new.payload ->> 'isBlocked')::boolean, block_event = new.id
      where branch = new.branch and id = new.payload ->> 'member'
        and (block_event is null or block_event < new.id);
  end if;
  return null;
end $$;
create trigger people_told after insert on event for each row
  when (new.kind in ('pin.chosen', 'staff.blocked')) execute function note_people();
`,
};
