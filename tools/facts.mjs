// Writes docs/facts.md out of the dictionary of facts: node tools/facts.mjs
import { buildScript } from './build/script.mjs';
import { ROOT } from './setup/paths.mjs';
import { createProgress, runMain } from './setup/progress.mjs';
import { runInherit } from './setup/run.mjs';

await runMain(async () => {
  const progress = createProgress(process.stderr);
  const entry = 'tests/fixtures/facts_program.ts';
  const program = await progress.step('docs/facts.md', () => buildScript(entry, 'dist/facts'));
  return await runInherit(process.execPath, [program], { cwd: ROOT });
});
