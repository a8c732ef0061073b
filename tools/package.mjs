// npm run package (installers for this system) and npm run package:dir (an unpacked app), from the local Electron runtime.
//   --dir       unpacked only
//   --for-test  leaves the inspector fuse on: Playwright drives the packaged app through it. Never ship that one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildParts } from './build.mjs';
import { makeDeb } from './package/deb.mjs';
import { APP_PARTS, packageApp, UNPACKED } from './package/package-app.mjs';
import { ROOT } from './setup/paths.mjs';
import { prepareTools } from './setup/prepare.mjs';
import { createProgress, runMain, SetupError, withTimedBar } from './setup/progress.mjs';

const STAND_IN =
  'Branches must get the pinned Electron, which is not on this machine: only an older stand-in is.\n' +
  'Run this where the release host (or ELECTRON_MIRROR) can be reached. What was made here is to be tried only.';

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      dir: { type: 'boolean', default: false },
      'for-test': { type: 'boolean', default: false },
    },
  });
  const progress = createProgress();
  const { electron, native } = await prepareTools(progress);
  await native;
  const forLinux = process.platform === 'linux';
  if (electron.isFallback && !forLinux && !values.dir) throw new SetupError(STAND_IN);
  await buildParts(progress, { names: APP_PARTS });
  const isUnpacked = forLinux || values.dir;
  const folder = await progress.step('Package', (handle) =>
    withTimedBar(
      handle,
      30,
      packageApp(electron, { dirOnly: isUnpacked, forTest: values['for-test'] }),
    ),
  );
  if (!forLinux || values.dir) {
    progress.line(`· ${folder}`);
    return;
  }
  const version = ownVersion() + (electron.isFallback ? `+standin${electron.version}` : '');
  for (const layout of /** @type {const} */ (['debian', 'uos'])) {
    const file = await progress.step(`Package for ${layout}`, (handle) =>
      withTimedBar(
        handle,
        90,
        makeDeb({ unpacked: join(folder, UNPACKED), folder, version, layout }),
      ),
    );
    progress.line(`· ${file}`);
  }
  if (electron.isFallback) progress.line(STAND_IN);
});

function ownVersion() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
}
