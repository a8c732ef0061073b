// Who may import whom. A zone is named by the longest prefix of a file's path that stands in the table.

/**
 * `zones`: own zones that may be imported; `packages`: npm packages and Node built-ins, or null for any but `never`.
 * @typedef {{ zones: string[], packages: RegExp | null, never?: RegExp }} Rule
 */

const SHARED = ['shared/base', 'shared/model', 'shared/engine', 'shared/contract', 'shared/wire'];
const DATABASE = /^better-sqlite3/;
const NODE_OR_SHELL = /^(node:|electron$|electron\/|fastify|pg$|@electric-sql\/|better-sqlite3)/;

/** @type {Readonly<Record<string, Rule>>} */
export const RULES = {
  'shared/base': { zones: [], packages: /^$/ },
  'shared/model': { zones: ['shared/base'], packages: /^zod$/ },
  'shared/engine': {
    zones: ['shared/base', 'shared/model'],
    packages: /^(@marcbachmann\/cel-js|@noble\/hashes\/[a-z0-9]+\.js|zod)$/,
  },
  'shared/contract': { zones: ['shared/base', 'shared/model'], packages: /^zod$/ },
  'shared/wire': { zones: ['shared/base', 'shared/model'], packages: /^zod$/ },
  // Files between branch and HQ, the same at both ends.
  stick: {
    zones: ['shared/base', 'shared/model', 'shared/wire'],
    packages: /^(node:|zod$)/,
  },
  'electron/port': {
    zones: ['shared/base', 'shared/model', 'shared/contract'],
    packages: /^(zod|electron)$/,
  },
  // The way out, for whoever of the app's processes speaks to HQ.
  'electron/line': { zones: [], packages: /^node:/ },
  'electron/preload': { zones: [...SHARED, 'electron/port'], packages: /^electron$/ },
  // main starts windows and processes; it never opens a database, so it sees no customer data.
  'electron/main': {
    zones: [...SHARED, 'electron/port', 'electron/line'],
    packages: null,
    never: DATABASE,
  },
  'electron/data': {
    zones: [...SHARED, 'stick', 'electron/port', 'electron/line'],
    packages: null,
  },
  'renderer/client': {
    zones: [...SHARED, 'electron/port'],
    packages: null,
    never: NODE_OR_SHELL,
  },
  'renderer/ui': { zones: SHARED, packages: null, never: NODE_OR_SHELL },
  // The counter's state and keys: its views import them, never the other way.
  'renderer/features/counter/desk': {
    zones: [...SHARED, 'electron/port', 'renderer/client', 'renderer/ui'],
    packages: null,
    never: NODE_OR_SHELL,
  },
  renderer: {
    zones: [
      ...SHARED,
      'electron/port',
      'renderer/client',
      'renderer/ui',
      'renderer/features/counter/desk',
    ],
    packages: null,
    never: NODE_OR_SHELL,
  },
  // HQ's page in a browser: the renderer's own components, and no way to the data process.
  'renderer/hq': {
    zones: [...SHARED, 'renderer', 'renderer/ui'],
    packages: null,
    never: NODE_OR_SHELL,
  },
  // The customer's screen: it shows what the counter's page hands it, and reaches nothing else.
  'renderer/display': {
    zones: [...SHARED, 'electron/port', 'renderer', 'renderer/ui'],
    packages: null,
    never: NODE_OR_SHELL,
  },
  hub: { zones: [...SHARED, 'stick'], packages: null, never: /^electron(\/|$|-)/ },
};

/** Tests stand beside the code but may reach further. */
export const TEST_FILE = /\.(test|spec|bench)\.tsx?$/;

/**
 * @param {string} path from the project's root
 * @returns {string | null} null for tests, tools and data
 */
export function zoneOf(path) {
  let best = null;
  for (const zone of Object.keys(RULES)) {
    if (path.startsWith(`${zone}/`) && (best === null || zone.length > best.length)) best = zone;
  }
  return best;
}
