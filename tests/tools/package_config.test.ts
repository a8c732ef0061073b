import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultDataDir } from '#electron/main/folders.ts';
import { ROOT } from '#tools/setup/paths.mjs';

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('the fuses of the shipped app', () => {
  expect(parse(textOf('electron-builder.yml'))).toMatchObject({
    asar: true,
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
  });
});

test('Electron is pinned to one version, and what was packed for tests is marked by the packer alone', () => {
  const { devDependencies, ...own } = JSON.parse(textOf('package.json'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(own).not.toHaveProperty('isForTest');
});

test('nothing is ever opened by another program, and no switch is set that weakens the page', () => {
  const sources = readdirSync(join(ROOT, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join('electron', path));
  expect(sources.length).toBeGreaterThan(100);
  const weakening = /openExternal|openPath|enableBlinkFeatures|allowpopups|no-sandbox'\)|bypassCSP/;
  expect(sources.filter((path) => weakening.test(textOf(path)))).toEqual([]);
});

test('the Windows uninstaller says in both languages what it leaves, and removes none of it', () => {
  const { nsis } = parse(textOf('electron-builder.yml'));
  expect(nsis).toMatchObject({
    deleteAppDataOnUninstall: false,
    include: 'tools/package/uninstall.nsh',
  });
  const words = textOf(nsis.include);
  const account = 'C:\\Users\\li\\AppData\\Local';
  const data = defaultDataDir('win32', { LOCALAPPDATA: account }, 'C:\\', 'C:\\');
  const folder = data.slice(account.length).replaceAll('/', '\\');
  expect(words).toContain(`AppData\\Local\\${folder.slice(1)}\\*.*`);
  expect(words).toMatch(/macro customUnInstall\n {2}\$\{ifNot\} \$\{isUpdated\}/);
  for (const said of [
    '--wipe（有未上送的记录时会拒绝）',
    '--wipe, which refuses while something is unsent',
  ])
    expect(words).toContain(said);
  expect(words).not.toMatch(/^\s*(Delete|RMDir|Rename|Exec\w*)\b/im);
});

/** Nothing of a customer in them, or their mode is told elsewhere. */
const WRITES_FREELY = new Set([
  'hub/updates.ts',
  'hub/stick/export_stick.ts',
  'hub/demo/quarter/log_file.ts',
  'hub/backup/backup_file.ts',
  'hub/db/pglite_driver.ts',
  'hub/db/folder_lock.ts',
  'hub/import/rejects_file.ts',
]);

test("what HQ's commands write of customers is the account's alone", () => {
  const open = readdirSync(join(ROOT, 'hub'), { recursive: true, encoding: 'utf8' })
    .map((path) => join('hub', path))
    .filter((path) => path.endsWith('.ts') && !/test/.test(path) && !WRITES_FREELY.has(path))
    .flatMap((path) =>
      textOf(path)
        .split('\n')
        .filter((line) => /\b(?:createWriteStream|writeFile)\(/.test(line))
        .filter((line) => !/mode|OWNER_ONLY|curves/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  expect(open).toEqual([]);
});
