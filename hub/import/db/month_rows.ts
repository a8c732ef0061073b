// Long files: each row is one month of a customer. Its own fields are those of the customer's latest month.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';
import { type Entity, KEY_FIELD, MONTH_FIELDS } from '#hub/import/fields.ts';
import { columnType, joinSql, keyColumns, nameSql } from './columns.ts';
import type { StagedProblem } from './staging.ts';

/** Every row whose customer and month stand in the file more than once. */
export function repeatedMonths(
  tx: Database,
  entity: Entity,
): AsyncIterable<readonly StagedProblem[]> {
  const keys = joinSql(
    keyColumns(entity).map((column) => sql`s.${nameSql(column)}`),
    ',',
  );
  return tx.queryBatches<StagedProblem>(
    sql`
      select row, value, case when row = first then last else first end as other
      from (
        select s.row, s.${nameSql(KEY_FIELD[entity])} as value, count(*) over same as copies,
          min(s.row) over same as first, max(s.row) over same as last
        from import_row s left join import_month m on m.row = s.row
        window same as (partition by ${keys}, m.month)
      ) as counted
      where copies > 1 order by row`,
    5_000,
  );
}

/** Leaves one staged row a customer, that of the latest month, and gives it all months. */
export async function joinMonthRows(tx: Database, entity: Entity): Promise<void> {
  const keys = keyColumns(entity).map(nameSql);
  const own = joinSql(
    keys.map((key) => sql`s.${key}`),
    ',',
  );
  const same = joinSql(
    keys.map((key) => sql`k.${key} = s.${key}`),
    'and',
  );
  await tx.execute(sql`
    create temp table import_kept on commit drop as
    select distinct on (${own}) s.row, ${own}
    from import_row s left join import_month m on m.row = s.row
    order by ${own}, m.month desc nulls last, s.row desc`);
  await tx.script('analyze import_kept');
  await tx.execute(sql`
    update import_month m set row = k.row
    from import_row s join import_kept k on ${same}
    where m.row = s.row and m.row <> k.row`);
  await tx.execute(sql`
    delete from import_row s where not exists (select 1 from import_kept k where k.row = s.row)`);
  await tx.execute(sql`
    delete from import_holding h where not exists (select 1 from import_kept k where k.row = h.row)`);
  await tx.script('analyze import_row; analyze import_month');
}

/** Makes one of several rows of a customer's month. What none of them tells stays unknown. */
export async function addUpMonths(tx: Database): Promise<void> {
  const sums = Object.entries(MONTH_FIELDS).map(
    ([name, field]) => sql`sum(${nameSql(name)})::${columnType(field)} as ${nameSql(name)}`,
  );
  const names = joinSql(Object.keys(MONTH_FIELDS).map(nameSql), ',');
  await tx.execute(sql`
    create temp table import_sum on commit drop as
    select row, month, ${joinSql(sums, ',')} from import_month group by row, month having count(*) > 1`);
  await tx.execute(sql`
    delete from import_month m using import_sum s where m.row = s.row and m.month = s.month`);
  await tx.execute(sql`
    insert into import_month (row, month, ${names}) select row, month, ${names} from import_sum`);
  await tx.script('analyze import_month');
}
