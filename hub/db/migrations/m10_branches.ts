// Branches and their people.
import type { Migration } from '#hub/db/migration.ts';

export const branches: Migration = {
  number: 10,
  name: 'branches and staff',
  up: `
create table branch (
  code text primary key,
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  time_zone text not null check (time_zone <> ''),
  currency text not null check (currency in ('CNY', 'INR')),
  is_demo boolean not null default false,
  privilege_weekday integer check (privilege_weekday between 1 and 7)
);

create table staff (
  branch text not null references branch (code) on delete cascade,
  id text not null,
  name text not null check (name <> ''),
  role text not null check (role in ('clerk', 'manager')),
  pin_hash text not null check (pin_hash <> ''),
  active boolean not null default true,
  primary key (branch, id)
);

create table gift (
  branch text not null references branch (code) on delete cascade,
  id text not null,
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  cost bigint not null check (cost >= 0),
  allocated integer not null check (allocated >= 0),
  primary key (branch, id)
);
`,
};
