// What an import would change: staged rows against what the hub has.
import type { Database } from '#hub/db/database.ts';
import { sql, type Sql } from '#hub/db/sql.ts';
import type { Entity } from '#hub/import/fields.ts';
import { anyDiffers, joinSql, keyColumns, nameSql, sameKey } from './columns.ts';
import { storedFiles } from './customer_file.ts';

export type Counts = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
};
export type RowChanges = Counts & {
  readonly fields: readonly { readonly field: string; readonly count: number }[];
};

/** @param columns the imported columns without the key */
export async function compareRows(
  tx: Database,
  entity: Entity,
  columns: readonly string[],
): Promise<RowChanges> {
  const key = nameSql(keyColumns(entity)[0] ?? '');
  const stored = entity === 'customer_file' ? storedFiles() : nameSql(entity);
  const perColumn = columns.map(
    (column) =>
      sql`count(*) filter (where t.${key} is not null and s.${nameSql(column)} is distinct from t.${nameSql(column)}) as ${nameSql(column)}`,
  );
  const [counts] = await tx.query<Record<string, number>>(sql`
    select count(*) filter (where t.${key} is null) as added_rows,
      count(*) filter (where t.${key} is not null and (${anyDiffers(columns)})) as changed_rows,
      count(*) as all_rows
      ${perColumn.length === 0 ? sql`` : sql`, ${joinSql(perColumn, ',')}`}
    from import_row s left join ${stored} t on ${sameKey(entity)}`);
  const { added_rows: added = 0, changed_rows: changed = 0, all_rows: all = 0 } = counts ?? {};
  const fields = columns
    .map((field) => ({ field, count: counts?.[field] ?? 0 }))
    .filter(({ count }) => count > 0);
  return { added, changed, unchanged: all - added - changed, fields };
}

export async function compareMonths(tx: Database, columns: readonly string[]): Promise<Counts> {
  const [counts] = await tx.query<{ added: number; changed: number; total: number }>(sql`
    select count(*) filter (where t.customer is null) as added,
      count(*) filter (where t.customer is not null and (${anyDiffers(columns, 'm', 't')})) as changed,
      count(*) as total
    from import_month m
    join import_row s on s.row = m.row
    left join customer c on c.branch = s.branch and c.account = s.account
    left join usage_month t on t.customer = c.id and t.month = m.month`);
  const { added = 0, changed = 0, total = 0 } = counts ?? {};
  return { added, changed, unchanged: total - added - changed };
}

export type HoldingChanges = Counts & { readonly removed: number };

export async function compareHoldings(
  tx: Database,
  codes: readonly string[],
): Promise<HoldingChanges> {
  const [counts] = await tx.query<{ added: number; changed: number; total: number }>(sql`
    select count(*) filter (where t.customer is null) as added,
      count(*) filter (where t.customer is not null and (${anyDiffers(['name_zh', 'name_en', 'until'], 'h', 't')})) as changed,
      count(*) as total
    from import_holding h
    join import_row s on s.row = h.row
    left join customer c on c.branch = s.branch and c.account = s.account
    left join holding t on t.customer = c.id and t.code = h.code`);
  const [gone] = await tx.query<{ removed: number }>(
    sql`select count(*) as removed from (${goneHoldings(codes)}) as gone`,
  );
  const { added = 0, changed = 0, total = 0 } = counts ?? {};
  return { added, changed, unchanged: total - added - changed, removed: gone?.removed ?? 0 };
}

/**
 * What customers in the file have of these codes and the file no longer says, as (customer, code).
 * A difference of sets is hashed whatever the planner believes; a join was seen to take a thousand times longer.
 */
export const goneHoldings = (codes: readonly string[]): Sql => sql`
  select t.customer, t.code
  from holding t
  join customer c on c.id = t.customer
  join import_row s on s.branch = c.branch and s.account = c.account
  where t.code = any(${codes}::text[])
  except
  select c.id, h.code
  from import_holding h
  join import_row s on s.row = h.row
  join customer c on c.branch = s.branch and c.account = s.account`;
