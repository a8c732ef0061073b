// Writes docs/facts.md out of the dictionary of facts: node tools/facts.mjs
import { buildScript } from './build/script.mjs';
import { ROOT } from './setup/paths.mjs';
import { createProgress, runMain, SetupError } from './setup/progress.mjs';
import { runInherit } from './setup/run.mjs';

await runMain(async () => {
  if (process.argv.length > 2)
    throw new SetupError('usage: node tools/facts.mjs, without arguments');
  const progress = createProgress(process.stderr);
  const entry = 'tools/facts/facts_program.ts';
  const program = await progress.step('docs/facts.md', () => buildScript(entry, 'dist/facts'));
  return await runInherit(process.execPath, [program], { cwd: ROOT });
});
