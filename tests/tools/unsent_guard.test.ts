// Nothing is updated and nothing removed while a ledger holds what neither HQ has nor a stick was given.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '#tools/setup/paths.mjs';
import { prepareDataFolder } from '#tools/start/data-folder.mjs';

const NOTE = 'ledger-D1.unsent';
const made: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'unsent-guard-'));
  made.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

const script = (name: 'preinst' | 'postrm') => (root: string, task: string) => {
  const run = spawnSync('sh', [join(ROOT, 'tools', 'package', `${name}.sh`), task, '1.0.0'], {
    env: { ...process.env, DPKG_ROOT: root },
    encoding: 'utf8',
  });
  return { code: run.status, told: run.stderr };
};
const preinst = script('preinst');
const postrm = script('postrm');

describe.skipIf(process.platform === 'win32')('the package before an upgrade', () => {
  test('is refused in words while a person of this computer has something unsent', () => {
    const root = newFolder();
    const data = join(root, 'home', 'li na', '.local', 'share', 'counter-assist');
    mkdirSync(join(root, 'etc'));
    mkdirSync(data, { recursive: true });
    writeFileSync(
      join(root, 'etc', 'passwd'),
      'root:x:0:0::/root:/bin/sh\nlina:x:1000:1000::/home/li na:/bin/sh\n',
    );
    expect(preinst(root, 'upgrade')).toEqual({ code: 0, told: '' });
    writeFileSync(join(data, NOTE), '{"unsaved":3}\n');
    const { code, told } = preinst(root, 'upgrade');
    expect(code).toBe(1);
    expect(told).toContain('/home/li na/.local/share/counter-assist');
    expect(told).toContain('写到U盘');
    expect(told).toContain('write them to a stick');
    expect(preinst(root, 'install').code).toBe(0);
    rmSync(join(data, NOTE));
    expect(preinst(root, 'upgrade').code).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('the package after a removal', () => {
  test('says whose data stay and how they go, and touches none', () => {
    const root = newFolder();
    const data = join(root, 'home', 'li na', '.local', 'share', 'counter-assist');
    mkdirSync(join(root, 'etc'));
    writeFileSync(
      join(root, 'etc', 'passwd'),
      'root:x:0:0::/root:/bin/sh\nlina:x:1000:1000::/home/li na:/bin/sh\n',
    );
    expect(postrm(root, 'remove')).toEqual({ code: 0, told: '' });
    mkdirSync(data, { recursive: true });
    for (const task of ['remove', 'purge']) {
      const { code, told } = postrm(root, task);
      expect(code).toBe(0);
      expect(told).toContain('/home/li na/.local/share/counter-assist\n');
      expect(told).toContain('counter-assist --wipe');
      expect(told).not.toContain('未上送的记录 unsent');
    }
    writeFileSync(join(data, NOTE), '{"unsaved":3}\n');
    expect(postrm(root, 'remove').told).toContain('未上送的记录 unsent entries');
    expect(postrm(root, 'upgrade')).toEqual({ code: 0, told: '' });
    expect(existsSync(join(data, NOTE))).toBe(true);
  });
});

describe('npm start -- --reset-demo', () => {
  test('leaves what another hub waits for where it is', async () => {
    const folder = newFolder();
    for (const name of ['.counter-assist', 'ledger-D1.db', NOTE]) {
      writeFileSync(join(folder, name), '');
    }
    await expect(prepareDataFolder(folder, null, true)).rejects.toThrow('nothing was removed');
    expect(existsSync(join(folder, 'ledger-D1.db'))).toBe(true);
    rmSync(join(folder, NOTE));
    await prepareDataFolder(folder, null, true);
    expect(existsSync(join(folder, 'ledger-D1.db'))).toBe(false);
  });

  test('takes the demo away, whose hub goes with it', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'hub'));
    for (const name of ['ledger-D1.db', NOTE]) writeFileSync(join(folder, name), '');
    await prepareDataFolder(folder, null, true);
    expect(existsSync(join(folder, 'ledger-D1.db'))).toBe(false);
  });
});
