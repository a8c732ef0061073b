// What each device says of its computer: the system, and what keeps its key.
import type { Migration } from '#hub/db/migration.ts';

export const deviceHost: Migration = {
  number: 670,
  name: 'system and key store of devices',
  up: `alter table device_contact add column host text;`,
};
