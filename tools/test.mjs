// npm test: set-up, then every check in stages, a table, and one plain line with the sum of the tests.
//   node tools/test.mjs [--only STAGE[,STAGE]]     `verify` names all of them, also the one that is left out otherwise
import { parseArgs } from 'node:util';
import { prepareTools } from './setup/prepare.mjs';
import { ROOT } from './setup/paths.mjs';
import { createProgress, runMain, SetupError } from './setup/progress.mjs';
import { STAGES } from './test/stages.mjs';

/** @typedef {import('./test/stages.mjs').Outcome} Outcome */
/** @typedef {{ name: string, seconds: number, outcome: Outcome }} Row */

await runMain(async () => {
  const stages = chooseStages();
  const started = performance.now();
  const progress = createProgress();
  const { electron, native } = await prepareTools(progress);
  /** @type {Row[]} */
  const rows = [];
  for (const stage of stages) {
    console.log(`\n── ${stage.name}: ${stage.what}`);
    const begun = performance.now();
    const outcome = await runStage(stage, { electron, native, progress });
    const seconds = (performance.now() - begun) / 1000;
    const verdict = outcome.failures.length === 0 ? '✓' : `✗ ${outcome.failures.join('; ')}`;
    console.log(`── ${stage.name} ${verdict} (${seconds.toFixed(1)} s)`);
    rows.push({ name: stage.name, seconds, outcome });
  }
  printFailedTests(rows);
  printTable(rows, (performance.now() - started) / 1000);
  // Exit here: a display or a server that a failed stage left open must not keep the run alive.
  process.exit(rows.some((row) => row.outcome.failures.length > 0) ? 1 : 0);
});

/**
 * A stage that throws an expected failure (a missing part, say) fails with that reason; the others still run.
 * @param {import('./test/stages.mjs').Stage} stage
 * @param {import('./test/stages.mjs').Context} context
 * @returns {Promise<Outcome>}
 */
async function runStage(stage, context) {
  try {
    return await stage.run(context);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    const reason = error.message.split('\n')[0] ?? '';
    return { passed: 0, failed: 0, skipped: 0, failures: [reason], tests: [] };
  }
}

function chooseStages() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return STAGES.filter(({ onlyIn }) => onlyIn === undefined);
  const names = values.only.split(',').map((name) => name.trim());
  if (names.includes('verify')) return STAGES;
  const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    const known = STAGES.map((stage) => stage.name).join(', ');
    throw new SetupError(`There is no stage called "${unknown}". Stages: ${known}, verify`);
  }
  return STAGES.filter((stage) => names.includes(stage.name));
}

/** @param {readonly Row[]} rows */
function printFailedTests(rows) {
  for (const { name, outcome } of rows) {
    for (const { file, title, message } of outcome.tests) {
      console.log(`\n✗ ${name} · ${file.replace(`${ROOT}/`, '')} · ${title}\n${message}`);
    }
  }
}

/**
 * The last line counts tests, and one failure for a stage that failed otherwise.
 * @param {readonly Row[]} rows
 * @param {number} seconds
 */
function printTable(rows, seconds) {
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log('');
  for (const { name, seconds: took, outcome } of rows) {
    const tests = outcome.passed + outcome.failed;
    const counts = tests > 0 ? `${outcome.passed} of ${tests} tests` : '';
    const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
    const verdict = outcome.failures.length === 0 ? 'ok' : `FAILED: ${outcome.failures.join('; ')}`;
    console.log(
      `${name.padEnd(width)}  ${took.toFixed(1).padStart(7)} s  ${verdict}  ${counts}${skipped}`,
    );
  }
  console.log(`${'all'.padEnd(width)}  ${seconds.toFixed(1).padStart(7)} s`);
  const passed = rows.reduce((sum, row) => sum + row.outcome.passed, 0);
  const failed = rows.reduce((sum, row) => sum + failuresOf(row.outcome), 0);
  console.log(`\n${passed} passed, ${failed} failed`);
}

/** @param {Outcome} outcome */
function failuresOf(outcome) {
  return outcome.failures.length > 0 ? Math.max(1, outcome.failed) : 0;
}
