// Reads the imports of every TypeScript file of the project.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

/**
 * `to` is a path from the project's root for own files, or a package's name. `isType` for `import type`,
 * `isLazy` for `import()`.
 * @typedef {{ from: string, specifier: string, to: string, isOwn: boolean, isType: boolean, isLazy: boolean }} Import
 */

const FOLDERS = ['shared', 'electron', 'renderer', 'hub', 'stick', 'tests'];
const STATEMENT =
  /(?:^|[\n;])\s*(?:import|export)\s+(type\s)?(?:[\w$*{}\s,]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** @returns {{ files: string[], imports: Import[] }} */
export function readImports() {
  const files = FOLDERS.flatMap((folder) => listFiles(folder)).toSorted();
  return {
    files,
    imports: files.flatMap((file) => importsOf(file, readFileSync(join(ROOT, file), 'utf8'))),
  };
}

/**
 * @param {string} from path from the project's root
 * @param {string} source
 * @returns {Import[]}
 */
export function importsOf(from, source) {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const isOwn = specifier.startsWith('.') || specifier.startsWith('#');
    return {
      from,
      specifier,
      isOwn,
      to: isOwn ? resolveOwn(from, specifier) : specifier,
      isType: Boolean(match[1]),
      isLazy: match[3] !== undefined,
    };
  });
}

/**
 * `#zone/path` is the package's own subpath import; anything else is relative.
 * @param {string} from
 * @param {string} specifier
 */
function resolveOwn(from, specifier) {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return posix.join(dirname(from), specifier);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  /** @type {string[]} */
  const found = [];
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...listFiles(path));
    else if (/\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found;
}
