// The whole database of a hub into one file, as of one moment, and back into an empty one.
import { z } from 'zod';
import {
  continueNumbers,
  firstFilled,
  leapPublications,
  readRowsAsText,
  readTables,
  rowsInBatch,
  hasLooseMonths,
  withoutTriggers,
  writeRows,
} from '#hub/db/backup_rows.ts';
import type { Database } from '#hub/db/database.ts';
import { migrate, schemaState } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { BackupProblem, readBackup, readHead, writeBackup } from './backup_file.ts';

export type Counts = { readonly tables: number; readonly rows: number };

/**
 * No counter is further ahead of a copy than so many publications; and more for each second since the copy was made, for
 * the same one may be restored a second time, after counters followed what came out of the first.
 */
const LEAP = 1_000_000;
const LEAP_PER_SECOND = 10;

const tableLine = z.strictObject({ table: z.string().regex(/^[a-z_]+$/) });
const endLine = z.strictObject({ end: z.strictObject({ tables: z.int(), rows: z.int() }) });

/** Serving goes on meanwhile. The secret is not in the file: it opens it, and is kept apart. */
export function backUp(db: Database, key: Buffer, path: string, now: number): Promise<Counts> {
  return db.transaction(
    async (tx) => {
      const counts = { tables: 0, rows: 0 };
      const { found } = await schemaState(tx, MIGRATIONS);
      await writeBackup(path, key, { at: now, schema: found }, linesOf(tx, counts));
      return counts;
    },
    { snapshot: true },
  );
}

async function* linesOf(
  tx: Database,
  counts: { tables: number; rows: number },
): AsyncGenerator<string> {
  for (const table of await readTables(tx)) {
    counts.tables += 1;
    yield JSON.stringify({ table } satisfies z.input<typeof tableLine>);
    for await (const row of readRowsAsText(tx, table)) {
      counts.rows += 1;
      // A table's line begins otherwise than any row's.
      yield ` ${row}`;
    }
  }
  yield JSON.stringify({ end: counts } satisfies z.input<typeof endLine>);
}

export type Restored = Counts & { readonly at: number };

/**
 * The file is read to its end before anything is written; then all of it is written in one transaction. Branches are
 * led on by packs of numbers that no counter has seen: publish them next.
 * @param db empty, or not even migrated @throws BackupProblem
 */
export async function restore(
  db: Database,
  key: Buffer,
  path: string,
  now = Date.now(),
): Promise<Restored> {
  const { at, schema } = readHead(path);
  const counts = await checkWhole(path, key);
  const state = await schemaState(db, MIGRATIONS);
  if (schema > state.known) {
    throw new BackupProblem(
      `the backup is of migration ${schema}, this hub knows ${state.known}: restore it with a newer hub`,
    );
  }
  const filled = state.found === 0 ? undefined : await firstFilled(db);
  if (filled !== undefined) {
    throw new BackupProblem(`the database is not empty (table ${filled}): restore into a new one`);
  }
  if (state.found > schema) {
    throw new BackupProblem(
      `the database is at migration ${state.found} already, the backup at ${schema}: restore into a new one`,
    );
  }
  const upTo = MIGRATIONS.filter(({ number }) => number <= schema);
  const before = await migrate(db, upTo);
  if (!before.ok) throw new Error(before.error.type);
  await db.transaction(async (tx) => {
    await withoutTriggers(tx, () => writeAll(tx, path, key));
    if (await hasLooseMonths(tx)) throw new BackupProblem(`${path} has months of nobody`);
    await continueNumbers(tx);
    const seconds = Math.max(0, Math.floor((now - at) / 1_000));
    await leapPublications(tx, LEAP + seconds * LEAP_PER_SECOND);
  });
  const after = await migrate(db, MIGRATIONS);
  if (!after.ok) throw new Error(after.error.type);
  return { ...counts, at };
}

async function checkWhole(path: string, key: Buffer): Promise<Counts> {
  let rows = 0;
  let end: Counts | undefined;
  for await (const line of readBackup(path, key)) {
    if (line.startsWith(' ')) rows += 1;
    else if (line.startsWith('{"end"')) ({ end } = endLine.parse(JSON.parse(line)));
  }
  if (end === undefined || end.rows !== rows) throw new BackupProblem(`${path} has no end`);
  return end;
}

async function writeAll(tx: Database, path: string, key: Buffer): Promise<void> {
  let table = '';
  let rows: string[] = [];
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await writeRows(tx, table, rows);
    rows = [];
  };
  for await (const line of readBackup(path, key)) {
    if (line.startsWith(' ')) {
      rows.push(line.slice(1));
      if (rows.length >= rowsInBatch(table)) await flush();
      continue;
    }
    await flush();
    if (!line.startsWith('{"end"')) ({ table } = tableLine.parse(JSON.parse(line)));
  }
}
