// The stages of `npm test`, in the order in which they run.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkBoundaries } from '../boundaries.mjs';
import { buildParts } from '../build.mjs';
import { packagedAppForTest } from '../package/for-test.mjs';
import { ROOT } from '../setup/paths.mjs';
import { startPostgres } from '../setup/postgres.mjs';
import { finishRuntime, handDown } from '../setup/prepare.mjs';
import { runInherit } from '../setup/run.mjs';
import { failedInPlaywright, failedInVitest } from './failed_tests.mjs';

/**
 * What a stage needs from the set-up. `native` resolves when the database module is there.
 * @typedef {{ electron: import('../setup/electron.mjs').ElectronRuntime, native: Promise<void>, progress: import('../setup/progress.mjs').Progress }} Context
 * `failures` are sentences for the table; a stage without any has passed.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[], tests: import('./failed_tests.mjs').FailedTest[] }} Outcome
 * `onlyIn`: `npm test` leaves it out.
 * @typedef {{ name: string, what: string, onlyIn?: 'verify', run: (context: Context) => Promise<Outcome> }} Stage
 */

/**
 * What these files try is arithmetic over what was read, or a way through many parts: the embedded database can hardly make
 * a difference, and they take most of the time. `npm run verify` runs them on it as well; all end-to-end tests have it.
 */
const MOSTLY_ELSE = [
  'hub/cli/',
  'hub/demo/',
  'hub/effect/',
  'hub/export/',
  'hub/import/real_data',
  'hub/import/unknown_use',
  'hub/learn/',
  'hub/lend/',
  'hub/page/',
  'hub/replay/',
  'hub/score/',
  'hub/settle/',
  'hub/simulate/',
  'hub/train/',
  'hub/visits/',
  'tests/',
];

const REPORTS = join(ROOT, 'dist', 'reports');

/** @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'format',
    what: 'every file as oxfmt writes it',
    run: () => tool('oxfmt', ['--check']),
  },
  {
    name: 'lint',
    what: 'oxlint, warnings are errors',
    run: () => tool('oxlint', []),
  },
  {
    name: 'boundaries',
    what: 'who may import whom',
    run: async () => {
      const { files, imports, problems } = checkBoundaries();
      for (const problem of problems) console.error(problem);
      console.log(`${files} files, ${imports} imports`);
      return outcome(problems.length > 0 ? [`${problems.length} forbidden imports`] : []);
    },
  },
  {
    name: 'types',
    what: 'tsc over every zone',
    run: () => tool('tsc', ['-b']),
  },
  {
    name: 'dead code',
    what: 'knip: files, exports and packages nobody uses',
    run: () => tool('knip', ['--no-progress']),
  },
  {
    name: 'unit',
    what: 'unit tests',
    run: async ({ native }) => {
      await native;
      return await vitest('unit', 'unit', {});
    },
  },
  {
    name: 'hub-pglite',
    what: 'hub tests of statements, on the embedded PGlite',
    run: async ({ native }) => {
      await native;
      const without = MOSTLY_ELSE.map((path) => `${path}**`).join();
      const env = { HUB_TEST_DATABASE: 'pglite', HUB_TESTS_WITHOUT: without };
      return await vitest('hub', 'hub-pglite', env);
    },
  },
  {
    name: 'hub-pglite-rest',
    what: 'the other hub tests, on the embedded PGlite',
    onlyIn: 'verify',
    run: async ({ native }) => {
      await native;
      return await vitest('hub', 'hub-pglite-rest', { HUB_TEST_DATABASE: 'pglite' }, MOSTLY_ELSE);
    },
  },
  {
    name: 'hub-postgres',
    what: 'all hub tests on a real PostgreSQL server',
    run: async ({ native }) => {
      await native;
      const postgres = await startPostgres();
      console.log(`PostgreSQL ${postgres.version} at ${postgres.url}`);
      try {
        return await vitest('hub', 'hub-postgres', { HUB_TEST_DATABASE: postgres.url });
      } finally {
        await postgres.stop();
      }
    },
  },
  {
    name: 'build',
    what: 'the app and the hub into dist/',
    run: async ({ native, progress }) => {
      await native;
      await buildParts(progress);
      return outcome([]);
    },
  },
  {
    name: 'e2e',
    what: 'the real app in real Electron, its sandbox on, on a virtual display',
    run: endToEnd,
  },
];

/**
 * @param {Context} context
 * @returns {Promise<Outcome>}
 */
async function endToEnd({ electron, native, progress }) {
  await native;
  await buildParts(progress);
  const runtime = await finishRuntime(electron, true);
  handDown(runtime);
  await progress.step('Packaged app for its test', async () => {
    await packagedAppForTest(runtime);
  });
  const who = runtime.runAs ? ` as the account ${runtime.runAs.user}` : '';
  console.log(`Electron ${runtime.electronVersion}${who}, display ${runtime.display}`);
  const report = freshReport('e2e');
  const code = await runInherit(binary('playwright'), ['test', '--reporter=list,json'], {
    cwd: ROOT,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  if (!existsSync(report)) return outcome([`Playwright ended with code ${code} and no report`]);
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] } & import('./failed_tests.mjs').Suite} */
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const { expected, unexpected, flaky, skipped } = result.stats;
  return {
    ...counted(expected, unexpected + flaky, skipped, code, result.errors.length),
    tests: failedInPlaywright(result),
  };
}

/**
 * @param {string} project
 * @param {string} name
 * @param {Record<string, string>} env
 * @param {readonly string[]} files beginnings of their paths; none: all
 * @returns {Promise<Outcome>}
 */
async function vitest(project, name, env, files = []) {
  const report = freshReport(name);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', ...files];
  const code = await runInherit(binary('vitest'), [...args, `--outputFile.json=${report}`], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  if (!existsSync(report)) return outcome([`Vitest ended with code ${code} and no report`]);
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number } & Parameters<typeof failedInVitest>[0]} */
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = result.numPendingTests + result.numTodoTests;
  return {
    ...counted(result.numPassedTests, result.numFailedTests, skipped, code, 0),
    tests: failedInVitest(result),
  };
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @param {number} code
 * @param {number} otherErrors
 * @returns {Outcome}
 */
function counted(passed, failed, skipped, code, otherErrors) {
  const failures = [];
  if (failed > 0) failures.push(`${failed} tests failed`);
  if (passed + failed === 0) failures.push('no test ran');
  if (skipped > 0 && process.env['CI']) failures.push(`${skipped} tests were skipped`);
  if (otherErrors > 0) failures.push(`${otherErrors} errors outside the tests`);
  if (code !== 0 && failures.length === 0) failures.push(`the runner ended with code ${code}`);
  return { passed, failed, skipped, failures, tests: [] };
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
async function tool(name, args) {
  const code = await runInherit(binary(name), args, { cwd: ROOT });
  return outcome(code === 0 ? [] : [`${name} ended with code ${code}`]);
}

/**
 * @param {string[]} failures
 * @returns {Outcome}
 */
function outcome(failures) {
  return { passed: 0, failed: 0, skipped: 0, failures, tests: [] };
}

/** @param {string} name */
function binary(name) {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}
