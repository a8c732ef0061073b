// A fresh, migrated database for one test file: an embedded one in memory, or a database of its own on the server that
// HUB_TEST_DATABASE names.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { openDatabase } from './open_database.ts';
import { openPgliteImage } from './pglite_driver.ts';
import { CLUSTER } from './test_cluster.ts';

export interface TestDatabase extends Database {
  /** Address for a second connection or process; undefined with PGlite. */
  readonly url: string | undefined;
}

/** Close it in `afterAll`: that removes it. `empty`: without the hub's tables. */
export async function openTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env['HUB_TEST_DATABASE'] ?? 'pglite';
  const cluster = process.env[CLUSTER];
  if (cluster === undefined) throw new Error('the set-up of the run did not make a database');
  if (server !== 'pglite') return createOnServer(server, options.empty ? 'template0' : cluster);
  const image = await readFile(join(cluster, options.empty ? 'empty.tar' : 'migrated.tar'));
  const database = await openPgliteImage(new Blob([image]));
  return { ...database, url: undefined };
}

async function createOnServer(server: string, template: string): Promise<TestDatabase> {
  const name = `hub_test_${randomBytes(6).toString('hex')}`;
  const admin = await openDatabase({ url: server, connections: 1 });
  await admin.script(`create database ${name} template ${template} encoding 'UTF8'`);
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
