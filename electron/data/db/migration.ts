// Brings a database up to the newest form that this program knows, and refuses one from the future.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { WritableDB } from './driver.ts';
import { sql } from './sql.ts';

export type Migration = {
  /** 10, 20, 30 ...; kept in `user_version`. A migration never changes once it has been released. */
  readonly number: number;
  readonly script: string;
};

export type FutureDatabase = {
  readonly type: 'newer-database';
  readonly found: number;
  readonly known: number;
};

/** All of it, or nothing: one transaction. */
export function migrate(
  database: WritableDB,
  migrations: readonly Migration[],
): Result<number, FutureDatabase> {
  const known = migrations.at(-1)?.number ?? 0;
  return database.transaction(() => {
    const found = versionOf(database);
    if (found > known) return err({ type: 'newer-database', found, known });
    for (const migration of migrations) {
      if (migration.number <= found) continue;
      database.script(migration.script);
      database.script(`pragma user_version = ${migration.number}`);
    }
    return ok(known);
  });
}

function versionOf(database: WritableDB): number {
  const row = database.get<{ user_version: number }>(
    sql`select user_version from pragma_user_version`,
  );
  return row?.user_version ?? 0;
}
