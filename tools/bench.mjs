// npm run bench -- NAME [ARGUMENTS] [--against REV]: builds tests/bench/NAME.bench.ts and runs it against the built app;
// with a revision of git, in turn with that one's own build.
import { runAgainst } from './bench/against.mjs';
import { runScript } from './test/script.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';
import { runMain, SetupError } from './setup/progress.mjs';

await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const entry = `tests/bench/${name}.bench.ts`;
  if (!/^[\w-]+$/.test(name) || !existsSync(join(ROOT, entry))) {
    throw new SetupError(
      `usage: npm run bench -- NAME [--against REV]\nNames: ${benchNames().join(', ')}`,
    );
  }
  const at = args.indexOf('--against');
  if (at !== -1) {
    const revision = args[at + 1];
    if (revision === undefined) throw new SetupError('--against asks for a revision of git');
    return await runAgainst(name, revision, args.toSpliced(at, 2));
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
