// Steps 1 and 2: the running Node, and node_modules exactly as package-lock.json says.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { SetupError, withTimedBar } from './progress.mjs';
import { npmCommand, runOrFail } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.counter-assist-lock');

/** @param {import('./progress.mjs').StepHandle} handle */
export function checkNode(handle) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: install Node 20.19 or newer (nodejs.org or your package manager).`,
    );
  }
  if (!['linux', 'win32', 'darwin'].includes(process.platform)) {
    throw new SetupError(
      `Counter Assist runs on Linux, Windows and macOS; this is ${process.platform}.`,
    );
  }
  handle.note(`${process.versions.node}, ${process.platform}-${process.arch}`);
}

/**
 * Installs with `npm ci --ignore-scripts` unless node_modules already matches the lock file.
 * @param {import('./progress.mjs').StepHandle} handle
 */
export async function ensureDependencies(handle) {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    handle.note('already installed');
    return;
  }
  if (installedTreeMatches(lock.toString('utf8'))) {
    handle.note('already installed by hand');
  } else {
    const npm = npmCommand(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    await withTimedBar(handle, 40, runOrFail('npm ci', npm.program, npm.args, { cwd: ROOT }));
  }
  writeFileSync(STAMP, wanted);
}

/**
 * True when npm's own record of node_modules names the same versions as the lock file
 * (a developer who ran `npm install` need not install again).
 * @param {string} lockText
 */
function installedTreeMatches(lockText) {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  /** @type {Packages} */
  const wanted = JSON.parse(lockText).packages;
  /** @type {Packages} */
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || (entry.optional && !installed[path])) continue;
    if (installed[path]?.version !== entry.version) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}
