// Events of later counters, kept until a hub can read them.
import type { Migration } from '#hub/db/migration.ts';

export const waiting: Migration = {
  number: 130,
  name: 'waiting events',
  up: `
-- protocol: the one that the event came under. tried: the newest protocol of a hub that could not read it.
-- body: canonical JSON of the whole event.
create table event_waiting (
  id uuid primary key,
  device text not null references device (id),
  sequence bigint not null,
  protocol bigint not null,
  tried bigint not null,
  body text not null,
  received_at timestamptz not null default now(),
  unique (device, sequence)
);
`,
};
