// The packaged app for its end-to-end test: made again only when something in it has changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashInputs } from '../build/hash.mjs';
import { withLock } from '../setup/lock.mjs';
import { ROOT } from '../setup/paths.mjs';
import { launcherScript } from '../setup/prepare.mjs';
import { packageApp, UNPACKED } from './package-app.mjs';

const UNPACKED_FOR_TEST = join('dist', 'package-for-test', UNPACKED);
const EXECUTABLE = join(UNPACKED_FOR_TEST, 'counter-assist');
const STAMP = join(ROOT, 'dist', 'stamps', 'package-for-test');
const INPUTS = [
  'package.json',
  'package-lock.json',
  'electron-builder.yml',
  'resources',
  'tools/package',
  'tools/setup/old_c_library.c',
];

/** The packaged app's own folder, once `packagedAppForTest` was asked for. */
export const unpackedForTest = join(ROOT, UNPACKED_FOR_TEST);

/**
 * The app must be built already. Gives Playwright's `executablePath`.
 * @param {import('../setup/prepare.mjs').Runtime} runtime
 * @returns {Promise<string>}
 */
export async function packagedAppForTest(runtime) {
  await withLock('package-for-test', async () => {
    const built = ['main', 'preload', 'data', 'renderer'].map((part) => `dist/stamps/${part}`);
    const hash = `${runtime.electronVersion} ${hashInputs([...INPUTS, ...built])}`;
    const isFresh = existsSync(join(ROOT, EXECUTABLE)) && existsSync(STAMP);
    if (isFresh && readFileSync(STAMP, 'utf8') === hash) return;
    const electron = { dist: runtime.dist, version: runtime.electronVersion };
    await packageApp(electron, { dirOnly: true, forTest: true });
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, hash);
  });
  const seen = runtime.runAs?.root ?? ROOT;
  return launcherScript(runtime.runAs, join(seen, EXECUTABLE));
}
