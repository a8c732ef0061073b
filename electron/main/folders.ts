// Where everything lies: what the app ships, and what it keeps on this machine.
import { join } from 'node:path';

export type Folders = {
  readonly dataDir: string;
  /** Chromium's own profile; its lock makes the app single per data folder. */
  readonly profile: string;
  readonly logs: string;
  readonly keyFile: string;
  readonly firstPageFile: string;
  readonly settingsFile: string;
  readonly windowFile: string;
  readonly renderer: string;
  readonly preload: string;
  /** Of the customer's screen: a page of its own, and all that its preload does is to hand over a port. */
  readonly displayPage: string;
  readonly displayPreload: string;
  readonly dataEntry: string;
  readonly resources: string;
  /** See `nativeBindingFor`. */
  readonly nativeBinding: string | null;
};

export type Platform = {
  readonly isPackaged: boolean;
  /** Folder or archive that holds dist/app. */
  readonly appPath: string;
  /** `process.resourcesPath`. */
  readonly resourcesPath: string;
  readonly platform: NodeJS.Platform;
  /** `process.versions.napi`. */
  readonly napi: string;
};

export function foldersOf(dataDir: string, platform: Platform): Folders {
  const built = join(platform.appPath, 'dist', 'app');
  return {
    dataDir,
    profile: join(dataDir, 'profile'),
    logs: join(dataDir, 'logs'),
    keyFile: join(dataDir, 'device.key'),
    firstPageFile: join(dataDir, 'first-page'),
    settingsFile: join(dataDir, 'settings.json'),
    windowFile: join(dataDir, 'window.json'),
    renderer: join(built, 'renderer'),
    preload: join(built, 'preload', 'index.cjs'),
    displayPage: join(built, 'display-page'),
    displayPreload: join(built, 'display-preload', 'index.cjs'),
    dataEntry: join(built, 'data', 'index.cjs'),
    resources: join(platform.isPackaged ? platform.resourcesPath : platform.appPath, 'resources'),
    nativeBinding: nativeBindingFor(platform),
  };
}

/**
 * The module's prebuild asks for Node-API 10 and crashes an older runtime, and on Linux for a newer C library than
 * branches have: there a package holds a module built for both.
 */
function nativeBindingFor(where: Platform): string | null {
  const { isPackaged, platform, napi, resourcesPath, appPath } = where;
  if (Number(napi) >= 10 && !(isPackaged && platform === 'linux')) return null;
  return isPackaged
    ? join(resourcesPath, 'native', 'better_sqlite3.node')
    : join(appPath, 'dist', 'native', 'better_sqlite3.node');
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Without `--data`. Not the roaming folder on Windows: databases must not travel with the profile.
 * `appData` is Electron's path of that name.
 */
export function defaultDataDir(
  platform: NodeJS.Platform,
  environment: Environment,
  home: string,
  appData: string,
): string {
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? appData, 'Counter Assist', 'Data');
  if (platform === 'darwin') return join(appData, 'Counter Assist');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'counter-assist');
}
