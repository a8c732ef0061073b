// Migrations: run in order, once each, all or none; a database from the future is refused.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Database } from './database.ts';
import { sql } from './sql.ts';

export type Migration = { readonly number: number; readonly name: string; readonly up: string };

export type MigrationError = {
  readonly type: 'from-the-future';
  readonly found: number;
  readonly known: number;
};

export type SchemaState = { readonly found: number; readonly known: number };

/** Any number that no other part of the hub locks; copies that start at once migrate one after another. */
const MIGRATION_LOCK = 7_104_210;

const newest = (migrations: readonly Migration[]): number => migrations.at(-1)?.number ?? 0;

/** @returns the migrations that were run now. */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
): Promise<Result<readonly Migration[], MigrationError>> {
  return db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await tx.script(`
      create table if not exists schema_migration (
        number integer primary key,
        name text not null,
        applied_at timestamptz not null default now()
      )`);
    const { found, known } = await schemaState(tx, migrations);
    if (found > known) return err({ type: 'from-the-future', found, known });
    const due = migrations.filter(({ number }) => number > found);
    for (const { number, name, up } of due) {
      await tx.script(up);
      await tx.execute(
        sql`insert into schema_migration (number, name) values (${number}, ${name})`,
      );
    }
    return ok(due);
  });
}

/** Both are migration numbers; `found` is 0 for an empty database. */
export async function schemaState(
  db: Database,
  migrations: readonly Migration[],
): Promise<SchemaState> {
  const [table] = await db.query<{ there: boolean }>(
    sql`select to_regclass('schema_migration') is not null as there`,
  );
  if (!table?.there) return { found: 0, known: newest(migrations) };
  const [row] = await db.query<{ found: number }>(
    sql`select coalesce(max(number), 0) as found from schema_migration`,
  );
  return { found: row?.found ?? 0, known: newest(migrations) };
}
