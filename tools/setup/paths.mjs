// Where the set-up keeps things: the project's root, pinned versions, and a cache that an ordinary user can read.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project's root folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const isRoot = process.getuid?.() === 0;

/**
 * The exact version that package.json pins for a package.
 * @param {string} name
 * @returns {string}
 */
export function pinnedVersion(name) {
  /** @type {{ dependencies: Record<string, string>, devDependencies: Record<string, string> }} */
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const version = manifest.dependencies[name] ?? manifest.devDependencies[name];
  if (!version) throw new Error(`package.json does not name ${name}`);
  return version;
}

/**
 * True when every folder on the way to `path`, and `path` itself, may be entered by everybody.
 * @param {string} path
 */
export function isOpenToAll(path) {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The cache folder, made when missing. Root's own home is closed to others, and the runtime
 * is started by an ordinary account, so root falls back to /var/cache.
 * @param {...string} parts
 */
export function cacheFolder(...parts) {
  const own = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'counter-assist');
  const base = isRoot && !isOpenToAll(own) ? '/var/cache/counter-assist' : own;
  const folder = join(base, ...parts);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/**
 * The first folder of PATH that holds `program`, or null.
 * @param {string} program
 * @returns {string | null}
 */
export function findProgram(program) {
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}
