// electron-updater with our feed and our line in the place of its own: the app has no network but that line, and a feed
// counts only when HQ signed it. The library has the order of versions, the stages, what was downloaded before, and how
// each system installs.
import { DebUpdater, NsisUpdater, Provider } from 'electron-updater';
import type { Line } from '#electron/line/line.ts';
import type { UpdateFeed } from '#shared/wire/update.ts';
import { readFeed } from './feed.ts';
import { type Expected, fetchFile } from './fetch.ts';
import type { Freshness } from './freshness.ts';

/** What the library asks of the app; Electron's, or a test's. */
export type AppAdapter = {
  readonly version: string;
  readonly name: string;
  readonly isPackaged: boolean;
  /** With the name of the folder for what was downloaded. */
  readonly appUpdateConfigPath: string;
  /** Where the lot lies by which this computer takes its turn. */
  readonly userDataPath: string;
  /** What was downloaded lies below it. */
  readonly baseCachePath: string;
  whenReady(): Promise<void>;
  quit(): void;
  relaunch(): void;
  onQuit(handler: (exitCode: number) => void): void;
};

export type LibraryOptions = {
  readonly app: AppAdapter;
  readonly kind: 'deb' | 'nsis';
  readonly line: Line;
  /** Asked at each look: HQ may have rotated its secret. Throws NoUpdate where nobody's word counts. */
  readonly feed: () => { readonly base: URL; readonly name: string; readonly key: string };
  readonly freshness: Freshness;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  readonly onProgress: (percent: number) => void;
};

type Found = {
  readonly feed: UpdateFeed;
  /** There is a newer one, and it is not this computer's turn. */
  readonly isStaged: boolean;
  /** What was downloaded and is whole; null: nothing newer. */
  readonly file: string | null;
};

export type Library = {
  /** @throws NoUpdate, or what the disk throws */
  look(): Promise<Found>;
  /** Installs what `look` found, and has the app end and begin again. Null, or why it was not installed. */
  install(): string | null;
};

export function createLibrary(options: LibraryOptions): Library {
  const { app, line, log } = options;
  let feed: UpdateFeed | null = null;
  let isStaged = false;
  let refusal: string | null = null;

  class SignedFeed extends Provider {
    constructor(_options: unknown, _updater: unknown, runtime: unknown) {
      super(runtime);
    }

    override async getLatestVersion(): Promise<UpdateFeed> {
      const { base, name, key } = options.feed();
      const read = await readFeed(base, name, key, line);
      options.freshness.take(read, key);
      feed = read;
      return feed;
    }

    override resolveFiles(info: UpdateFeed) {
      return info.files.map((file) => ({
        url: new URL(file.url, options.feed().base),
        info: file,
      }));
    }
  }

  const updater = new (options.kind === 'deb' ? DebUpdater : NsisUpdater)(null, app);
  updater.logger = {
    info: (text: unknown) => log('info', String(text)),
    warn: (text: unknown) => log('warn', String(text)),
    error: (text: unknown) => log('error', String(text)),
  };
  updater.httpExecutor = {
    async download(url: URL, destination: string, { sha512 }: Pick<Expected, 'sha512'>) {
      const file = feed?.files.find((each) => each.sha512 === sha512);
      if (file === undefined) throw new Error('a file that the feed does not name');
      await fetchFile(url, line, file, destination, options.onProgress);
      return destination;
    },
  };
  // A person says when: never in the middle of somebody's errand, and not at every end of the day.
  updater.autoInstallOnAppQuit = false;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  updater.setFeedURL({ provider: 'custom', updateProvider: SignedFeed });
  const isOurTurn = updater.isUserWithinRollout;
  updater.isUserWithinRollout = async (info) => {
    const isTurn = await isOurTurn(info);
    isStaged = !isTurn;
    return isTurn;
  };
  // Each is thrown as well, where it is waited for; without a listener it would end the process.
  updater.on('error', (error) => {
    refusal = error.message;
  });

  return {
    async look() {
      isStaged = false;
      const result = await updater.checkForUpdates();
      if (result === null || feed === null) throw new Error('the library did not look');
      const [file] = (await result.downloadPromise) ?? [];
      return { feed, isStaged, file: file ?? null };
    },
    install() {
      refusal = null;
      updater.quitAndInstall(true, true);
      return refusal;
    },
  };
}
