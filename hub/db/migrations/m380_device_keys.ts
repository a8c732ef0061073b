// A device's own keys, and the chain of its batches.
import type { Migration } from '#hub/db/migration.ts';

export const deviceKeys: Migration = {
  number: 380,
  name: 'device keys',
  up: `
-- Public keys, SPKI DER; null: enrolled by a program of before, and known by the token alone.
alter table device add sign_key bytea;
alter table device add seal_key bytea;
alter table device add check ((sign_key is null) = (seal_key is null));

-- head: SHA-256 of the last batch that was taken; before: the head that it named. breaks: batches that named neither.
create table device_chain (
  device text primary key references device (id) on delete cascade,
  head bytea not null,
  before bytea,
  batches bigint not null default 1,
  breaks bigint not null default 0,
  broken_at timestamptz
);
`,
};
