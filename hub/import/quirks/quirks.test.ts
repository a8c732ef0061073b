// Two thousand generated files with the quirks of real ones; `npm run bench -- quirks` tries a hundred thousand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { namedMap } from '#hub/import/test_reading.ts';
import { tryFile } from './try_file.ts';

const FILES = 2_000;
/** Files of the hundred thousand that once came in wrong. */
const FOUND = [
  2164, 2503, 2736, 5719, 7661, 9181, 18_365, 22_367, 26_210, 41_549, 103_423, 125_777, 175_345,
];

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
  for (const seed of [...Array(FILES).keys(), ...FOUND]) {
    const tried = await tryFile(seed, map, files);
    silent.push(...tried.silent);
    meant += tried.meant;
    imported += tried.imported;
  }
  expect(silent).toEqual([]);
  // Refusing all would be no art.
  expect(imported / meant).toBeGreaterThan(0.3);
}, 120_000);
