// How far the clock of each device is from the hub's.
import type { Migration } from '#hub/db/migration.ts';

export const deviceClock: Migration = {
  number: 510,
  name: 'clock of devices',
  up: `
-- Below 0 the device is behind; 0: close enough. Null: it did not say.
alter table device_contact add column minutes_ahead bigint;
`,
};
