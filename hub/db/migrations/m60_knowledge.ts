// What HQ knows beyond the bill: groups, chances and values in the score, customer files, visits, portraits of groups.
import type { Migration } from '#hub/db/migration.ts';

export const knowledge: Migration = {
  number: 60,
  name: 'groups, chances, files and visits',
  up: `
-- consumption, behaviour: codes of the two models; null: not known. churn, lifetime: documents of the model.
alter table score
  add column consumption text,
  add column behaviour text,
  add column churn jsonb,
  add column lifetime jsonb;

create table customer_file (
  customer bigint primary key references customer (id) on delete cascade,
  doc jsonb not null
);

-- Visits to counters that HQ knows of from elsewhere than the events of its branches. at: UTC ms; prepaid: fen.
create table visit_record (
  customer bigint not null references customer (id) on delete cascade,
  at bigint not null,
  purpose text not null,
  prepaid bigint check (prepaid >= 0),
  primary key (customer, at)
);

-- Portraits of the groups of a branch, as the newest hub score found them.
create table customer_group (
  branch text not null references branch (code) on delete cascade,
  kind text not null check (kind in ('value', 'consumption', 'behaviour')),
  code text not null,
  doc jsonb not null,
  primary key (branch, kind, code)
);
`,
};
