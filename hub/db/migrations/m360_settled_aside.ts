// What became of an event that was put aside: a person took it after all, or laid it aside for good.
import type { Migration } from '#hub/db/migration.ts';

export const settledAside: Migration = {
  number: 360,
  name: 'events put aside are settled by a person',
  up: `
alter table event_quarantine add settled text check (settled in ('taken', 'dismissed'));
alter table event_quarantine add settled_at timestamptz;
`,
};
