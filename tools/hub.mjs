// npm run hub -- ARGUMENTS: the hub's command line, set up and built first when needed.
import { join } from 'node:path';
import { buildParts } from './build.mjs';
import { checkNode, ensureDependencies } from './setup/dependencies.mjs';
import { ensureNative } from './setup/native.mjs';
import { ROOT } from './setup/paths.mjs';
import { createProgress, runMain } from './setup/progress.mjs';
import { runInherit } from './setup/run.mjs';

await runMain(async () => {
  // Standard output belongs to the hub: some of its commands print JSON.
  const progress = createProgress(process.stderr);
  await progress.step('Node', checkNode);
  await progress.step('Dependencies', ensureDependencies);
  // The hub makes packs, which are databases; it needs no Electron.
  const ownNapi = Number(process.versions.napi);
  await progress.step('Database module', (handle) => ensureNative(ownNapi, handle));
  await buildParts(progress, { names: ['hub', 'hub-page'] });
  return await runInherit(process.execPath, [
    join(ROOT, 'dist', 'hub', 'cli.mjs'),
    ...process.argv.slice(2),
  ]);
});
