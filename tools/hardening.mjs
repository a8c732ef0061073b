// npm run hardening [-- WORD]: takes each hardening of the window, and each promise of docs/security.md, away in a copy of the
// tree, and names the test that fails.
//   WORD   only the points whose name, file or test has it
// Fails when a test passes without its hardening, fails with it, or when a text to be taken away is not there.
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POINTS } from './hardening/points.mjs';
import { ROOT } from './setup/paths.mjs';
import { runMain, SetupError } from './setup/progress.mjs';
import { runQuiet } from './setup/run.mjs';

/** @typedef {import('./hardening/points.mjs').Point} Point */

/** To build and to run one test beside much else. */
const LONGEST_MS = 900_000;
const NOT_COPIED = new Set(['node_modules', '.git', 'docs']);

await runMain(async () => {
  const word = process.argv[2] ?? '';
  const points = POINTS.filter(({ name, file, test }) => `${name} ${file} ${test}`.includes(word));
  if (points.length === 0) throw new SetupError(`no point has "${word}" in its name or file`);
  const copy = mkdtempSync(join(tmpdir(), 'counter-assist-hardening-'));
  try {
    chmodSync(copy, 0o755);
    cpSync(ROOT, copy, {
      recursive: true,
      filter: (from) => !NOT_COPIED.has(from.slice(ROOT.length + 1)),
    });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const test of new Set(points.map((point) => point.test))) {
      const { code, output } = await runTest(copy, test);
      if (code !== 0) throw new SetupError(`${test} fails with everything in place:\n${output}`);
    }
    let open = 0;
    for (const point of points) {
      const failing = await without(copy, point);
      if (failing === null) open += 1;
      console.log(
        failing === null
          ? `✗ ${point.name}: ${point.test} passes without it`
          : `✓ ${point.name}: ${failing}`,
      );
    }
    console.log(`${points.length} taken away, ${points.length - open} noticed`);
    return open === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

/**
 * @param {string} copy
 * @param {Point} point
 * @returns {Promise<string | null>} the test that failed; null: it passed
 */
async function without(copy, { name, file, from, to, test }) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2)
    throw new SetupError(`${name}: ${file} has not exactly once: ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  try {
    const { code, output } = await runTest(copy, test);
    if (code === 0) return null;
    const failed = /(?:^ FAIL |^ *✘ ).*$/m.exec(output)?.[0].trim();
    if (failed === undefined) throw new SetupError(`${name}: no test said anything\n${output}`);
    return failed;
  } finally {
    writeFileSync(path, text);
  }
}

/** @param {string} file */
function projectOf(file) {
  return file.endsWith('.pg.test.ts') ? 'hub' : 'unit';
}

/**
 * @param {string} copy
 * @param {string} test
 */
function runTest(copy, test) {
  const database = process.env['HUB_TEST_DATABASE'] ?? 'pglite';
  const plain = { NO_COLOR: '1', FORCE_COLOR: undefined };
  const env = { ...process.env, ...plain, HUB_TEST_DATABASE: database };
  const [file = '', title] = test.split('#');
  const args = file.endsWith('.spec.ts')
    ? ['tools/hardening/one_spec.mjs', file, ...(title === undefined ? [] : ['-g', title])]
    : ['node_modules/vitest/vitest.mjs', 'run', '--project', projectOf(file), file];
  return runQuiet(process.execPath, args, { cwd: copy, env, timeoutMs: LONGEST_MS });
}
