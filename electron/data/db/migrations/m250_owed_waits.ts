// After wrong PINs: how long the app must yet run before the next one, whatever the clock says meanwhile.
import type { Migration } from '../migration.ts';

export const m250OwedWaits: Migration = {
  number: 250,
  script: `
alter table sign_in_attempt add column owed integer not null default 0;
-- Waits that run by the clock when the program is updated begin anew. Nobody asks \`wait_until\` after that.
update sign_in_attempt set owed = min(2000 * (1 << min(failures - 3, 8)), 300000) where failures >= 3;
`,
};
