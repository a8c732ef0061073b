// Runs one TypeScript program of tests/ (a benchmark, the picture taker) against the built app.
import { buildParts } from '../build.mjs';
import { buildScript } from '../build/script.mjs';
import { ROOT } from '../setup/paths.mjs';
import { finishRuntime, handDown, prepareTools } from '../setup/prepare.mjs';
import { createProgress } from '../setup/progress.mjs';
import { runInherit } from '../setup/run.mjs';

/**
 * Progress goes to standard error, so that the program's last line is the last line of standard output.
 * @param {string} entry path from the project's root
 * @param {string} output folder for the built program
 * @param {readonly string[]} args
 * @returns {Promise<number>} the program's exit code
 */
export async function runScript(entry, output, args) {
  const progress = createProgress(process.stderr);
  const { electron, native } = await prepareTools(progress);
  await native;
  await buildParts(progress);
  const program = await progress.step(`Build: ${entry}`, () => buildScript(entry, output));
  handDown(await finishRuntime(electron, true));
  return await runInherit(process.execPath, ['--expose-gc', program, ...args], {
    cwd: ROOT,
  });
}
