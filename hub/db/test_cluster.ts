// Once a run of the hub's tests: a migrated database, of which each test file gets a copy. Migrating anew takes longer
// than most of them.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { migrate } from './migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openDatabase } from './open_database.ts';
import { makePgliteImage } from './pglite_driver.ts';

/** Names it to the worker processes: the folder of the embedded ones, or the migrated database on the server. */
export const CLUSTER = 'HUB_TEST_CLUSTER';

/** Vitest calls what it returns when the run is over. */
export async function setup(): Promise<() => Promise<void>> {
  const server = process.env['HUB_TEST_DATABASE'] ?? 'pglite';
  return server === 'pglite' ? makeImages() : makeTemplate(server);
}

async function makeImages(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-cluster-'));
  const empty = await makePgliteImage();
  const migrated = await makePgliteImage(empty, migrateWhole);
  await writeFile(join(folder, 'empty.tar'), new Uint8Array(await empty.arrayBuffer()));
  await writeFile(join(folder, 'migrated.tar'), new Uint8Array(await migrated.arrayBuffer()));
  process.env[CLUSTER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

async function makeTemplate(server: string): Promise<() => Promise<void>> {
  const name = `hub_test_migrated_${randomBytes(6).toString('hex')}`;
  const admin = await openDatabase({ url: server, connections: 1 });
  await admin.script(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  await migrateWhole(database);
  await database.close();
  process.env[CLUSTER] = name;
  return async () => {
    await admin.script(`drop database ${name} with (force)`);
    await admin.close();
  };
}

async function migrateWhole(database: Database): Promise<void> {
  const migrated = await migrate(database, MIGRATIONS);
  if (!migrated.ok) throw new Error(`test database: ${migrated.error.type}`);
}
