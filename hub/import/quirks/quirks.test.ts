// Two thousand generated files with the quirks of real ones; `npm run bench -- quirks` tries a hundred thousand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { namedMap } from '#hub/import/test_reading.ts';
import { tryFile } from './try_file.ts';

const FILES = 2_000;

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

test('every file goes in as it was meant, or is refused by name', async () => {
  const map = await namedMap('customers');
  const silent: string[] = [];
  let meant = 0;
  let imported = 0;
  for (let seed = 1; seed <= FILES; seed += 1) {
    const tried = await tryFile(seed, map, files);
    silent.push(...tried.silent);
    meant += tried.meant;
    imported += tried.imported;
  }
  expect(silent).toEqual([]);
  // Refusing all would be no art.
  expect(imported / meant).toBeGreaterThan(0.3);
}, 120_000);
