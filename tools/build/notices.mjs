// What of others the app holds, with its licence: collected while each part is built; a licence that is not allowed fails
// the build. One list goes to the help page, one text into the package.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

/**
 * @typedef {{ name: string, version: string, licence: string, text: string }} Notice
 */

/** None asks for more than to be named. */
const ALLOWED =
  '(MIT OR ISC OR 0BSD OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0 OR BlueOak-1.0.0)';
const FOLDER = join(ROOT, 'dist', 'notices');
/** Into the folder of the program, beside Electron's own. */
const NOTICES_FILE = join(FOLDER, 'NOTICES.txt');
const NATIVE = join(ROOT, 'node_modules', 'better-sqlite3-multiple-ciphers');

/**
 * A plugin for Vite.
 * @param {string} file where the list of this part goes
 * @param {string} root
 */
export async function collectNotices(file, root = ROOT) {
  const { default: license } = await import('rollup-plugin-license');
  return license({
    cwd: root,
    thirdParty: {
      multipleVersions: true,
      allow: { test: ALLOWED, failOnUnlicensed: true, failOnViolation: true },
      output(found) {
        /** @type {Notice[]} */
        const notices = found.map(
          ({ name, version, license: licence, licenseText, noticeText }) => ({
            name: name ?? '',
            version: version ?? '',
            licence: licence ?? '',
            text: [licenseText, noticeText].filter(Boolean).join('\n\n'),
          }),
        );
        mkdirSync(join(file, '..'), { recursive: true });
        writeFileSync(file, JSON.stringify(notices));
      },
    },
  });
}

/** @param {string} part */
export const noticesOf = (part) => join(FOLDER, `${part}.json`);

/** After the parts were built: one list and one text of all. */
export function writeNotices() {
  if (!existsSync(FOLDER)) return;
  /** @type {Map<string, Notice>} */
  const all = new Map();
  const database = databaseNotice();
  all.set(database.name, database);
  for (const name of readdirSync(FOLDER).filter((each) => each.endsWith('.json'))) {
    /** @type {Notice[]} */
    const notices = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
    for (const notice of notices) all.set(`${notice.name} ${notice.version}`, notice);
  }
  const list = [...all.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(join(ROOT, 'dist', 'app', 'renderer', 'notices.json'), JSON.stringify(list));
  const texts = list.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.trim()}\n`,
  );
  const head =
    'Counter Assist contains the software named here. Electron and Chromium are named in\n' +
    'LICENSE.electron.txt and LICENSES.chromium.html beside this file.\n';
  writeFileSync(NOTICES_FILE, [head, ...texts].join(`\n${'-'.repeat(72)}\n\n`));
}

/** The database module is not bundled: it lies in the package as a library. */
function databaseNotice() {
  const { version } = JSON.parse(readFileSync(join(NATIVE, 'package.json'), 'utf8'));
  const licence = 'MIT';
  const source = readFileSync(join(NATIVE, 'deps', 'sqlite3', 'sqlite3.c'), 'utf8');
  const authors = new Set(
    [...source.matchAll(/Copyright:? +(\(c\) \d{4}[^\n]*)/gi)].map(([, who]) => who?.trim() ?? ''),
  );
  const text = `${readFileSync(join(NATIVE, 'LICENSE'), 'utf8').trim()}

It contains SQLite, which is in the public domain, and SQLite3 Multiple Ciphers (MIT) with
${[...authors].toSorted().join('\n')}`;
  return { name: 'better-sqlite3-multiple-ciphers', version, licence, text };
}
