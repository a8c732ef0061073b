// People who read HQ's page: regions of branches, accounts, sessions, waiting after wrong passwords, and who did what.
import type { Migration } from '#hub/db/migration.ts';

export const pageAccounts: Migration = {
  number: 310,
  name: 'regions and accounts of the page',
  up: `
-- Whose manager sees the branch; empty: HQ's alone.
alter table branch add column region text not null default '';
create index branch_of_region on branch (region);

-- regions: whose branches a regional manager sees; HQ sees all.
create table page_account (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
  role text not null check (role in ('hq', 'region')),
  regions text[] not null default '{}',
  password_hash text not null check (password_hash <> ''),
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  check ((role = 'hq') = (regions = '{}'))
);

create table page_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account text not null references page_account (name) on delete cascade,
  began_at timestamptz not null,
  seen_at timestamptz not null
);
create index page_session_of_account on page_session (account);

-- By SHA-256 of the name that was typed, whether there is such an account or not: wrong passwords in a row.
create table page_wait (
  name_hash bytea primary key check (length(name_hash) = 32),
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  wait_until timestamptz not null
);
create index page_wait_by_age on page_wait (last_at);

-- Kept for good. account: empty where a name was typed that no account has.
create table page_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account text not null,
  action text not null check (action <> ''),
  detail text not null
);
create index page_log_of_account on page_log (account, id);

create function refuse_page_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log of the page is only added to';
end $$;
create trigger page_log_is_kept before update or delete on page_log
  for each statement execute function refuse_page_log_change();
`,
};
