// Rows of an older file than the hub has already: they fill what is not known and change nothing that is.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';
import { joinSql, nameSql } from './columns.ts';

export type OlderRows = {
  /** Customers of the file whom the hub knows as of a later day. */
  readonly rows: number;
  readonly storedAsOf: string;
  /** Their months that the hub has already and keeps. */
  readonly months: number;
};

/**
 * Staged customers whom the hub knows as of a later day are made to say what the hub has, but for months, and figures of
 * months, that it does not have. Undefined when there are none.
 * @param columns the imported columns without the key
 * @param figures the imported columns of a month
 */
export async function keepNewer(
  tx: Database,
  columns: readonly string[],
  figures: readonly string[],
): Promise<OlderRows | undefined> {
  await tx.execute(sql`
    create temp table import_older on commit drop as
    select s.row, t.id as customer, t.as_of
    from import_row s join customer t on t.branch = s.branch and t.account = s.account
    where t.as_of > s.as_of`);
  const [found] = await tx.query<{ rows: number; as_of: string | null }>(
    sql`select count(*) as rows, to_char(max(as_of), 'YYYY-MM-DD') as as_of from import_older`,
  );
  if (!found || found.rows === 0) return undefined;
  const sets = columns.map((column) => sql`${nameSql(column)} = t.${nameSql(column)}`);
  if (sets.length > 0) {
    await tx.execute(sql`
      update import_row s set ${joinSql(sets, ',')}
      from import_older o join customer t on t.id = o.customer
      where o.row = s.row`);
  }
  await tx.execute(sql`delete from import_holding h using import_older o where o.row = h.row`);
  await tx.execute(sql`
    insert into import_holding (row, code, name_zh, name_en, until)
    select o.row, h.code, h.name_zh, h.name_en, h.until
    from import_older o join holding h on h.customer = o.customer`);
  const stored = figures.map(
    (column) => sql`${nameSql(column)} = coalesce(t.${nameSql(column)}, m.${nameSql(column)})`,
  );
  const months =
    stored.length === 0
      ? 0
      : await tx.execute(sql`
          update import_month m set ${joinSql(stored, ',')}
          from import_older o, usage_month t
          where o.row = m.row and t.customer = o.customer and t.month = m.month`);
  return { rows: found.rows, storedAsOf: found.as_of ?? '', months };
}
