// What a wipe takes, what stops it, and what it leaves.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wipe } from './wipe.ts';
import { tellWiped } from './wipe_words.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wipe-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every name that a version of the program ever wrote there. */
const NAMES = [
  'device.key',
  'device.key.new',
  'device.key.lost-1764400000000',
  'enrol.keys',
  'enrol.seed',
  'enrol.seed.new',
  'first-page',
  'first-page.new',
  'settings.json',
  'window.json',
  'window.json.new',
  'update.json',
  'update-feed.json',
  'room.probe',
  'ledger-D1.db',
  'ledger-D1.db-shm',
  'ledger-D1.mark',
  'ledger-D0.db',
  'ledger-D0.saved',
  'ledger-D1.db.damaged-1764400000000',
  'ledger-D1.db.damaged-1764400000000-wal',
  'ledger-D1.db.pages',
] as const;
const FOLDERS = ['cache', 'logs', 'profile', 'training', 'updates'] as const;

function fill(): void {
  for (const name of NAMES) writeFileSync(join(folder, name), 'x');
  for (const name of FOLDERS) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'inside'), 'x');
  }
  writeFileSync(join(folder, 'device.key'), JSON.stringify({ version: 1, device: 'D1' }));
}

describe('a wipe', () => {
  it('takes all that the program keeps, keys first, and the folder with it', () => {
    fill();
    const wiped = wipe(folder, 'D1');
    expect(wiped).toMatchObject({ type: 'wiped', failed: [], left: [] });
    if (wiped.type !== 'wiped') throw new Error(wiped.type);
    expect(wiped.removed.toSorted()).toEqual([...NAMES, ...FOLDERS].toSorted());
    expect(wiped.removed.slice(0, 3)).toEqual(
      expect.arrayContaining(['device.key', 'device.key.lost-1764400000000']),
    );
    expect(existsSync(folder)).toBe(false);
    expect(tellWiped(wiped, folder)).toMatchObject({
      code: 0,
      text: expect.stringContaining('ledger-D0.db'),
    });
  });

  it('removes nothing before the word is right, and says the word', () => {
    fill();
    const before = readdirSync(folder);
    for (const word of ['', 'D2', 'd1']) {
      const wiped = wipe(folder, word);
      expect(wiped).toMatchObject({ type: 'not-confirmed', word: 'D1' });
      expect(tellWiped(wiped, folder)).toMatchObject({
        code: 2,
        text: expect.stringContaining('--wipe=D1'),
      });
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  it('is refused while a ledger, of before too, holds what nobody else has', () => {
    fill();
    writeFileSync(join(folder, 'ledger-D0.unsent'), '{"unsaved":3}\n');
    expect(wipe(folder, 'D1')).toEqual({ type: 'unsent', ledgers: ['ledger-D0'] });
    expect(existsSync(join(folder, 'device.key'))).toBe(true);
    rmSync(join(folder, 'ledger-D0.unsent'));
    // Ended by a power cut: the note may be a second behind.
    writeFileSync(join(folder, 'ledger-D1.db-wal'), 'rows');
    expect(wipe(folder, 'D1')).toEqual({ type: 'not-closed', ledgers: ['ledger-D1'] });
    // A copy of that one is on a stick, log and all.
    writeFileSync(join(folder, 'ledger-D0.db-wal'), 'rows');
    writeFileSync(join(folder, 'ledger-D1.db-wal'), '');
    expect(wipe(folder, 'D1')).toMatchObject({ type: 'wiped', failed: [] });
  });

  it('leaves what is not the program\u2019s, follows no link, and names it', () => {
    fill();
    const elsewhere = mkdtempSync(join(tmpdir(), 'wipe-elsewhere-'));
    writeFileSync(join(elsewhere, 'mine'), 'x');
    rmSync(join(folder, 'logs'), { recursive: true });
    symlinkSync(elsewhere, join(folder, 'logs'));
    for (const name of ['hub', 'admin.json', 'ledgers of mine.txt']) {
      writeFileSync(join(folder, name), 'x');
    }
    expect(wipe(folder, 'D1')).toMatchObject({
      type: 'wiped',
      left: ['admin.json', 'hub', 'ledgers of mine.txt'],
    });
    expect(existsSync(join(elsewhere, 'mine'))).toBe(true);
    rmSync(elsewhere, { recursive: true });
  });

  it('asks for a ledger\u2019s name where the key is lost', () => {
    writeFileSync(join(folder, 'device.key'), 'garbage');
    writeFileSync(join(folder, 'ledger-D7.db'), 'x');
    expect(wipe(folder, '')).toMatchObject({ type: 'not-confirmed', word: 'D7' });
    expect(wipe(folder, 'D7')).toMatchObject({ type: 'wiped' });
  });

  it('does nothing in a folder of somebody else, or none', () => {
    writeFileSync(join(folder, 'letter.txt'), 'x');
    expect(wipe(folder, 'empty')).toEqual({ type: 'nothing-there' });
    expect(wipe(join(folder, 'nowhere'), 'empty')).toEqual({ type: 'nothing-there' });
  });

  it('says by name what could not be removed, and goes on', () => {
    fill();
    const busy = Object.assign(new Error('busy'), { code: 'EBUSY' });
    const wiped = wipe(folder, 'D1', (path) => {
      if (path.endsWith('cache')) throw busy;
      rmSync(path, { recursive: true });
    });
    expect(wiped).toMatchObject({ failed: [{ name: 'cache', detail: 'EBUSY' }], left: [] });
    expect(readdirSync(folder)).toEqual(['cache']);
    expect(tellWiped(wiped, folder)).toMatchObject({
      code: 1,
      text: expect.stringContaining('cache (EBUSY)'),
    });
  });
});
