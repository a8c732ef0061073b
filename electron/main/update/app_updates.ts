// Updates of the packaged app: where its feed is, how its package is replaced, and how it ends and begins again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { z } from 'zod';
import { createLine, type LineOptions } from '#electron/line/line.ts';
import { updateFeedName, UPDATES_PATH } from '#shared/wire/update.ts';
import { jsonFile } from '../atomic_file.ts';
import type { Folders } from '../folders.ts';
import type { KeyFile } from '../key_file.ts';
import type { Log } from '../log.ts';
import { createFreshness, seenFeedSchema } from './freshness.ts';
import type { AppAdapter } from './library.ts';
import { NoUpdate } from './problem.ts';
import { createUpdates, type Updates } from './updates.ts';

export type AppUpdatesOptions = {
  readonly app: App;
  readonly folders: Folders;
  /** Of the administrator's file: `hub`, an address, or none. */
  readonly place: string | undefined;
  /** Where HQ is, when that is not what enrolment noted. */
  readonly hubUrl: string | null;
  readonly keyFile: Pick<KeyFile, 'read'>;
  readonly line: LineOptions;
  readonly log: Log;
  readonly stopData: () => Promise<void>;
};

const problemSchema = z
  .object({ what: z.enum(['unsent', 'not-installed']), detail: z.string() })
  .nullable();

export function createAppUpdates(options: AppUpdatesOptions): Updates {
  const { app, folders, keyFile } = options;
  const log = (level: 'info' | 'warn' | 'error', text: string): void =>
    options.log(level, 'update', text);
  const key = keyFile.read();
  const known = key.state === 'held' ? key.secrets.hubUrl : null;
  const feed = app.isPackaged ? feedAt(options.place, options.hubUrl ?? known) : null;
  const seen = jsonFile(join(folders.dataDir, 'update-feed.json'), seenFeedSchema, null);
  const freshness = createFreshness(seen, Date.now);
  return createUpdates({
    version: app.getVersion(),
    feed,
    dataDir: folders.dataDir,
    lastProblem: jsonFile(join(folders.dataDir, 'update.json'), problemSchema, null),
    freshness,
    now: Date.now,
    log,
    stopData: options.stopData,
    startAnew() {
      app.relaunch();
      app.quit();
    },
    async load(onProgress) {
      const name = updateFeedName(process.platform, process.arch);
      const kind = packageKind();
      if (kind === null || name === null || feed === null) return null;
      const { createLibrary } = await import('./library.ts');
      return createLibrary({
        app: adapterOf(app, folders),
        kind,
        freshness,
        line: createLine(options.line),
        feed() {
          const now = keyFile.read();
          if (now.state !== 'held')
            throw new NoUpdate('forged', 'not enrolled yet: nobody signs for this computer');
          return { base: new URL(feed), name, key: now.secrets.hubPublicKey };
        },
        log,
        onProgress,
      });
    },
  });
}

function feedAt(place: string | undefined, hubUrl: string | null): string | null {
  if (place === undefined) return null;
  if (place !== 'hub') return withSlash(place);
  return hubUrl === null ? null : new URL(`.${UPDATES_PATH}`, withSlash(hubUrl)).href;
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

/** What the package was installed by: `deb` says so itself (`tools/package/deb.mjs`); that of UOS does not. */
function packageKind(): 'deb' | 'nsis' | null {
  if (process.platform === 'win32') return 'nsis';
  try {
    const said = readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim();
    return said === 'deb' ? 'deb' : null;
  } catch {
    return null;
  }
}

const adapterOf = (app: App, folders: Folders): AppAdapter => ({
  version: app.getVersion(),
  name: app.getName(),
  isPackaged: app.isPackaged,
  appUpdateConfigPath: join(folders.resources, 'updater.yml'),
  userDataPath: folders.profile,
  baseCachePath: folders.dataDir,
  whenReady: () => app.whenReady(),
  quit: () => app.quit(),
  relaunch: () => app.relaunch(),
  onQuit: (handler) => void app.once('quit', (_event, code) => handler(code)),
});
