// Opens the hub's database: PostgreSQL, or PGlite (PostgreSQL inside this process) by default.
import type { Database } from './database.ts';
import { openPglite } from './pglite_driver.ts';
import { openPostgres } from './postgres_driver.ts';

export type DatabaseOptions = {
  /** postgres:// address; wins over the folder. */
  readonly url?: string | undefined;
  /** Folder of an embedded database; left out together with `url`: one in memory. */
  readonly folder?: string | undefined;
  /** Connections that a PostgreSQL pool may hold. */
  readonly connections?: number;
};

/** @throws DatabaseUnavailable when there is no such server, or another process has the folder open. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url !== undefined && options.url !== '') {
    return openPostgres(options.url, options.connections ?? 10);
  }
  return openPglite(options.folder);
}
