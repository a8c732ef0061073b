// Up to where all events of a device have come, and where it listens: both for the others of its branch.
import type { Migration } from '#hub/db/migration.ts';

export const neighbours: Migration = {
  number: 540,
  name: 'devices told without a gap, and their addresses',
  up: `
-- through: everything up to it was stored, waits, was put aside, or is lost for good. series: how often an event came
-- in later that lies before it. What was told before this table is taken to be whole.
create table device_whole (
  device text primary key references device (id) on delete cascade,
  through bigint not null check (through >= 0),
  series bigint not null default 0
);

insert into device_whole (device, through)
select device, max(sequence) from event group by device;

-- host:port, separated by commas. Null: it did not say.
alter table device_contact add column addresses text;
`,
};
