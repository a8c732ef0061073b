// A device's own keys, what it last told of itself, and the chain of its batches.
import type { Migration } from '#hub/db/migration.ts';

export const deviceKeys: Migration = {
  number: 380,
  name: 'device keys and reports',
  up: `
-- Public keys, SPKI DER; null: enrolled by a program of before, and known by the token alone.
alter table device add sign_key bytea;
alter table device add seal_key bytea;
alter table device add check ((sign_key is null) = (seal_key is null));
alter table device add revoked_reason text;

-- head: SHA-256 of the last batch that was taken; before: the head that it named. breaks: batches that named neither.
create table device_chain (
  device text primary key references device (id) on delete cascade,
  head bytea not null,
  before bytea,
  batches bigint not null default 1,
  breaks bigint not null default 0,
  broken_at timestamptz
);

-- What a device last told of itself.
create table device_state (
  device text primary key references device (id) on delete cascade,
  heard_at timestamptz not null,
  version text not null,
  platform text not null,
  key_store text not null,
  key_store_protected boolean not null,
  unsent bigint not null,
  number bigint not null,
  clock_off_ms bigint not null,
  audit_sequence bigint not null,
  audit_hash bytea
);
`,
};
