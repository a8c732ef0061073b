// Blank cells of staged rows take what the hub knows already: a blank never takes a known figure away.
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';
import { type Entity, FIELDS } from '#hub/import/fields.ts';
import { joinSql, nameSql, sameKey } from './columns.ts';

/** A blank name keeps its search keys too. Flags of whom nothing is known are no. @param columns those whose blank says nothing */
export async function keepKnownRows(
  tx: Database,
  entity: Entity,
  columns: readonly string[],
): Promise<void> {
  if (columns.length === 0) return;
  const ofEntity = FIELDS[entity];
  const isText = (column: string): boolean => ofEntity[column]?.blank === '';
  const keys = entity === 'customer' && columns.includes('name') ? ['pinyin', 'initials'] : [];
  const sets = [
    ...columns.filter((column) => !isText(column)).map(kept),
    ...columns
      .filter(isText)
      .map(
        (column) =>
          sql`${nameSql(column)} = coalesce(nullif(s.${nameSql(column)}, ''), t.${nameSql(column)})`,
      ),
    ...keys.map(
      (key) =>
        sql`${nameSql(key)} = case when s.name = '' then t.${nameSql(key)} else s.${nameSql(key)} end`,
    ),
  ];
  const blank = columns.map((column) =>
    isText(column) ? sql`s.${nameSql(column)} = ''` : sql`s.${nameSql(column)} is null`,
  );
  await tx.execute(sql`
    update import_row s set ${joinSql(sets, ',')} from ${nameSql(entity)} t
    where ${sameKey(entity)} and (${joinSql(blank, 'or')})`);
  for (const flag of columns.filter((column) => ofEntity[column]?.kind === 'flag')) {
    await tx.execute(sql`
      update import_row set ${nameSql(flag)} = false where ${nameSql(flag)} is null`);
  }
}

export async function keepKnownMonths(tx: Database, columns: readonly string[]): Promise<void> {
  if (columns.length === 0) return;
  await tx.execute(sql`
    update import_month s set ${joinSql(columns.map(kept), ',')}
    from import_row r
    join customer c on c.branch = r.branch and c.account = r.account
    join usage_month t on t.customer = c.id
    where r.row = s.row and t.month = s.month and (${anyBlank(columns)})`);
}

const kept = (column: string): Sql =>
  sql`${nameSql(column)} = coalesce(s.${nameSql(column)}, t.${nameSql(column)})`;

const anyBlank = (columns: readonly string[]) =>
  joinSql(
    columns.map((column) => sql`s.${nameSql(column)} is null`),
    'or',
  );
