import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FirstPage } from '#shared/contract/first_page.ts';
import { createFirstPageFile } from './first_page.ts';
import type { SealingKeyStore } from './key_store.ts';

const page: FirstPage = {
  device: 'dev-1',
  branch: {
    code: 'B001',
    name: { zh: '城东营业厅', en: 'East' },
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    isDemo: false,
    privilegeWeekday: null,
  },
  staff: [{ id: 'c1', name: '李梅', role: 'clerk', initials: ['lm'] }],
};

/** Seals by a key of its own, as a real store does. */
function store(key = 7, isOpen = true): SealingKeyStore {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    backend: 'dpapi',
    isProtected: true,
    problem: () => null,
    seal(text) {
      if (!isOpen) throw new Error('locked');
      return turn(Buffer.from(text));
    },
    open: (sealed) => turn(sealed).toString(),
  };
}

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-page-'));
  path = join(folder, 'first-page');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the first page', () => {
  it('is none before it was told, and known at the next start, sealed', () => {
    const file = createFirstPageFile(path, store());
    expect(file.recall('dev-1')).toBeNull();
    file.remember(page);
    expect(createFirstPageFile(path, store()).recall('dev-1')).toEqual(page);
    expect(readFileSync(path, 'utf8')).not.toContain('李梅');
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64').toString()).not.toContain('李梅');
  });

  it('of another device, another key store or another program is none', () => {
    createFirstPageFile(path, store()).remember(page);
    expect(createFirstPageFile(path, store()).recall('dev-2')).toBeNull();
    expect(createFirstPageFile(path, store(9)).recall('dev-1')).toBeNull();
    const older = store().seal(JSON.stringify({ ...page, shape: 'of another program' }));
    writeFileSync(path, older.toString('base64'));
    expect(createFirstPageFile(path, store()).recall('dev-1')).toBeNull();
  });

  it('is written again only when it changed', () => {
    createFirstPageFile(path, store()).remember(page);
    const file = createFirstPageFile(path, store());
    file.recall('dev-1');
    rmSync(path);
    file.remember(page);
    expect(readdirSync(folder)).toEqual([]);
    file.remember({ ...page, staff: [] });
    expect(createFirstPageFile(path, store()).recall('dev-1')?.staff).toEqual([]);
  });

  it('goes when there is none any more', () => {
    const file = createFirstPageFile(path, store());
    file.remember(page);
    file.remember(null);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is no failure where the key store is locked', () => {
    const file = createFirstPageFile(path, store(7, false));
    file.remember(page);
    expect(file.recall('dev-1')).toBeNull();
  });
});
