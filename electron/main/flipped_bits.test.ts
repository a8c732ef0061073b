// One bit turned in each byte of main's small files: never another key or token, and never an error at start.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Secrets } from '#electron/port/parent.ts';
import { createFirstPageFile } from './first_page.ts';
import { createKeyFile } from './key_file.ts';
import type { SealingKeyStore } from './key_store.ts';
import { openSettings } from './settings.ts';

const secrets: Secrets = {
  device: 'dev-1',
  branch: 'D01',
  token: 't'.repeat(32),
  hubPublicKey: 'MCow',
  packKey: 'a'.repeat(64),
  ledgerKey: 'b'.repeat(64),
  hubUrl: 'http://127.0.0.1:1',
};

const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 7));
/** As those of some systems: what was turned in it opens all the same. */
const store: SealingKeyStore = {
  backend: 'basic_text',
  isProtected: false,
  problem: () => null,
  seal: (text) => turn(Buffer.from(text)),
  open: (sealed) => turn(sealed).toString(),
};

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'flipped-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** @returns how many bytes there are */
function inEachByte(path: string, look: () => void): number {
  const whole = readFileSync(path);
  for (let byte = 0; byte < whole.length; byte += 1) {
    const bytes = Buffer.from(whole);
    bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (byte & 7));
    writeFileSync(path, bytes);
    look();
  }
  writeFileSync(path, whole);
  return whole.length;
}

it('the key file is lost or as it was, never another key or token', () => {
  const path = join(folder, 'device.key');
  const file = createKeyFile(path, store);
  file.write(secrets);
  let held = 0;
  const bytes = inEachByte(path, () => {
    const read = file.read();
    if (read.state === 'held') held += 1;
    const found = read.state === 'held' ? read.secrets : read.state;
    expect(found).toEqual(read.state === 'held' ? secrets : 'lost');
  });
  expect(bytes).toBeGreaterThan(400);
  // Blanks and the line's end.
  expect(held).toBeLessThan(10);
  expect(file.read()).toEqual({ state: 'held', secrets });
});

it('a key file of before, without a digest, is read', () => {
  const path = join(folder, 'device.key');
  const file = createKeyFile(path, store);
  file.write(secrets);
  const { digest: _, ...before } = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify(before));
  expect(file.read()).toEqual({ state: 'held', secrets });
});

it('the settings are as chosen or as at first, each by itself', () => {
  const path = join(folder, 'settings.json');
  openSettings(path, null).setLanguage('en');
  inEachByte(path, () => expect(['en', 'zh-CN']).toContain(openSettings(path, null).language()));
});

it('the first page is of this device or none', () => {
  const path = join(folder, 'first-page');
  createFirstPageFile(path, store).remember({
    device: 'dev-1',
    branch: {
      code: 'B001',
      name: { zh: '城东', en: 'East' },
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      isDemo: false,
      privilegeWeekday: null,
    },
    staff: [{ id: 'c1', name: '李梅', role: 'clerk', initials: ['lm'] }],
  });
  const file = createFirstPageFile(path, store);
  inEachByte(path, () => expect([undefined, 'dev-1']).toContain(file.recall('dev-1')?.device));
});
