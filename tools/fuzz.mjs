// npm run fuzz [-- NAME] [--runs N] [--seed S] [--first I]: feeds every reader of what comes from outside with wrong inputs.
//   NAME     one reader: manifests, heads, told, changes, receipts, sticks, port, csv, xlsx, maps, catalog, events, http
//   --runs   inputs for each, 100,000 when left out (CI feeds 2,000)
//   --seed   another row of inputs; the same seed makes the same inputs
//   --first  the number of the first input, to feed one again
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';
import { prepareTools } from './setup/prepare.mjs';
import { createProgress, runMain, SetupError } from './setup/progress.mjs';
import { runInherit } from './setup/run.mjs';

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '20261129' },
      first: { type: 'string', default: '0' },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (!/^\d{1,9}$/.test(value)) throw new SetupError(`--${name} takes a whole number`);
  }
  const [name = ''] = positionals;
  if (!/^[a-z]*$/.test(name)) throw new SetupError(`there is no reader ${name}`);
  const { native } = await prepareTools(createProgress(process.stderr));
  await native;
  const only = name === '' ? [] : ['-t', `fuzz ${name}$`];
  return await runInherit(
    process.execPath,
    [join('node_modules', 'vitest', 'vitest.mjs'), 'run', 'tests/fuzz', ...only],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        HUB_TEST_DATABASE: process.env['HUB_TEST_DATABASE'] ?? 'pglite',
        FUZZ_RUNS: values.runs,
        FUZZ_SEED: values.seed,
        FUZZ_FIRST: values.first,
      },
    },
  );
});
