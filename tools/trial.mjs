// npm run trial -- NAME [...]: builds tests/trial/NAME.trial.ts and runs it: faults in long loops, for a night and not for CI.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';
import { runMain, SetupError } from './setup/progress.mjs';
import { runScript } from './test/script.mjs';

const ENDING = '.trial.ts';

await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const entry = `tests/trial/${name}${ENDING}`;
  if (!/^[\w-]+$/.test(name) || !existsSync(join(ROOT, entry))) {
    const names = readdirSync(join(ROOT, 'tests', 'trial'))
      .filter((file) => file.endsWith(ENDING))
      .map((file) => file.replace(ENDING, ''));
    throw new SetupError(
      `usage: npm run trial -- NAME [ROUNDS] [SEED]\nNames: ${names.join(', ')}`,
    );
  }
  return await runScript(entry, `dist/trial/${name}`, args);
});
