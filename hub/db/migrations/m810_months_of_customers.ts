// Months hang on their customers by statement: held row by row, they took an import twice the time to write.
import type { Migration } from '#hub/db/migration.ts';

const written = (on: 'insert' | 'update'): string => `
drop trigger usage_month_${on}_touches on usage_month;
drop trigger usage_month_${on}_forgets on usage_month;
create trigger usage_month_${on}_is_of_customer after ${on} on usage_month
  referencing new table as touched for each statement execute function hold_months_of_customers();`;

export const monthsOfCustomers: Migration = {
  number: 810,
  name: 'months of customers',
  up: `
-- What the foreign key promised: no month without its customer. Who writes months keeps their customers from being
-- deleted until the transaction ends, and with a customer go the months.
alter table usage_month drop constraint usage_month_customer_fkey;

create function hold_months_of_customers() returns trigger language plpgsql as $$
declare
  stranger bigint;
begin
  with own as materialized (select distinct customer from touched),
  held as materialized (
    select c.id, c.branch from customer c where c.id in (select customer from own) for key share of c
  ),
  forgotten as (delete from row_digest where customer in (select customer from own)),
  noted as (insert into touched_customer (branch, customer) select branch, id from held)
  select o.customer into stranger from own o where not exists (select from held h where h.id = o.customer) limit 1;
  if found then
    raise foreign_key_violation using message = format('months of customer %s, who is not there', stranger);
  end if;
  return null;
end $$;
${written('insert')}
${written('update')}

create function delete_months_of_customers() returns trigger language plpgsql as $$
begin
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    raise 'customers are deleted at read committed: months that were written meanwhile are not seen here and would stay';
  end if;
  delete from usage_month where customer in (select id from touched);
  return null;
end $$;
create trigger customer_delete_takes_months after delete on customer
  referencing old table as touched for each statement execute function delete_months_of_customers();

create function truncate_months() returns trigger language plpgsql as $$
begin
  truncate usage_month;
  return null;
end $$;
create trigger customer_truncate_takes_months after truncate on customer
  for each statement execute function truncate_months();

create function keep_number_of_customer() returns trigger language plpgsql as $$
begin
  raise 'the number of a customer never changes';
end $$;
create trigger customer_keeps_number before update of id on customer
  for each statement execute function keep_number_of_customer();
`,
};
