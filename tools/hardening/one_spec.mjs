// node tools/hardening/one_spec.mjs SPEC: builds the app and the hub, and runs one end-to-end test.
import { join } from 'node:path';
import { buildParts } from '../build.mjs';
import { APP_PARTS } from '../package/package-app.mjs';
import { ROOT } from '../setup/paths.mjs';
import { finishRuntime, handDown, prepareTools } from '../setup/prepare.mjs';
import { createProgress, runMain } from '../setup/progress.mjs';
import { runInherit } from '../setup/run.mjs';

await runMain(async () => {
  const { electron, native } = await prepareTools(createProgress());
  await native;
  await buildParts(createProgress(), { names: [...APP_PARTS, 'hub'] });
  handDown(await finishRuntime(electron, true));
  const playwright = join(ROOT, 'node_modules', '.bin', 'playwright');
  const code = await runInherit(playwright, ['test', '--reporter=list', ...process.argv.slice(2)], {
    cwd: ROOT,
  });
  process.exit(code);
});
