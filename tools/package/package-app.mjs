// Packs the built app with electron-builder.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNative, NATIVE_FILE } from '../setup/native.mjs';
import { ROOT } from '../setup/paths.mjs';

/** The parts of the build that a package holds. */
export const APP_PARTS = ['main', 'preload', 'display-preload', 'data', 'renderer', 'display-page'];

/** Where electron-builder leaves the app, below the folder with the result. */
export const UNPACKED = 'linux-unpacked';

/**
 * @param {Pick<import('../setup/electron.mjs').ElectronRuntime, 'dist' | 'version'>} electron
 * @param {{ dirOnly: boolean, forTest: boolean }} options `forTest` may be driven, by Playwright
 * @returns {Promise<string>} the folder with the result
 */
export async function packageApp(electron, { dirOnly, forTest }) {
  if (process.platform === 'linux') await ensureNative(0, { note() {}, bar() {} });
  const { build, Platform } = await import('electron-builder');
  const output = join(ROOT, 'dist', forTest ? 'package-for-test' : 'package');
  /** @type {import('electron-builder').Configuration} */
  const settings = {
    extends: join(ROOT, 'electron-builder.yml'),
    directories: { output },
    electronDist: electron.dist,
    electronVersion: electron.version,
    ...(process.platform === 'linux' && {
      extraResources: [{ from: NATIVE_FILE, to: 'native/better_sqlite3.node' }],
    }),
    ...(forTest && {
      electronFuses: { enableNodeCliInspectArguments: true },
      extraMetadata: { isForTest: true },
    }),
    // The stand-in carries its little default app in resources/app; a package has app.asar alone.
    afterPack: async (context) => {
      const unpacked = join(context.appOutDir, 'resources', 'app');
      if (existsSync(join(context.appOutDir, 'resources', 'app.asar')))
        rmSync(unpacked, { recursive: true, force: true });
    },
  };
  const targets = dirOnly ? Platform.current().createTarget('dir') : undefined;
  await build({
    projectDir: ROOT,
    config: settings,
    publish: 'never',
    ...(targets && { targets }),
  });
  return output;
}
