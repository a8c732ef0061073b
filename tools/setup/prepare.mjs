// The set-up as one piece: what `npm start`, `npm test`, the end-to-end tests and the benchmarks all stand on.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildParts } from '../build.mjs';
import { ensureAccount, giveFolder, writeLauncher } from './account.mjs';
import { checkNode, ensureDependencies } from './dependencies.mjs';
import { ensureDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureNative, needsOwnBuild } from './native.mjs';
import { ROOT } from './paths.mjs';
import { createProgress } from './progress.mjs';

/**
 * Everything that is needed to start the app. `appFolder` is the project's folder as the account that runs
 * Electron sees it; `launcher` is an executable that starts Electron under that account; `env` carries DISPLAY.
 * @typedef {{
 *   electronPath: string, electronVersion: string, napi: number, isFallback: boolean, dist: string,
 *   runAs: import('./account.mjs').RunAs | null, launcher: string, appFolder: string,
 *   display: string, env: Record<string, string>
 * }} Runtime
 */

/** Hands a prepared runtime down to child processes (Playwright's workers), so that nothing is checked twice. */
const HANDED_DOWN = 'COUNTER_ASSIST_RUNTIME';

/**
 * Steps 1 to 4: Node, dependencies, Electron, database module. Idempotent; a second call takes a fraction of a second.
 * The database module may go on building: await `native` before it is used.
 * @param {import('./progress.mjs').Progress} progress
 */
export async function prepareTools(progress) {
  // What root builds here, the ordinary account must be able to read.
  process.umask(0o022);
  await progress.step('Node', checkNode);
  await progress.step('Dependencies', ensureDependencies);
  const electron = progress.step('Electron runtime', ensureElectron);
  const native = progress.step('Database module', async (handle) => {
    // The running Node may settle it before Electron is there: the build takes longest.
    const ownNapi = Number(process.versions.napi);
    const lowest = needsOwnBuild(ownNapi) ? ownNapi : (await electron).napi;
    await ensureNative(lowest, handle);
  });
  native.catch(() => {}); // whoever awaits it sees the failure
  return { electron: await electron, native };
}

/**
 * The runtime for tests and benchmarks, with the app and the hub built (`build: false` leaves that out), a virtual
 * display always, progress on standard error. The display ends with this process.
 * @param {{ progress?: import('./progress.mjs').Progress, build?: boolean }} [options]
 * @returns {Promise<Runtime>}
 */
export async function prepareRuntime(options = {}) {
  const handed = process.env[HANDED_DOWN];
  if (handed) return JSON.parse(handed);
  const progress = options.progress ?? createProgress(process.stderr);
  const { electron, native } = await prepareTools(progress);
  await native;
  if (options.build ?? true) await buildParts(progress);
  return await finishRuntime(electron, true);
}

/**
 * Account, display and launcher for an Electron that is there.
 * @param {import('./electron.mjs').ElectronRuntime} electron
 * @param {boolean} alwaysVirtual
 * @returns {Promise<Runtime>}
 */
export async function finishRuntime(electron, alwaysVirtual) {
  const runAs = await ensureAccount();
  const display = await ensureDisplay({ alwaysVirtual });
  /** @type {Record<string, string>} */
  const env = display.isVirtual ? { DISPLAY: display.name } : {};
  const launchers = join(ROOT, 'dist', 'launch');
  mkdirSync(launchers, { recursive: true });
  return {
    electronPath: electron.electronPath,
    electronVersion: electron.version,
    napi: electron.napi,
    isFallback: electron.isFallback,
    dist: electron.dist,
    runAs,
    launcher:
      process.platform === 'linux'
        ? launcherScript(runAs, electron.electronPath)
        : electron.electronPath,
    appFolder: runAs?.root ?? ROOT,
    display: display.name,
    env,
  };
}

/**
 * An executable that starts `program` as the account does: Playwright's `executablePath` (it passes the
 * arguments on, and a signal to the process reaches the program itself).
 * @param {import('./account.mjs').RunAs | null} runAs
 * @param {string} program
 */
export function launcherScript(runAs, program) {
  const name = program.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-/, '');
  return writeLauncher(runAs, program, join(ROOT, 'dist', 'launch', name));
}

/**
 * A fresh folder that the app may write to, for tests and benchmarks.
 * @param {Runtime} runtime
 * @param {string} name
 */
export function createDataFolder(runtime, name) {
  const folder = mkdtempSync(join(tmpdir(), `counter-assist-${name}-`));
  giveFolder(runtime.runAs, folder);
  return folder;
}

/**
 * Lets child processes find this runtime instead of preparing one again.
 * @param {Runtime} runtime
 */
export function handDown(runtime) {
  process.env[HANDED_DOWN] = JSON.stringify(runtime);
  Object.assign(process.env, runtime.env);
}
