// Customers, what they use and what they have. Money in fen, data in KB, minutes whole.
import type { Migration } from '#hub/db/migration.ts';

export const customers: Migration = {
  number: 20,
  name: 'customers',
  up: `
create table plan (
  code text primary key,
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  monthly_fee bigint not null,
  voice_minutes bigint not null check (voice_minutes >= 0),
  data_kb bigint not null check (data_kb >= 0)
);

create table customer (
  id bigint generated always as identity primary key,
  branch text not null references branch (code) on delete cascade,
  account text not null,
  phone text not null default '' check (phone ~ '^[0-9]*$'),
  name text not null default '',
  pinyin text not null default '',
  initials text not null default '',
  id_tail text not null default '',
  area text not null default '',
  birth_year integer,
  since date,
  plan text references plan (code),
  contract_end date,
  balance bigint,
  arrears bigint,
  points bigint,
  household bigint,
  last_complaint date,
  opted_out boolean not null default false,
  blacklisted boolean not null default false,
  as_of date not null,
  unique (branch, account)
);
create index customer_of_branch on customer (branch, id);

create table holding (
  customer bigint not null references customer (id) on delete cascade,
  code text not null,
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  until date,
  primary key (customer, code)
);

create table usage_month (
  customer bigint not null references customer (id) on delete cascade,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  spend bigint not null default 0,
  voice_minutes bigint not null default 0 check (voice_minutes >= 0),
  data_kb bigint not null default 0 check (data_kb >= 0),
  top_up bigint not null default 0,
  top_up_count bigint not null default 0 check (top_up_count >= 0),
  last_top_up bigint not null default 0,
  primary key (customer, month)
);

create table score (
  customer bigint primary key references customer (id) on delete cascade,
  as_of date not null,
  value_group text not null,
  stage text not null,
  risks text[] not null,
  labels text[] not null
);
`,
};
