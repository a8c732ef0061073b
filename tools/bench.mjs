// npm run bench -- NAME: builds tests/bench/NAME.bench.ts and runs it against the built app.
import { runScript } from './test/script.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';
import { runMain, SetupError } from './setup/progress.mjs';

await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const entry = `tests/bench/${name}.bench.ts`;
  if (!/^[\w-]+$/.test(name) || !existsSync(join(ROOT, entry))) {
    throw new SetupError(`usage: npm run bench -- NAME\nNames: ${benchNames().join(', ')}`);
  }
  return await runScript(entry, `dist/bench/${name}`, args);
});

function benchNames() {
  const folder = join(ROOT, 'tests', 'bench');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''));
}
