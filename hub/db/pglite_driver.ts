// Database over PGlite: one connection in this process, so one process a folder (see folder_lock.ts).
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type PGliteOptions, type Transaction } from '@electric-sql/pglite';
import {
  BYTEA,
  DATE,
  formatBytes,
  INT8,
  NUMERIC,
  parseBytes,
  parseDay,
  parseInstant,
  parseNumber,
  TIMESTAMPTZ,
} from './column_types.ts';
import type { Database } from './database.ts';
import { DURABLE_START, DurableFiles, syncFolder, syncTree } from './durable_files.ts';
import { lockFolder } from './folder_lock.ts';
import type { Sql } from './sql.ts';

type Queryable = Pick<Transaction, 'query' | 'exec'>;

export async function openPglite(folder?: string): Promise<Database> {
  if (folder === undefined) return databaseOfPglite(await start(), () => Promise.resolve());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    return databaseOfPglite(await startInFolder(folder), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What `openPgliteImage` begins with: a new one in memory, or one from another image that is filled. */
export async function makePgliteImage(
  from?: Blob,
  fill?: (database: Database) => Promise<void>,
): Promise<Blob> {
  const db = await start(from === undefined ? {} : { loadDataDir: from });
  await fill?.(databaseOfPglite(db, () => Promise.resolve()));
  const image = await db.dumpDataDir('none');
  await db.close();
  return image;
}

/** In memory, beginning as the image of another one: quicker than making one. */
export async function openPgliteImage(image: Blob): Promise<Database> {
  return databaseOfPglite(await start({ loadDataDir: image }), () => Promise.resolve());
}

/** A first start that was cut off leaves a note, and is begun anew: half a database is none. */
async function startInFolder(folder: string): Promise<PGlite> {
  const pages = join(folder, 'pgdata');
  const note = join(folder, 'pgdata.unfinished');
  if (existsSync(note)) await rm(pages, { recursive: true, force: true });
  if (existsSync(pages)) {
    // The folder is ours by its lock; one that a power cut left empty would keep the database from starting.
    await rm(join(pages, 'postmaster.pid'), { force: true });
    return startDurable(pages);
  }
  await writeFile(note, '');
  syncFolder(folder);
  await mkdir(pages, { mode: 0o700 });
  const db = await startDurable(pages);
  // What made the cluster synced nothing.
  syncTree(pages);
  syncFolder(folder);
  await rm(note);
  return db;
}

const startDurable = (pages: string): Promise<PGlite> =>
  start({ fs: new DurableFiles(pages), startParams: DURABLE_START });

async function start(
  from: Pick<PGliteOptions, 'fs' | 'startParams' | 'loadDataDir'> = {},
): Promise<PGlite> {
  const parsers = {
    [INT8]: parseNumber,
    [NUMERIC]: parseNumber,
    [DATE]: parseDay,
    [TIMESTAMPTZ]: parseInstant,
    [BYTEA]: parseBytes,
  };
  const serializers = { [BYTEA]: formatBytes };
  const db = new PGlite({ ...from, parsers, serializers });
  await db.waitReady;
  await db.exec('set timezone = UTC; set datestyle = ISO');
  return db;
}

function databaseOfPglite(db: PGlite, unlock: () => Promise<void>): Database {
  let cursors = 0;
  return {
    ...statementsOn(db),
    kind: 'pglite',
    transaction: (work, options = {}) =>
      db.transaction(async (tx) => {
        if (options.snapshot) await tx.exec('set transaction isolation level repeatable read');
        return work(databaseInTransaction(tx, 0));
      }) as Promise<never>,
    holding: (_lock, work) => work(),
    // With hold: the cursor outlives its statement, so the one connection stays free between batches.
    queryBatches: (statement, size) => {
      cursors += 1;
      return fetchBatches(db, statement, size, `held_${cursors}`, 'with hold');
    },
    async close() {
      await db.close();
      await unlock();
    },
  };
}

function statementsOn(on: Queryable): Pick<Database, 'query' | 'execute' | 'script'> {
  return {
    query: async <Row>(statement: Sql) =>
      (await on.query<Row>(statement.text, [...statement.values])).rows,
    execute: async (statement) =>
      (await on.query(statement.text, [...statement.values])).affectedRows ?? 0,
    script: async (text) => void (await on.exec(text)),
  };
}

function databaseInTransaction(tx: Transaction, depth: number): Database {
  let cursors = 0;
  return {
    ...statementsOn(tx),
    kind: 'pglite',
    transaction: async (work) => {
      const name = `level_${depth}`;
      await tx.exec(`savepoint ${name}`);
      try {
        const result = await work(databaseInTransaction(tx, depth + 1));
        await tx.exec(`release savepoint ${name}`);
        return result;
      } catch (error) {
        await tx.exec(`rollback to savepoint ${name}`);
        throw error;
      }
    },
    queryBatches: (statement, size) => {
      cursors += 1;
      return fetchBatches(tx, statement, size, `cursor_${depth}_${cursors}`, '');
    },
    holding: () => Promise.reject(new Error('a lock is taken before a transaction, not in it')),
    close: () => Promise.reject(new Error('a transaction is ended by its function, not closed')),
  };
}

async function* fetchBatches<Row>(
  on: Queryable,
  statement: Sql,
  size: number,
  name: string,
  hold: '' | 'with hold',
): AsyncGenerator<readonly Row[]> {
  await on.query(`declare ${name} no scroll cursor ${hold} for ${statement.text}`, [
    ...statement.values,
  ]);
  try {
    for (;;) {
      const { rows } = await on.query<Row>(`fetch forward ${size} from ${name}`);
      if (rows.length > 0) yield rows;
      if (rows.length < size) break;
    }
  } finally {
    // Inside a transaction that failed the cursor is gone already.
    await on.exec(`close ${name}`).catch(() => undefined);
  }
}
