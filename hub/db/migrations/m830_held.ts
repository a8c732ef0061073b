// How many events of a device are held is known without counting all of them with each batch.
import type { Migration } from '#hub/db/migration.ts';

export const held: Migration = {
  number: 830,
  name: 'events held, counted once',
  up: `
-- Of the numbers up to \`through\`, those that are stored or wait. Null: one of them came or went, to be counted anew.
alter table device_whole add held bigint;

-- The program takes no event away; somebody with a console may.
create function count_held_anew() returns trigger language plpgsql as $$
begin
  update device_whole w set held = null
  from (select distinct device from gone) as g where w.device = g.device;
  return null;
end $$;

create trigger count_held_anew after delete on event
  referencing old table as gone for each statement execute function count_held_anew();
`,
};
