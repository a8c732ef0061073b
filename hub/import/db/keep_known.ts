// Blank cells of staged rows take what the hub knows already: a blank never takes a known figure away.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';
import type { Entity } from '#hub/import/fields.ts';
import { joinSql, nameSql, sameKey } from './columns.ts';

/** @param columns those whose blank says nothing */
export async function keepKnownRows(
  tx: Database,
  entity: Entity,
  columns: readonly string[],
): Promise<void> {
  if (columns.length === 0) return;
  await tx.execute(sql`
    update import_row s set ${filled(columns)} from ${nameSql(entity)} t
    where ${sameKey(entity)} and (${anyBlank(columns)})`);
}

export async function keepKnownMonths(tx: Database, columns: readonly string[]): Promise<void> {
  if (columns.length === 0) return;
  await tx.execute(sql`
    update import_month s set ${filled(columns)}
    from import_row r
    join customer c on c.branch = r.branch and c.account = r.account
    join usage_month t on t.customer = c.id
    where r.row = s.row and t.month = s.month and (${anyBlank(columns)})`);
}

const filled = (columns: readonly string[]) =>
  joinSql(
    columns.map(
      (column) => sql`${nameSql(column)} = coalesce(s.${nameSql(column)}, t.${nameSql(column)})`,
    ),
    ',',
  );

const anyBlank = (columns: readonly string[]) =>
  joinSql(
    columns.map((column) => sql`s.${nameSql(column)} is null`),
    'or',
  );
