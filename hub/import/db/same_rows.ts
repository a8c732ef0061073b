// Rows that were imported before and have changed nothing since: they are staged as the hub has them.
import type { Database } from '#hub/db/database.ts';
import { sql } from '#hub/db/sql.ts';
import { arrayText } from './array_text.ts';
import { joinSql, keyColumns, nameSql } from './columns.ts';

export type SameRow = {
  readonly customer: number;
  readonly digest: string;
  readonly months: number;
  readonly first_month: string;
  readonly last_month: string;
};

/** What is known of these rows, by their digests. */
export async function findSameRows(
  tx: Database,
  digests: readonly string[],
): Promise<ReadonlyMap<string, SameRow>> {
  const rows = await tx.query<SameRow>(sql`
    select d.customer, d.digest, d.months, d.first_month, d.last_month
    from unnest(${arrayText(digests)}::text::text[]) as asked (digest) join row_digest d on d.digest = asked.digest`);
  return new Map(rows.map((row) => [row.digest, row]));
}

export const createSameRows = (tx: Database): Promise<void> =>
  tx.script(`
    create temp table import_same (row bigint not null, customer bigint not null, months integer not null) on commit drop;
    create temp table import_digest (
      row bigint not null, digest text not null, months integer not null, first_month text not null, last_month text not null
    ) on commit drop`);

export type StagedSame = { readonly row: number; readonly same: SameRow };

export async function stageSameRows(tx: Database, rows: readonly StagedSame[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into import_same (row, customer, months)
    select row, customer, months from unnest(
      ${arrayText(rows.map(({ row }) => row))}::text::bigint[],
      ${arrayText(rows.map(({ same }) => same.customer))}::text::bigint[],
      ${arrayText(rows.map(({ same }) => same.months))}::text::integer[]) as u (row, customer, months)`);
}

export type DigestedRow = {
  readonly row: number;
  readonly digest: string;
  /** In ascending order. */
  readonly months: readonly string[];
};

/** Of rows that were read: kept once they are applied. */
export async function stageDigests(tx: Database, rows: readonly DigestedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into import_digest (row, digest, months, first_month, last_month)
    select * from unnest(
      ${arrayText(rows.map(({ row }) => row))}::text::bigint[],
      ${arrayText(rows.map(({ digest }) => digest))}::text::text[],
      ${arrayText(rows.map(({ months }) => months.length))}::text::integer[],
      ${arrayText(rows.map(({ months }) => months[0] ?? ''))}::text::text[],
      ${arrayText(rows.map(({ months }) => months.at(-1) ?? ''))}::text::text[]) as u`);
}

/** After the last batch. Months need no staging: what is not staged stays. @param columns the imported columns without the key */
export async function fillSameRows(
  tx: Database,
  columns: readonly string[],
  holdingCodes: readonly string[],
): Promise<void> {
  const all = [...keyColumns('customer'), ...columns].map(nameSql);
  await tx.script('analyze import_same');
  await tx.execute(sql`
    insert into import_row (row, ${joinSql(all, ',')})
    select s.row, ${joinSql(
      all.map((column) => sql`t.${column}`),
      ',',
    )}
    from import_same s join customer t on t.id = s.customer
    order by s.row`);
  if (holdingCodes.length === 0) return;
  await tx.execute(sql`
    insert into import_holding (row, code, name_zh, name_en, until)
    select s.row, h.code, h.name_zh, h.name_en, h.until
    from import_same s join holding h on h.customer = s.customer
    where h.code = any(${holdingCodes}::text[])`);
}

/** Months of rows that stand as they were, without those that were set aside. */
export async function countSameMonths(tx: Database): Promise<number> {
  const [row] = await tx.query<{ months: number | null }>(
    sql`select sum(s.months)::bigint as months from import_same s join import_row r on r.row = s.row`,
  );
  return row?.months ?? 0;
}

/** Last of all: what is written of these customers later takes it away. */
export async function keepDigests(tx: Database): Promise<void> {
  await tx.execute(sql`
    insert into row_digest (customer, digest, months, first_month, last_month)
    select c.id, d.digest, d.months, d.first_month, d.last_month
    from import_digest d
    join import_row s on s.row = d.row
    join customer c on c.branch = s.branch and c.account = s.account
    order by c.id
    on conflict (customer) do update set digest = excluded.digest, months = excluded.months,
      first_month = excluded.first_month, last_month = excluded.last_month`);
  await tx.script('analyze row_digest');
}
