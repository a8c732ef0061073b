// What SQLite sorts and cannot hold never reaches a file: temporary ones are not encrypted.
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';

const FILES = '/proc/self/fd';

/** Other systems do not tell. */
const openFiles = (): readonly string[] =>
  (existsSync(FILES) ? readdirSync(FILES) : []).flatMap((fd) => {
    try {
      return [readlinkSync(`${FILES}/${fd}`)];
    } catch {
      return [];
    }
  });

it('sorts more than the cache holds without a temporary file', () => {
  const binding = nativeBinding();
  const database = new Database(
    join(temporaryFolder(), 'sorted.db'),
    binding === null ? {} : { nativeBinding: binding },
  );
  for (const pragma of keyPragmas('a'.repeat(64))) database.pragma(pragma);
  database.pragma('cache_size = -100');
  database.exec(`
    create table person (name text);
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 60000)
    insert into person select hex(randomblob(60)) from n`);
  const sorted = database.prepare('select name from person order by name').iterate();
  sorted.next();
  expect(openFiles().filter((file) => file.includes('etilqs_'))).toEqual([]);
  sorted.return?.();
  database.close();
});
