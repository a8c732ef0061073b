import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
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
