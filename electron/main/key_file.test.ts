import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '#electron/port/parent.ts';
import { createKeyFile } from './key_file.ts';
import type { SealingKeyStore } from './key_store.ts';

const secrets: Secrets = {
  device: 'dev-1',
  branch: 'D01',
  token: 't'.repeat(32),
  hubPublicKey: 'MCow',
  packKey: 'a'.repeat(64),
  ledgerKey: 'b'.repeat(64),
  hubUrl: 'http://127.0.0.1:1',
};

/** Seals by a key of its own, as a real store does. */
function store(backend: string, key = 7): SealingKeyStore {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    backend,
    isProtected: true,
    problem: () => null,
    seal: (text) => turn(Buffer.from(text)),
    open: (sealed) => turn(sealed).toString(),
  };
}

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'));
  path = join(folder, 'device.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('device.key', () => {
  it('is none before enrolment and held after', () => {
    const file = createKeyFile(path, store('dpapi'));
    expect(file.read()).toEqual({ state: 'none' });
    expect(file.write(secrets)).toEqual({ ok: true, value: null });
    expect(file.read()).toEqual({ state: 'held', secrets });
    expect(readFileSync(path, 'utf8')).not.toContain('aaaaaaaa');
    expect(readdirSync(folder)).toEqual(['device.key']);
  });

  it('is lost when the backend changed, even if the new one could open it', () => {
    createKeyFile(path, store('gnome_libsecret')).write(secrets);
    expect(createKeyFile(path, store('basic_text')).read()).toEqual({
      state: 'lost',
      reason: 'backend-changed',
      device: 'dev-1',
    });
  });

  it('is lost when the store has another key, and held again when the key returns', () => {
    createKeyFile(path, store('dpapi', 7)).write(secrets);
    const before = readFileSync(path);
    expect(createKeyFile(path, store('dpapi', 8)).read()).toMatchObject({
      state: 'lost',
      reason: 'unreadable',
      device: 'dev-1',
    });
    expect(readFileSync(path)).toEqual(before);
    expect(createKeyFile(path, store('dpapi', 7)).read()).toMatchObject({ state: 'held' });
  });

  it('is lost, not none, when the file is damaged', () => {
    writeFileSync(path, '{"version":1');
    expect(createKeyFile(path, store('dpapi')).read()).toMatchObject({ state: 'lost' });
  });

  it('keeps the lost one aside when the device enrols again', () => {
    createKeyFile(path, store('gnome_libsecret')).write(secrets);
    const now = createKeyFile(path, store('basic_text'));
    now.write({ ...secrets, device: 'dev-2' });
    expect(now.read()).toMatchObject({ state: 'held', secrets: { device: 'dev-2' } });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('says why when the store refuses, and leaves the file alone', () => {
    const locked = {
      ...store('kwallet6'),
      seal: (): Buffer => {
        throw new Error('locked');
      },
    };
    expect(createKeyFile(path, locked).write(secrets)).toEqual({
      ok: false,
      error: { type: 'no-key-store', detail: 'locked' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
