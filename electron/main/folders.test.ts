import { describe, expect, it } from 'vitest';
import { defaultDataDir, foldersOf, type Platform } from './folders.ts';

const development: Platform = {
  isPackaged: false,
  appPath: '/project',
  resourcesPath: '/electron/resources',
  platform: 'linux',
  napi: '9',
};

describe('folders', () => {
  it('in development come from the project', () => {
    expect(foldersOf('/data', development)).toMatchObject({
      profile: '/data/profile',
      preload: '/project/dist/app/preload/index.cjs',
      resources: '/project/resources',
      nativeBinding: '/project/dist/native/better_sqlite3.node',
    });
  });

  it('in a package come from the archive and from what lies beside it', () => {
    const packaged = {
      ...development,
      isPackaged: true,
      appPath: '/opt/app/resources/app.asar',
      resourcesPath: '/opt/app/resources',
    };
    expect(foldersOf('/data', packaged)).toMatchObject({
      dataEntry: '/opt/app/resources/app.asar/dist/app/data/index.cjs',
      resources: '/opt/app/resources/resources',
      nativeBinding: '/opt/app/resources/native/better_sqlite3.node',
    });
  });

  it.each(['10', '11'])('Node-API %s uses the prebuild of the package', (napi) => {
    expect(foldersOf('/data', { ...development, napi }).nativeBinding).toBeNull();
    const onWindows: Platform = { ...development, platform: 'win32', isPackaged: true, napi };
    expect(foldersOf('/data', onWindows).nativeBinding).toBeNull();
  });

  it('a package for Linux brings a module for old C libraries, whatever its runtime', () => {
    const packaged = { ...development, isPackaged: true, resourcesPath: '/opt/resources' };
    expect(foldersOf('/data', { ...packaged, napi: '10' }).nativeBinding).toBe(
      '/opt/resources/native/better_sqlite3.node',
    );
  });
});

describe('the data folder', () => {
  it('is local to the machine', () => {
    expect(defaultDataDir('linux', {}, '/home/c', '/home/c/.config')).toBe(
      '/home/c/.local/share/counter-assist',
    );
    expect(defaultDataDir('linux', { XDG_DATA_HOME: '/x' }, '/home/c', '')).toBe(
      '/x/counter-assist',
    );
    expect(defaultDataDir('win32', { LOCALAPPDATA: '/Local' }, '/c', '/Roaming')).toBe(
      '/Local/Counter Assist/Data',
    );
  });
});
