// What a PostgreSQL server does by itself and the embedded one does not: dead rows are cleared away, the log is cut.
import { type Database, sql } from './database.ts';

/** As the server's autovacuum: a table is due when so many rows, and this share of it, changed. */
const DEAD_ROWS = 50;
const DEAD_SHARE = 0.2;
/** Half of what a server allows: counters of transactions must not run round. */
const OLDEST_AGE = 100_000_000;
/** Log since the last checkpoint: what a start after a kill must read again, and what stays on the disk. */
const LOG_BYTES = 64 * 1024 * 1024;

export type Upkeep = { readonly tables: readonly string[]; readonly cutLog: boolean };

/**
 * One table after the other, so that requests get in between; a table takes no longer than its change asks for.
 * @param since `start`: all tables, for the counts of changes are lost with the process; `last`: those that changed
 */
export async function keepUp(database: Database, since: 'start' | 'last'): Promise<Upkeep> {
  const tables = await tablesDue(database, since);
  for (const table of tables) await database.script(`vacuum (analyze) "${table}"`);
  const cutLog = (await logBytes(database)) > LOG_BYTES;
  if (cutLog) await database.script('checkpoint');
  return { tables, cutLog };
}

async function tablesDue(database: Database, since: 'start' | 'last'): Promise<readonly string[]> {
  await database.query(sql`select pg_stat_force_next_flush()`);
  const rows = await database.query<{ name: string }>(sql`
    select s.relname as name
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where ${since === 'start'}
      or s.n_dead_tup > ${DEAD_ROWS} + ${DEAD_SHARE} * greatest(c.reltuples, 0)
      or s.n_mod_since_analyze > ${DEAD_ROWS} + ${DEAD_SHARE} * greatest(c.reltuples, 0)
      or age(c.relfrozenxid) > ${OLDEST_AGE}
    order by s.relname`);
  return rows.map(({ name }) => name);
}

async function logBytes(database: Database): Promise<number> {
  const [row] = await database.query<{ bytes: number }>(sql`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) as bytes from pg_control_checkpoint()`);
  return row?.bytes ?? 0;
}
