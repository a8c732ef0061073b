// One bit turned in each byte of the small files beside a ledger.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { createLedgerMark, readMark } from './ledger_mark.ts';
import { createUnsentNote, notePath, unsentLedgers } from './unsent_note.ts';

const KEY = 'b'.repeat(64);
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'flipped-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const fail = (error: unknown): never => {
  throw error;
};

function inEachByte(path: string, look: () => void): void {
  const whole = readFileSync(path);
  for (let byte = 0; byte < whole.length; byte += 1) {
    const bytes = Buffer.from(whole);
    bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (byte & 7));
    writeFileSync(path, bytes);
    look();
  }
  writeFileSync(path, whole);
}

it('the mark says what it said, or counts as none', () => {
  const path = join(folder, 'ledger-D1.mark');
  const ledger = openTestLedger();
  createLedgerMark(path, KEY, ledger, fail).close();
  const written = readMark(path, KEY);
  expect(written?.sequence).toBe(0);
  let none = 0;
  inEachByte(path, () => {
    const read = readMark(path, KEY);
    if (read === null) none += 1;
    expect(read ?? written).toEqual(written);
  });
  expect(none).toBeGreaterThan(50);
  ledger.close();
});

it('the note of what is unsent stands in the way as long as it is there, and goes when all is sent', () => {
  const path = notePath(folder, 'D1');
  let unsaved = 12;
  const note = createUnsentNote(path, () => unsaved, fail);
  note.close();
  expect(unsentLedgers(folder, null)).toEqual([{ device: 'D1', unsaved: 12 }]);
  expect(unsentLedgers(folder, 'D1')).toEqual([]);
  inEachByte(path, () => expect(unsentLedgers(folder, null)[0]?.unsaved).toBeGreaterThan(0));
  unsaved = 0;
  note.close();
  expect(readdirSync(folder)).toEqual([]);
  expect(unsentLedgers(join(folder, 'none'), null)).toEqual([]);
});
