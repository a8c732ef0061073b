// What an administrator sets: which file counts, and what is said of a wrong one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminFiles, readAdmin, shownAdmin } from './admin_file.ts';
import { openSettings } from './settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'admin-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (text: string): string => {
  const path = join(folder, 'admin.json');
  writeFileSync(path, text);
  return path;
};

describe('the file of the administrator', () => {
  it('is looked for where only administrators write, then beside the data', () => {
    expect(adminFiles('linux', {}, '/data')).toEqual([
      '/etc/counter-assist/admin.json',
      '/data/admin.json',
    ]);
    const [windows] = adminFiles('win32', { ProgramData: 'D:' }, 'data');
    expect(windows?.replaceAll('\\', '/')).toBe('D:/Counter Assist/admin.json');
    const path = written('{"lockMinutes": 3}');
    expect(readAdmin([join(folder, 'none', 'admin.json'), path])).toEqual({
      path,
      set: { lockMinutes: 3 },
      problem: null,
    });
    expect(readAdmin([join(folder, 'none')])).toEqual({ path: null, set: {}, problem: null });
  });

  it.each([
    ['{"hub": "http://hq.example"}', { what: 'field', field: 'hub' }],
    ['{"authority": "/no/such/file.pem"}', { what: 'field', field: 'authority' }],
    ['{"proxy": "proxy.example:8080"}', { what: 'field', field: 'proxy' }],
    ['{"proxy": "http://me:p@ss@proxy.example:8080"}', { what: 'field', field: 'proxy' }],
    ['{"proxy": "http://me@proxy.example:8080"}', { what: 'field', field: 'proxy' }],
    ['{"proxy": "socks5://me:secret@proxy.example:1080"}', { what: 'field', field: 'proxy' }],
    ['{"proxy": "socks4://proxy.example:1080"}', { what: 'field', field: 'proxy' }],
    ['{"lockMinutes": 0}', { what: 'field', field: 'lockMinutes' }],
    ['{"printer": "/etc/passwd"}', { what: 'field', field: 'printer' }],
    ['{"updates": "http://hq.example/updates"}', { what: 'field', field: 'updates' }],
    ['{"updates": "/srv/updates"}', { what: 'field', field: 'updates' }],
    ['{"enrol": "8001"}', { what: 'field', field: 'enrol' }],
    ['{"lockminutes": 3}', { what: 'unknown', field: 'lockminutes' }],
    ['{"hub": ', { what: 'no-json' }],
    ['[]', { what: 'field', field: '' }],
  ])('sets nothing with a mistake, and says where it is: %s', (text, problem) => {
    const admin = readAdmin([written(text)]);
    expect(admin.set).toEqual({});
    expect(admin.problem).toMatchObject(problem);
  });

  it("shows no page the proxy's password", () => {
    const admin = readAdmin([written('{"proxy": "http://me:p%40ss@proxy.example:8080"}')]);
    expect(admin.set.proxy).toBe('http://me:p%40ss@proxy.example:8080');
    expect(shownAdmin(admin).set).toEqual({ proxy: 'http://me:***@proxy.example:8080' });
    for (const text of [
      '{"proxy": "system"}',
      '{"proxy": "socks5://10.0.0.1:1080"}',
      '{"proxy": "http://proxy.example"}',
      '{}',
    ]) {
      const plain = readAdmin([written(text)]);
      expect([plain.problem, shownAdmin(plain)]).toEqual([null, plain]);
    }
  });

  it('says of what cannot be read that it is there', () => {
    const path = join(folder, 'admin.json');
    mkdirSync(path);
    expect(readAdmin([path]).problem).toMatchObject({ what: 'unreadable', detail: 'EISDIR' });
  });

  it('comes before what was chosen here, and before no command line', () => {
    const path = join(folder, 'settings.json');
    openSettings(path, null).setTextSize(100);
    const set = { textSize: 150, display: true, language: 'en' } as const;
    const settings = openSettings(path, null, set);
    settings.setTextSize(110);
    settings.setDisplay(false);
    expect([settings.textSize(), settings.hasDisplay(), settings.language()]).toEqual([
      150,
      true,
      'en',
    ]);
    expect(openSettings(path, 'zh-CN', set).language()).toBe('zh-CN');
    expect(openSettings(path, null).textSize()).toBe(110);
  });
});
