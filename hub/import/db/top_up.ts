// Rows of the operator's top-up log on their way in: whose they are, when they were, and what tells them apart.
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';

/**
 * Fills `customer` (by account, else by the phone that one customer alone has), `branch`, and `at` and `until` in UTC
 * ms. A negative amount is a reversal, but of money that no customer put down: that never counts, given or taken back.
 * A row without a serial number is named by what it says; of rows that say the same, the first of one file is the first
 * of the next, so the same file again adds nothing.
 */
export async function findPayers(tx: Database): Promise<void> {
  await tx.script(`
    alter table import_row add column customer bigint, add column at bigint, add column until bigint;
    analyze import_row`);
  await tx.execute(sql`
    create temp table import_payer on commit drop as
    with by_account as (
      select s.row, min(c.id) as customer, count(*) as found
      from import_row s join customer c on c.account = s.account
      where s.branch is null or s.branch = c.branch
      group by s.row),
    by_phone as (
      select s.row, min(c.id) as customer, count(*) as found
      from import_row s join customer c on c.phone = s.account
      where c.left_on is null and (s.branch is null or s.branch = c.branch)
        and not exists (select 1 from by_account a where a.row = s.row)
      group by s.row)
    select row, customer from by_account where found = 1
    union all
    select row, customer from by_phone where found = 1`);
  await tx.script('analyze import_payer');
  await tx.execute(sql`
    update import_row s set customer = c.id, branch = c.branch,
      at = extract(epoch from s.moment::timestamp at time zone b.time_zone) * 1000,
      until = extract(epoch from (case when length(s.moment) = 10 then s.moment::timestamp + interval '1 day'
        else s.moment::timestamp end) at time zone b.time_zone) * 1000,
      kind = case when s.kind = 'other' then s.kind when s.amount < 0 then 'reversal'
        else coalesce(s.kind, 'top-up') end,
      amount = abs(s.amount)
    from import_payer p join customer c on c.id = p.customer join branch b on b.code = c.branch
    where p.row = s.row`);
  await tx.execute(sql`
    update import_row s set serial = n.name
    from (
      select row, concat_ws('~', '', moment, amount, kind, channel, row_number() over (
        partition by customer, moment, amount, kind, channel order by row)) as name
      from import_row where coalesce(serial, '') = '' and customer is not null) as n
    where n.row = s.row`);
  await nameReversed(tx);
}

/** Begins the names that reversals get which stand under the number of their top-up. */
export const OWN_NAME = '~reversal~';

const ownName = (row: Sql): Sql =>
  sql`concat_ws('~', ${OWN_NAME.slice(0, -1)}::text, ${row}.serial, ${row}.at, ${row}.amount)`;

/**
 * Of reversals: many systems write the serial number of the top-up itself on the row that takes it back. Such a row gets
 * a name of its own, for a top-up may be taken back in parts, and names the other; and what takes back money that no
 * customer put down is none of theirs either.
 */
async function nameReversed(tx: Database): Promise<void> {
  // The top-up may come in a later file than what took it back.
  await tx.execute(sql`
    update top_up t set serial = ${ownName(sql`t`)}, reverses = t.serial
    from import_row s
    where s.customer = t.customer and s.serial = t.serial and s.kind <> 'reversal' and s.at <= t.until
      and t.kind = 'reversal' and t.reverses in ('', t.serial)`);
  await tx.script(`
    create temp table import_known on commit drop as
    select customer, serial, kind, reverses, row from import_row where customer is not null
    union all
    select t.customer, t.serial, t.kind, t.reverses, null from top_up t
    where exists (select from import_row s where s.customer = t.customer and t.serial in (s.serial, s.reverses));
    analyze import_known`);
  await tx.execute(sql`
    update import_row s set serial = ${ownName(sql`s`)}, reverses = s.serial
    where s.kind = 'reversal' and coalesce(s.reverses, '') in ('', s.serial) and exists (
      select from import_known k
      where k.customer = s.customer and k.serial = s.serial and k.kind <> 'reversal')`);
  await tx.execute(sql`
    update import_row s set kind = 'other'
    from import_known k
    where s.kind = 'reversal' and k.customer = s.customer and k.serial = s.reverses and k.kind = 'other'`);
  await tx.execute(sql`
    update import_row s set reverses = coalesce((
      select k.reverses from import_known k
      where k.customer = s.customer and k.serial = s.serial and k.row is null), '')
    where s.reverses is null`);
}
