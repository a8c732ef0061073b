// A fresh, migrated database for one test file: the run's embedded one in memory, or a database of its own on
// the server that HUB_TEST_DATABASE names.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database } from './database.ts';
import { migrate } from './migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openDatabase } from './open_database.ts';
import { openPgliteImage } from './pglite_driver.ts';
import { CLUSTER_IMAGE } from './test_cluster.ts';

export interface TestDatabase extends Database {
  /** Address for a second connection or process; undefined with PGlite. */
  readonly url: string | undefined;
}

/** Close it in `afterAll`: that removes it. `empty`: without the hub's tables. */
export async function openTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env['HUB_TEST_DATABASE'] ?? 'pglite';
  const database = server === 'pglite' ? await openEmbedded() : await createOnServer(server);
  if (!options.empty) {
    const migrated = await migrate(database, MIGRATIONS);
    if (!migrated.ok) throw new Error(`test database: ${migrated.error.type}`);
  }
  return database;
}

async function openEmbedded(): Promise<TestDatabase> {
  const image = process.env[CLUSTER_IMAGE];
  if (image === undefined) throw new Error('the set-up of the run did not make a database');
  return { ...(await openPgliteImage(new Blob([await readFile(image)]))), url: undefined };
}

async function createOnServer(server: string): Promise<TestDatabase> {
  const name = `hub_test_${randomBytes(6).toString('hex')}`;
  const admin = await openDatabase({ url: server, connections: 1 });
  await admin.script(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  return {
    ...database,
    url: url.href,
    async close() {
      await database.close();
      await admin.script(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
