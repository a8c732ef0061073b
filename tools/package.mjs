// npm run package (installers) and npm run package:dir (an unpacked app from the local Electron runtime).
//   --dir       unpacked only, without a network
//   --for-test  leaves the inspector fuse on: Playwright drives the packaged app through it. Never ship that one.
import { parseArgs } from 'node:util';
import { buildParts } from './build.mjs';
import { APP_PARTS, packageApp } from './package/package-app.mjs';
import { prepareTools } from './setup/prepare.mjs';
import { createProgress, runMain, SetupError, withTimedBar } from './setup/progress.mjs';

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
  await buildParts(progress, { names: APP_PARTS });
  if (electron.isFallback && !values.dir) {
    throw new SetupError(
      'Installers must be made with the pinned Electron, which is not on this machine: only an older stand-in is.\n' +
        'Use npm run package:dir here, or run this where the release host (or ELECTRON_MIRROR) can be reached.',
    );
  }
  const folder = await progress.step('Package', (handle) =>
    withTimedBar(
      handle,
      30,
      packageApp(electron, { dirOnly: values.dir, forTest: values['for-test'] }),
    ),
  );
  progress.line(`· ${folder}`);
});
