// Rows of files as they were last imported: the same row again, of somebody whom nothing has changed since, need not be read.
import type { Migration } from '#hub/db/migration.ts';

const trigger = (table: string, on: 'insert' | 'update' | 'delete', does: string): string => `
create trigger ${table}_${on}_forgets after ${on} on ${table}
  referencing ${on === 'delete' ? 'old' : 'new'} table as touched for each statement execute function ${does}();`;

export const rowDigests: Migration = {
  number: 710,
  name: 'digests of imported rows',
  up: `
-- Whoever writes what a row of a file tells of a customer takes the customer's line away.
create table row_digest (
  customer bigint primary key references customer (id) on delete cascade,
  -- Of the row, of how it was read, and of the program that read it.
  digest text not null,
  -- What the row told: how many months, the first and the last; empty without any.
  months integer not null check (months >= 0),
  first_month text not null,
  last_month text not null
);
create index row_digest_of_row on row_digest (digest);

create function forget_row() returns trigger language plpgsql as $$
begin
  delete from row_digest where customer in (select id from touched);
  return null;
end $$;
create function forget_row_of() returns trigger language plpgsql as $$
begin
  delete from row_digest where customer in (select customer from touched);
  return null;
end $$;
${trigger('customer', 'update', 'forget_row')}
${['usage_month', 'holding']
  .flatMap((table) =>
    (['insert', 'update', 'delete'] as const).map((on) => trigger(table, on, 'forget_row_of')),
  )
  .join('')}
`,
};
