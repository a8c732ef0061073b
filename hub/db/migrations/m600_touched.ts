// Whose rows were written since the branch was last published: a publication need look at nobody else.
import type { Migration } from '#hub/db/migration.ts';

const OF_CUSTOMERS = ['holding', 'usage_month', 'score', 'customer_file'] as const;

/** Statements cost one line each for every customer they touch, however many rows they write. */
const trigger = (
  table: string,
  on: 'delete' | 'insert' | 'update',
  does: string,
  seen = on === 'delete' ? 'old table as touched' : 'new table as touched',
): string =>
  `create trigger ${table}_${on}_touches after ${on} on ${table} referencing ${seen} for each statement execute function ${does}();`;

export const touched: Migration = {
  number: 600,
  name: 'touched customers',
  up: `
-- No key: who is touched while a publication runs has a line that it does not see, and so does not take away.
create table touched_customer (
  branch text not null,
  customer bigint not null
);
create index touched_customer_of_branch on touched_customer (branch, customer);

-- What the rows of all customers of the branch rest on beside their own, when they were last read.
-- Null: all of them are to be read.
alter table publication add column rests_on text;

create function touch_customer() returns trigger language plpgsql as $$
begin
  insert into touched_customer (branch, customer) select branch, id from touched;
  return null;
end $$;
create function touch_moved_customer() returns trigger language plpgsql as $$
begin
  insert into touched_customer (branch, customer)
  select branch, id from touched union select branch, id from before;
  return null;
end $$;
create function touch_of_customer() returns trigger language plpgsql as $$
begin
  insert into touched_customer (branch, customer)
  select c.branch, c.id from customer c where c.id in (select customer from touched);
  return null;
end $$;
create function touch_of_plan() returns trigger language plpgsql as $$
begin
  insert into touched_customer (branch, customer)
  select c.branch, c.id from customer c where c.plan in (select code from touched);
  return null;
end $$;

${trigger('customer', 'insert', 'touch_customer')}
${trigger('customer', 'delete', 'touch_customer')}
${trigger('customer', 'update', 'touch_moved_customer', 'old table as before new table as touched')}
${OF_CUSTOMERS.flatMap((table) =>
  (['insert', 'update', 'delete'] as const).map((on) => trigger(table, on, 'touch_of_customer')),
).join('\n')}
${trigger('plan', 'update', 'touch_of_plan')}
`,
};
