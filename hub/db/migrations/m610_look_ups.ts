// How far each device's audit log is known at HQ, and where what it told did not follow on what it told before.
import type { Migration } from '#hub/db/migration.ts';

export const lookUps: Migration = {
  number: 610,
  name: 'look-ups at the counters',
  up: `
create table device_look_ups (
  device text primary key references device (id) on delete cascade,
  through bigint not null,
  head text not null,
  -- The log was cut, or written anew: so many times, when HQ last noticed, and what did not fit.
  breaks integer not null default 0,
  broken_at timestamptz,
  broken text
);

create function follow_look_ups() returns trigger language plpgsql as $$
declare
  known device_look_ups;
  first bigint := (new.payload ->> 'from')::bigint;
  fits boolean;
begin
  select * into known from device_look_ups where device = new.device;
  fits := first = coalesce(known.through, 0) + 1
    and (known.device is null or known.head = new.payload ->> 'previous');
  insert into device_look_ups (device, through, head, breaks, broken_at, broken) values (
    new.device, (new.payload ->> 'through')::bigint, new.payload ->> 'head',
    case when fits then 0 else 1 end, case when fits then null else now() end,
    case when fits then null else format('row %s was told after row %s', first, coalesce(known.through, 0)) end)
  on conflict (device) do update set through = excluded.through, head = excluded.head,
    breaks = device_look_ups.breaks + excluded.breaks,
    broken_at = coalesce(excluded.broken_at, device_look_ups.broken_at),
    broken = coalesce(excluded.broken, device_look_ups.broken);
  return null;
end $$;
create trigger look_ups_told after insert on event for each row
  when (new.kind = 'look-ups.told') execute function follow_look_ups();

create index event_of_look_ups on event (branch, day, id) where kind = 'look-ups.told';
`,
};
