// The log of a cache goes into its file without a commit that waits for the disk, and loses nothing on the way.
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import type { WritableDB } from './driver.ts';
import { openEncrypted } from './open.ts';
import { keepLogShort, type ShortLog } from './short_log.ts';
import { sql } from './sql.ts';

const KEY = 'a'.repeat(64);
const ROWS = 500;
let path: string;
let writer: WritableDB;
let reader: WritableDB;
let log: ShortLog;

const openAs = (file: string, use: 'cache-writer' | 'cache-reader'): WritableDB => {
  const opened = openEncrypted({ file, key: KEY, nativeBinding: nativeBinding(), use });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
};
const walBytes = (): number => statSync(`${path}-wal`).size;
const countIn = (db: WritableDB): number =>
  db.get<{ count: number }>(sql`select count(*) as count from line`)?.count ?? 0;
function write(): void {
  writer.transaction(() => {
    for (let row = 0; row < ROWS; row += 1) {
      writer.run(sql`insert into line (text) values (${'x'.repeat(1_000)})`);
    }
  });
}

beforeEach(() => {
  path = join(temporaryFolder(), 'cache.db');
  writer = openAs(path, 'cache-writer');
  writer.script('create table line (text text)');
  reader = openAs(path, 'cache-reader');
  log = keepLogShort(writer, path);
});
afterEach(() => {
  log.makeSure();
  writer.close();
  reader.close();
  log.close();
});

it('stays as it is after little, and is emptied after much', async () => {
  write();
  const grown = walBytes();
  await log.keep(1_000);
  expect(walBytes()).toBe(grown);
  await log.keep(8 * 1024 * 1024);
  expect(walBytes()).toBe(0);
  expect(countIn(reader)).toBe(ROWS);
  // Without the log, the file alone has all of it.
  const copy = `${path}.copy`;
  copyFileSync(path, copy);
  const alone = openAs(copy, 'cache-reader');
  expect(countIn(alone)).toBe(ROWS);
  alone.close();
});

it('never moves by itself with a commit, however long it is', async () => {
  for (let round = 0; round < 12; round += 1) write();
  expect(walBytes()).toBeGreaterThan(6 * 1024 * 1024);
  await log.keep(1);
  await log.empty();
  expect(walBytes()).toBe(0);
  write();
  expect(countIn(reader)).toBe(13 * ROWS);
});

it('is moved by whoever closes last, where nobody emptied it', () => {
  write();
  log.makeSure();
  writer.close();
  reader.close();
  log.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
  writer = openAs(path, 'cache-writer');
  reader = openAs(path, 'cache-reader');
  log = keepLogShort(writer, path);
  expect(countIn(reader)).toBe(ROWS);
});

it('lets a reader in the midst of a snapshot see what it saw', async () => {
  write();
  const counts = reader.snapshot(() => {
    const before = countIn(reader);
    write();
    return [before, countIn(reader)];
  });
  await log.keep(8 * 1024 * 1024);
  expect(counts).toEqual([ROWS, ROWS]);
  expect(countIn(reader)).toBe(2 * ROWS);
});
