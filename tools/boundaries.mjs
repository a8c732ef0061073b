// Checks the direction of every import against the table of zones, features against each other, and looks for cycles.
import { pathToFileURL } from 'node:url';
import { readImports } from './boundaries/imports.mjs';
import { RULES, TEST_FILE, zoneOf } from './boundaries/rules.mjs';

/** @typedef {import('./boundaries/imports.mjs').Import} Import */

/**
 * @returns {{ files: number, imports: number, problems: string[] }} it fails as well when it has read nothing
 */
export function checkBoundaries() {
  const { files, imports } = readImports();
  const problems = imports.flatMap((one) => {
    const problem = problemOf(one);
    return problem === null ? [] : [`${one.from}: ${problem}`];
  });
  problems.push(...cycles(imports));
  if (files.length === 0 || imports.length === 0) {
    problems.push('No file or no import was read: the check itself is broken.');
  }
  return { files: files.length, imports: imports.length, problems };
}

/**
 * @param {Import} one
 * @returns {string | null}
 */
export function problemOf(one) {
  const zone = zoneOf(one.from);
  if (one.specifier.includes('../../../'))
    return `'${one.specifier}' climbs; cross-zone imports use #zone/path`;
  if (one.from.startsWith('hub/') && one.specifier.startsWith('../'))
    return `'${one.specifier}' climbs; in hub write it as #${one.to}`;
  if (zone === null || TEST_FILE.test(one.from)) return null;
  const rule = RULES[zone];
  if (!rule) return null;
  if (!one.isOwn) {
    const allowed = rule.packages ? rule.packages.test(one.to) : !rule.never?.test(one.to);
    return allowed ? null : `${zone} may not use the package '${one.to}'`;
  }
  if (!/\.(tsx?|mjs|css|json|yaml|svg|png)(\?\w+)?$/.test(one.specifier))
    return `'${one.specifier}' names no file extension`;
  const feature = featureOf(one.from);
  const otherFeature = featureOf(one.to);
  if (feature && otherFeature && feature !== otherFeature)
    return `feature ${feature} may not import feature ${otherFeature}`;
  const target = zoneOf(one.to);
  if (target === zone) return null;
  if (target === null) {
    return one.to.startsWith('resources/') ? null : `${zone} may not import '${one.to}'`;
  }
  if (!rule.zones.includes(target)) return `${zone} may not import ${target} ('${one.specifier}')`;
  const sameFolder = one.from.split('/')[0] === one.to.split('/')[0];
  return one.specifier.startsWith('#') || sameFolder
    ? null
    : `'${one.specifier}' crosses zones; write it as #${one.to}`;
}

/** @param {string} path */
function featureOf(path) {
  return /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/**
 * Import cycles among own files; `import type` is free.
 * @param {readonly Import[]} imports
 * @returns {string[]}
 */
function cycles(imports) {
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const one of imports) {
    if (one.isOwn && !one.isType) graph.set(one.from, [...(graph.get(one.from) ?? []), one.to]);
  }
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const problems = [];
  /** @param {string} file @param {string[]} path */
  const visit = (file, path) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      problems.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      return;
    }
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  return problems;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const result = checkBoundaries();
  for (const problem of result.problems) console.error(problem);
  console.log(
    `${result.files} files, ${result.imports} imports, ${result.problems.length} problems`,
  );
  process.exitCode = result.problems.length > 0 ? 1 : 0;
}
