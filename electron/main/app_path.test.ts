import { describe, expect, it } from 'vitest';
import { fileOf, isOurs } from './app_path.ts';

describe('an address of the app', () => {
  it.each([
    ['app://counter/', '/r/index.html', 'text/html; charset=utf-8'],
    ['app://counter/index.html?x=1#y', '/r/index.html', 'text/html; charset=utf-8'],
    [
      'app://counter/assets/main-D3_x.js',
      '/r/assets/main-D3_x.js',
      'text/javascript; charset=utf-8',
    ],
    ['app://counter/a/b.woff2', '/r/a/b.woff2', 'font/woff2'],
  ])('%s is %s', (address, path, type) => {
    expect(fileOf(address, '/r')).toMatchObject({ path, type });
  });

  it.each([
    'app://other/index.html',
    'app://counter.evil/index.html',
    'app://user@counter/index.html',
    'file:///etc/passwd',
    'https://counter/index.html',
    'not an address',
    'app://counter/..%2f..%2fetc%2fpasswd.js',
    'app://counter/..\\..\\secret.js',
    'app://counter//etc/passwd.js',
    'app://counter/.hidden.js',
    'app://counter/a/.hidden/x.js',
    'app://counter/C:/x.js',
    'app://counter/a%00.js',
    'app://counter/index.html/',
    'app://counter/index.html.map',
    'app://counter/device.key',
    'app://counter/constructor',
    'app://counter/a.constructor',
  ])('%s is refused', (address) => {
    expect(fileOf(address, '/r')).toBeNull();
  });

  it.each([
    'app://counter/../../x.js',
    'app://counter/%2e%2e/x.js',
    'app://counter/a/%2e%2e/%2e%2e/x.js',
  ])('%s stays inside the folder: the parser folds the dots away', (address) => {
    expect(fileOf(address, '/r')?.path).toBe('/r/x.js');
  });
});

describe('ours', () => {
  it('is one scheme and one host', () => {
    expect(isOurs('app://counter/')).toBe(true);
    expect(isOurs('app://counter:80/')).toBe(false);
    expect(isOurs('app://counterx/')).toBe(false);
    expect(isOurs('')).toBe(false);
  });
});
