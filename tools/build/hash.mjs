// What a build depends on, as one hash: unchanged inputs need no new build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

/**
 * SHA-256 over the names and contents of all files below the given paths (tests left out), in a fixed order.
 * @param {readonly string[]} paths relative to the project's root
 */
export function hashInputs(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTree(hash, path);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTree(hash, path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  for (const name of readdirSync(full).toSorted()) {
    if (name === 'node_modules' || name === 'dist' || /\.test\.tsx?$/.test(name)) continue;
    addTree(hash, `${path}/${name}`);
  }
}
