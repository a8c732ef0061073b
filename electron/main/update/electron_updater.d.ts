// What is used of electron-updater 6.8.10. Its own types close the two members by which it is given our way out.
declare module 'electron-updater' {
  type FileInfo = { readonly url: string; readonly sha512: string; readonly size: number };
  type UpdateInfo = { readonly version: string; readonly files: readonly FileInfo[] };
  type Listener = (...args: readonly never[]) => void;

  /** What a feed is to the library. */
  export abstract class Provider {
    constructor(runtime: unknown);
    abstract getLatestVersion(): Promise<UpdateInfo>;
    abstract resolveFiles(
      info: UpdateInfo,
    ): readonly { readonly url: URL; readonly info: FileInfo }[];
  }

  abstract class BaseUpdater {
    constructor(options: null, app: object);
    httpExecutor: object;
    logger: object;
    autoInstallOnAppQuit: boolean;
    disableDifferentialDownload: boolean;
    disableWebInstaller: boolean;
    isUserWithinRollout: (info: UpdateInfo) => Promise<boolean> | boolean;
    on(event: 'error', listener: (error: Error) => void): this;
    on(
      event: 'download-progress',
      listener: (progress: { readonly percent: number }) => void,
    ): this;
    setFeedURL(options: {
      readonly provider: 'custom';
      readonly updateProvider: Listener | object;
    }): void;
    checkForUpdates(): Promise<{
      readonly isUpdateAvailable: boolean;
      readonly updateInfo: UpdateInfo;
      readonly downloadPromise?: Promise<readonly string[]> | null;
    } | null>;
    quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
  }
  export class DebUpdater extends BaseUpdater {}
  export class NsisUpdater extends BaseUpdater {}
}
