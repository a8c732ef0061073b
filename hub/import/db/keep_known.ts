// Blank cells of staged rows take what the hub knows already: a blank never takes a known figure away.
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';
import { type Entity, FIELDS } from '#hub/import/fields.ts';
import { NO_END } from '#shared/base/month.ts';
import { joinSql, nameSql, sameKey } from './columns.ts';
import { storedFiles } from './customer_file.ts';

/** A blank name keeps its search keys too. @param columns those whose blank says nothing */
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
    update import_row s set ${joinSql(sets, ',')} from ${entity === 'customer_file' ? storedFiles() : nameSql(entity)} t
    where ${sameKey(entity)} and (${joinSql(blank, 'or')})`);
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

/** Holdings that a blank cell leaves open stay, and so do their days of ending, unless these are over by the file's day. */
export async function keepKnownHoldings(tx: Database): Promise<void> {
  const known = sql`
    from import_row s
    join customer c on c.branch = s.branch and c.account = s.account
    join holding t on t.customer = c.id
    where s.row = h.row and t.code = h.code`;
  await tx.execute(sql`
    update import_holding h set name_zh = t.name_zh, name_en = t.name_en, until = t.until, is_open = false
    ${known} and h.is_open`);
  await tx.execute(sql`delete from import_holding where is_open`);
  await tx.execute(sql`
    update import_holding h set until = t.until ${known} and h.until is null and t.until >= s.as_of`);
  await tx.execute(sql`update import_holding set until = null where until = ${NO_END}::date`);
}

const kept = (column: string): Sql =>
  sql`${nameSql(column)} = coalesce(s.${nameSql(column)}, t.${nameSql(column)})`;

const anyBlank = (columns: readonly string[]) =>
  joinSql(
    columns.map((column) => sql`s.${nameSql(column)} is null`),
    'or',
  );
