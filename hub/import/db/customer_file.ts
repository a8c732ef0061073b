// Customer files, one document each in the hub, as the flat columns of an import and back.
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';
import type { CustomerFile, KeyDateKind } from '#shared/model/customer.ts';
import { anyDiffers, joinSql, nameSql } from './columns.ts';

const TEXTS: Readonly<Record<string, keyof CustomerFile>> = {
  occupation: 'occupation',
  hobbies: 'hobbies',
  household_income: 'householdIncome',
  children: 'children',
  health: 'health',
  manager: 'manager',
};

const KEY_DATES: Readonly<Record<string, KeyDateKind>> = {
  birthday: 'birthday',
  spouse_birthday: 'spouse-birthday',
  child_birthday: 'child-birthday',
  parent_birthday: 'parent-birthday',
  wedding: 'wedding',
};

/**
 * The files as rows `customer, occupation ... wedding`; the days of one kind as `05-01,11-20`. A customer without a
 * file of whom the import says nothing either counts as having an empty one: a blank row makes no file.
 */
export function storedFiles(): Sql {
  const texts = Object.entries(TEXTS).map(
    ([column, member]) => sql`doc ->> ${member}::text as ${nameSql(column)}`,
  );
  const days = Object.entries(KEY_DATES).map(
    ([column, kind]) => sql`
      (select string_agg(d ->> 'on', ',' order by d ->> 'on')
        from jsonb_array_elements(doc -> 'keyDates') as d where d ->> 'kind' = ${kind}) as ${nameSql(column)}`,
  );
  const columns = [...Object.keys(TEXTS), ...Object.keys(KEY_DATES)].map(nameSql);
  const empty = [...texts.map(() => sql`''`), ...days.map(() => sql`null`)];
  return sql`(
    select customer, ${joinSql([...texts, ...days], ',')} from customer_file
    union all
    select customer, ${joinSql(empty, ',')} from import_row
    where concat(${joinSql(columns, ',')}) = ''
      and not exists (select 1 from customer_file f where f.customer = import_row.customer))`;
}

/** @param columns those of the import; the others stay as they are, empty in a new file */
export async function applyFiles(tx: Database, columns: readonly string[]): Promise<void> {
  const value = (column: string): Sql =>
    columns.includes(column) ? sql`s.${nameSql(column)}` : sql`t.${nameSql(column)}`;
  const texts = Object.entries(TEXTS).map(
    ([column, member]) => sql`${member}::text, coalesce(${value(column)}, '')`,
  );
  const days = Object.entries(KEY_DATES).map(
    ([column, kind], place) => sql`(${place}::integer, ${kind}::text, ${value(column)})`,
  );
  await tx.execute(sql`
    insert into customer_file (customer, doc)
    select s.customer, jsonb_build_object(${joinSql(texts, ',')}, 'keyDates', (
      select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'on', d) order by k.place, d), '[]')
      from (values ${joinSql(days, ',')}) as k (place, kind, days)
      cross join unnest(string_to_array(k.days, ',')) as d))
    from import_row s left join ${storedFiles()} t on t.customer = s.customer
    where t.customer is null or ${anyDiffers(columns)}
    order by s.row
    on conflict (customer) do update set doc = excluded.doc`);
}
