// Devices, the codes that make them, their events, and what was put aside of these.
import type { Migration } from '#hub/db/migration.ts';

export const devices: Migration = {
  number: 40,
  name: 'devices and events',
  up: `
create table device (
  id text primary key,
  branch text not null references branch (code),
  name text not null,
  token_hash bytea not null unique,
  enrolled_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table enrol_code (
  id bigint generated always as identity primary key,
  branch text not null references branch (code) on delete cascade,
  code_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  device text references device (id)
);

-- Wrong tries at enrolment, counted by branch and window, so that all copies of the hub share the limit.
create table enrol_attempt (
  branch text not null,
  window_start bigint not null,
  tries integer not null,
  primary key (branch, window_start)
);

create table event (
  id uuid primary key,
  device text not null references device (id),
  branch text not null references branch (code),
  sequence bigint not null,
  kind text not null,
  payload jsonb not null,
  at bigint not null,
  day date not null,
  staff text not null,
  received_at timestamptz not null default now(),
  unique (device, sequence)
);
create index event_of_branch_day on event (branch, day);

-- digest: SHA-256 of the body, so that the same bad event sent twice is put aside once.
create table event_quarantine (
  device text not null references device (id),
  digest bytea not null,
  id text not null,
  reason text not null,
  body text not null,
  received_at timestamptz not null default now(),
  primary key (device, digest)
);
`,
};
