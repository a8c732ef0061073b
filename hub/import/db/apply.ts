// Moves the staged rows into the hub's tables. Only imported columns are touched.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';
import type { Entity } from '#hub/import/fields.ts';
import { anyDiffers, joinSql, keyColumns, nameSql, sameKey } from './columns.ts';
import { goneHoldings } from './compare.ts';
import { applyFiles } from './customer_file.ts';

/** @param columns the imported columns without the key. New rows get their numbers in the file's order. */
export async function applyRows(
  tx: Database,
  entity: Entity,
  columns: readonly string[],
): Promise<void> {
  if (entity === 'customer_file') return applyFiles(tx, columns);
  const table = nameSql(entity);
  if (columns.length > 0) {
    const sets = joinSql(
      columns.map((column) => sql`${nameSql(column)} = s.${nameSql(column)}`),
      ',',
    );
    await tx.execute(sql`
      update ${table} t set ${sets} from import_row s
      where ${sameKey(entity)} and (${anyDiffers(columns)})`);
  }
  const all = [...keyColumns(entity), ...columns];
  const names = joinSql(all.map(nameSql), ',');
  const values = joinSql(
    all.map((column) => sql`s.${nameSql(column)}`),
    ',',
  );
  await tx.execute(sql`
    insert into ${table} (${names})
    select ${values} from import_row s
    where not exists (select 1 from ${table} t where ${sameKey(entity)})
    order by s.row`);
}

/**
 * Months that the hub has already as they are in the file are not touched.
 * @param isAllNew no customer has any of the months: the import's lock keeps it so
 */
export async function applyMonths(
  tx: Database,
  columns: readonly string[],
  isAllNew: boolean,
): Promise<void> {
  const names = joinSql(columns.map(nameSql), ',');
  const values = joinSql(
    columns.map((column) => sql`m.${nameSql(column)}`),
    ',',
  );
  const sets = joinSql(
    columns.map((column) => sql`${nameSql(column)} = excluded.${nameSql(column)}`),
    ',',
  );
  const [known, differs, onConflict] = isAllNew
    ? [sql``, sql``, sql``]
    : [
        sql`left join usage_month t on t.customer = c.id and t.month = m.month`,
        sql`where t.customer is null or ${anyDiffers(columns, 'm', 't')}`,
        sql`on conflict (customer, month) do update set ${sets}`,
      ];
  await tx.execute(sql`
    insert into usage_month (customer, month, ${names})
    select c.id, m.month, ${values}
    from import_month m
    join import_row s on s.row = m.row
    join customer c on c.branch = s.branch and c.account = s.account
    ${known}
    ${differs}
    order by c.id, m.month
    ${onConflict}`);
}

export async function applyHoldings(tx: Database, codes: readonly string[]): Promise<void> {
  await tx.execute(sql`
    delete from holding t using (${goneHoldings(codes)}) as gone
    where t.customer = gone.customer and t.code = gone.code`);
  await tx.execute(sql`
    insert into holding as t (customer, code, name_zh, name_en, until)
    select c.id, h.code, h.name_zh, h.name_en, h.until
    from import_holding h
    join import_row s on s.row = h.row
    join customer c on c.branch = s.branch and c.account = s.account
    order by c.id, h.code
    on conflict (customer, code) do update
      set name_zh = excluded.name_zh, name_en = excluded.name_en, until = excluded.until
      where ${anyDiffers(['name_zh', 'name_en', 'until'], 'excluded', 't')}`);
}

/** What comes next (another import, scoring, publishing) is planned on true counts; PGlite never does it by itself. */
export const analyzeApplied = (tx: Database, entity: Entity): Promise<void> =>
  tx.script(
    entity === 'customer'
      ? 'analyze customer; analyze usage_month; analyze holding'
      : `analyze ${entity}`,
  );
