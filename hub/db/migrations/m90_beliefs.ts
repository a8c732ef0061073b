// Editions of what is known of the chances of yes, and the way to the events that teach it.
import type { Migration } from '#hub/db/migration.ts';

export const beliefs: Migration = {
  number: 90,
  name: 'beliefs',
  up: `
-- The version names the content; the newest created_at is published. None is taken away: decisions name them.
create table beliefs (
  version text primary key,
  doc text not null,
  created_at timestamptz not null default now()
);

create index event_of_kind on event (kind, at);
`,
};
