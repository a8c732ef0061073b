// Failed PINs in a row, and until when the next one waits (UTC ms).
import type { Migration } from '../migration.ts';

export const m30SignInAttempt: Migration = {
  number: 30,
  script: `
create table sign_in_attempt (
  staff text primary key,
  failures integer not null,
  wait_until integer not null
) strict, without rowid;
`,
};
