// The embedded database in a folder: kept from one opening to the next, begun anew when its first start was cut off.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sql } from './database.ts';
import { openDatabase } from './open_database.ts';

test('what was stored stays; half a database is thrown away', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pglite-'));
  await mkdir(join(folder, 'pgdata'));
  await writeFile(join(folder, 'pgdata', 'PG_VERSION'), '18\n');
  await writeFile(join(folder, 'pgdata.unfinished'), '');
  const first = await openDatabase({ folder });
  await first.script('create table kept (n bigint); insert into kept values (7)');
  await first.close();
  expect(await readdir(folder)).toEqual(['pgdata']);
  const second = await openDatabase({ folder });
  expect(await second.query(sql`select n from kept`)).toEqual([{ n: 7 }]);
  await second.close();
  await rm(folder, { recursive: true });
});
