// What each device last said of itself, and how the strategies did when the effect was last measured.
import type { Migration } from '#hub/db/migration.ts';

export const deviceContact: Migration = {
  number: 330,
  name: 'contact of devices and figures of strategies',
  up: `
-- app: the program's version; unsent: events that it had recorded and not sent. Null: a counter of before, which does
-- not say.
create table device_contact (
  device text primary key references device (id) on delete cascade,
  at timestamptz not null,
  app text,
  unsent bigint check (unsent >= 0)
);

-- region: empty of all branches. doc: a list of strategies, each against its goal.
create table strategy_figure (
  region text primary key,
  measured_at timestamptz not null,
  doc jsonb not null
);
`,
};
