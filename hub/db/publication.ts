// What each branch was given: its number and digest, the hash of every row, and the changes.
import type { Entity } from '#shared/wire/change.ts';
import { type Database, sql, type Sql } from './database.ts';

export type Publication = { readonly number: number; readonly digest: Uint8Array };

/** Of a transaction that publishes: one at a time for a branch; other branches and whoever reads go on. */
export const publishing = (branch: string): { readonly lock: string } => ({
  lock: `publish ${branch}`,
});

export async function readPublication(
  db: Database,
  branch: string,
): Promise<Publication | undefined> {
  const [row] = await db.query<Publication>(
    sql`select number, digest from publication where branch = ${branch}`,
  );
  return row;
}

export const writePublication = (
  tx: Database,
  branch: string,
  { number, digest }: Publication,
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into publication (branch, number, digest, published_at)
    values (${branch}, ${number}, ${digest}, ${new Date(now)})
    on conflict (branch) do update
    set number = excluded.number, digest = excluded.digest, published_at = excluded.published_at`);

export type PublishedRow = {
  /** A customer's number, 0 for other entities. */
  readonly order: number;
  readonly id: string;
  readonly hash: Uint8Array;
};

/** Rows with order numbers in (after, through]; `among`: of these customers only. */
export type RowRange = {
  readonly after: number;
  readonly through: number;
  readonly among?: readonly number[] | undefined;
};

export const readPublishedRows = (
  tx: Database,
  branch: string,
  entity: Entity,
  range: RowRange,
): Promise<readonly PublishedRow[]> =>
  tx.query<PublishedRow>(sql`
    select order_number as order, id, hash from published_row
    where branch = ${branch} and entity = ${entity}
      and order_number > ${range.after} and order_number <= ${range.through}
      and ${isAmong(entity, range)}`);

/** A care row names its customer in its id: DAY.CUSTOMER.KIND. */
const isAmong = (entity: Entity, { among }: RowRange): Sql => {
  if (among === undefined) return sql`true`;
  return entity === 'care'
    ? sql`split_part(id, '.', 2)::bigint = any(${among}::bigint[])`
    : sql`order_number = any(${among}::bigint[])`;
};

export const putPublishedRows = (
  tx: Database,
  branch: string,
  entity: Entity,
  rows: readonly PublishedRow[],
): Promise<number> =>
  tx.execute(sql`
    insert into published_row (branch, entity, order_number, id, hash)
    select ${branch}, ${entity}, t.order_number, t.id, t.hash
    from unnest(${rows.map((row) => row.order)}::bigint[], ${rows.map((row) => row.id)}::text[],
      ${rows.map((row) => row.hash)}::bytea[]) as t (order_number, id, hash)
    on conflict (branch, entity, order_number, id) do update set hash = excluded.hash`);

export const deletePublishedRows = (
  tx: Database,
  branch: string,
  entity: Entity,
  rows: readonly Pick<PublishedRow, 'order' | 'id'>[],
): Promise<number> =>
  tx.execute(sql`
    delete from published_row p
    using unnest(${rows.map((row) => row.order)}::bigint[], ${rows.map((row) => row.id)}::text[])
      as t (order_number, id)
    where p.branch = ${branch} and p.entity = ${entity}
      and p.order_number = t.order_number and p.id = t.id`);

export const countPublishedRows = async (tx: Database, branch: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    sql`select count(*) as count from published_row where branch = ${branch}`,
  );
  return row?.count ?? 0;
};

export type StoredChange = {
  readonly number: number;
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
  /** Compressed, as they travel. */
  readonly rows: Uint8Array;
};

export const insertChange = (
  tx: Database,
  branch: string,
  change: StoredChange,
  rowCount: number,
): Promise<number> =>
  tx.execute(sql`
    insert into change (branch, number, row_count, body, signature, rows)
    values (${branch}, ${change.number}, ${rowCount}, ${change.body}, ${change.signature}, ${change.rows})`);

/** The changes after `since`, in order; the first is `since + 1` unless it was pruned. */
export const readChanges = (
  db: Database,
  branch: string,
  since: number,
  limit: number,
): Promise<readonly StoredChange[]> =>
  db.query<StoredChange>(sql`
    select number, body, signature, rows from change
    where branch = ${branch} and number > ${since} order by number limit ${limit}`);

export async function countChangedRowsSince(
  tx: Database,
  branch: string,
  number: number,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    select coalesce(sum(row_count), 0) as count from change
    where branch = ${branch} and number > ${number}`);
  return row?.count ?? 0;
}

export const deleteChangesThrough = (
  tx: Database,
  branch: string,
  number: number,
): Promise<number> =>
  tx.execute(sql`delete from change where branch = ${branch} and number <= ${number}`);
