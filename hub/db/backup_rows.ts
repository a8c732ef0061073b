// All rows of the hub's database as text, and back: the same from and to PostgreSQL and the embedded database.
import { type Database, sql } from './database.ts';

/** Digests of rows only spare work, and are worth nothing to another program. */
const NOT_COPIED = ['schema_migration', 'row_digest'];
const BATCH = 500;
/** Chunks of packs are large. */
const LARGE_BATCH = 8;
const LARGE = new Set(['pack_chunk', 'change']);

/** Tables in an order in which none refers to a later one. */
export async function readTables(db: Database): Promise<readonly string[]> {
  const tables = await db.query<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> all(${NOT_COPIED})
    order by 1`);
  const references = await db.query<{ from: string; to: string }>(sql`
    select c.relname as from, f.relname as to
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname = current_schema() and k.conrelid <> k.confrelid`);
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const { from, to } of references) if (from === name) visit(to);
    ordered.push(name);
  };
  for (const { name } of tables) visit(name);
  return ordered;
}

/** Each row as the text of a JSON object. @param table of `readTables` */
export async function* readRowsAsText(db: Database, table: string): AsyncGenerator<string> {
  const statement = {
    text: `select row_to_json(t)::text as row from ${quoted(table)} t`,
    values: [],
  };
  for await (const rows of db.queryBatches<{ row: string }>(statement, rowsInBatch(table))) {
    for (const { row } of rows) yield row;
  }
}

export const rowsInBatch = (table: string): number => (LARGE.has(table) ? LARGE_BATCH : BATCH);

/** @param rows texts of JSON objects */
export const writeRows = (tx: Database, table: string, rows: readonly string[]): Promise<number> =>
  tx.execute({
    text: `insert into ${quoted(table)} overriding system value
      select * from json_populate_recordset(null::${quoted(table)}, $1::json)`,
    values: [`[${rows.join(',')}]`],
  });

/** What our triggers made of the rows is in the copy as well: they keep still until it is in. */
export async function withoutTriggers(tx: Database, work: () => Promise<void>): Promise<void> {
  const tables = await readTables(tx);
  const set = async (state: 'disable' | 'enable'): Promise<void> => {
    for (const table of tables) {
      await tx.script(`alter table ${quoted(table)} ${state} trigger user`);
    }
  };
  await set('disable');
  await work();
  await set('enable');
}

/** Only a trigger holds months to their customers. */
export async function hasLooseMonths(tx: Database): Promise<boolean> {
  const loose = await tx.query(sql`
    select 1 as one from usage_month m where not exists (select 1 from customer c where c.id = m.customer) limit 1`);
  return loose.length > 0;
}

/** Numbers that the database gives out go on after those that are there. */
export async function continueNumbers(tx: Database): Promise<void> {
  const columns = await tx.query<{ table: string; column: string }>(sql`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`);
  for (const { table, column } of columns) {
    await tx.script(`
      select setval(pg_get_serial_sequence('${quoted(table)}', '${column}'),
        (select coalesce(max(${quoted(column)}), 0) + 1 from ${quoted(table)}), false)`);
  }
}

/** The first table that holds a row; undefined: none does. */
export async function firstFilled(db: Database): Promise<string | undefined> {
  for (const table of await readTables(db)) {
    const rows = await db.query({
      text: `select 1 as one from ${quoted(table)} limit 1`,
      values: [],
    });
    if (rows.length > 0) return table;
  }
  return undefined;
}

/**
 * Counters may have followed further than this copy knows: all of them are led on by the next pack, whose number is
 * beyond any that they can have.
 */
export const leapPublications = async (tx: Database, by: number): Promise<void> => {
  await tx.execute(sql`delete from change`);
  await tx.execute(sql`update publication set number = number + ${by}`);
};

/** Names come from the catalog of the database or a checked file. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
