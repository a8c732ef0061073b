import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder_lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('one at a time; free again after', async () => {
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${process.pid}`);
  await unlock();
  expect(await readdir(folder)).toEqual([]);
  await (
    await lockFolder(folder)
  )();
});

test('the lock of a dead process, of a reused number, and a broken one are taken over', async () => {
  const path = join(folder, 'hub.lock');
  for (const left of [
    JSON.stringify({ pid: 2 ** 30, started: '1' }),
    JSON.stringify({ pid: process.pid, started: 'earlier' }),
    '{"pid":',
  ]) {
    await writeFile(path, left);
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow('in use');
    await unlock();
  }
});
