// What is read before there is a window, and before the first page: nothing that takes long to be read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf } from '#tools/boundaries/imports.mjs';
import { ROOT } from '#tools/setup/paths.mjs';

/** All that is read with a file, itself included: own files by path, packages by name. */
function readWith(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!/\.tsx?$/.test(entry)) return seen;
  for (const { to, isOwn, isType, isLazy } of importsOf(
    entry,
    readFileSync(join(ROOT, entry), 'utf8'),
  )) {
    if (isType || isLazy) continue;
    if (isOwn) readWith(to, seen);
    else seen.add(to);
  }
  return seen;
}

it('main reads no schemas, no cryptography and no network before its window', () => {
  const read = readWith('electron/main/index.ts');
  expect([...read].filter((each) => !each.includes('/')).toSorted()).toEqual([
    'electron',
    'node:fs',
    'node:path',
  ]);
  // Sees what it looks at.
  expect([...readWith('electron/main/run.ts')]).toEqual(
    expect.arrayContaining(['zod', 'node:crypto', 'electron/main/window.ts']),
  );
});

it.each([
  ['renderer/main.tsx', 'renderer/features/sign-in/sign_in_page.tsx'],
  ['renderer/hq/main.tsx', 'renderer/hq/branch_table.tsx'],
])('the first page of %s reads no schemas', (entry, shown) => {
  const read = readWith(entry);
  expect([...read]).toContain(shown);
  expect([...read]).not.toContain('zod');
});
