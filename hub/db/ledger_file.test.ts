// The ledger of a broken PC at HQ: whatever of its disk is gone, what is left of its entries is read, and nothing is written
// where it lies.
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WritableDB } from '#electron/data/db/driver.ts';
import { LEDGER_KEY } from '#tests/fixtures/fake_hub.ts';
import {
  append,
  decided,
  ledgerFile,
  newId,
  openTestLedger,
  started,
} from '#tests/fixtures/ledger.ts';
import { readLedgerFile } from './ledger_file.ts';

const VISITS = 60;
const EVENTS = VISITS * 2;
const PAGE = 4_096;
const folder = mkdtempSync(join(tmpdir(), 'ledger-file-'));
const file = join(folder, 'ledger-dev-1.db');
let ledger: WritableDB;

beforeAll(() => {
  ledger = openTestLedger({ ...ledgerFile(), file });
  for (let visit = 0; visit < VISITS; visit += 1) {
    const id = newId();
    append(ledger, started(id));
    append(ledger, decided(id, 1, JSON.stringify({ words: randomBytes(600).toString('hex') })));
  }
});
afterAll(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

/** As it lies on a stick that the branch wrote: the file and its log, and nothing else. */
function onStick(isMerged: boolean, spoil: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  const stick = mkdtempSync(join(folder, 'stick-'));
  const path = join(stick, 'ledger-dev-1.db');
  if (isMerged) ledger.script('pragma wal_checkpoint(truncate)');
  writeFileSync(path, spoil(readFileSync(file)), { mode: 0o400 });
  if (!isMerged) copyFileSync(`${file}-wal`, `${path}-wal`);
  return path;
}

const turned = (bytes: Buffer, pages: readonly number[]): Buffer => {
  const all = Buffer.from(bytes);
  for (const page of pages) randomBytes(64).copy(all, (page - 1) * PAGE + 512);
  return all;
};

const contentOf = (stick: string): readonly string[] =>
  readdirSync(stick).map((name) => {
    const sha256 = createHash('sha256')
      .update(readFileSync(join(stick, name)))
      .digest('hex');
    return `${name} ${sha256}`;
  });

const opened = (path: string) => {
  const read = readLedgerFile(path, LEDGER_KEY);
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
};

describe('a ledger on a stick', () => {
  it('is read with its log, and left as it was', () => {
    const path = onStick(false);
    const stick = join(path, '..');
    const before = contentOf(stick);
    const { events, missing } = opened(path);
    expect(events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: EVENTS }, (_, index) => index + 1),
    );
    expect(missing).toEqual([]);
    expect(events[0]).toMatchObject({ kind: 'visit.started', device: 'dev-1', staff: 'c1' });
    expect(contentOf(stick)).toEqual(before);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['the first page', (bytes) => turned(bytes, [1])],
    ['the head of the file', (bytes) => Buffer.concat([randomBytes(100), bytes.subarray(100)])],
  ])('is read to its last entry without %s', (_name, spoil) => {
    const { events, missing } = opened(onStick(true, spoil));
    expect(events.length).toBe(EVENTS);
    expect(missing).toEqual([]);
    expect(events[1]?.payload).toMatchObject({ engine: 'e' });
  });

  it('lacks what stood on damaged pages alone, whichever they are', () => {
    const { length } = readFileSync(onStick(true));
    const pages = Math.floor(length / PAGE);
    for (let page = 2; page <= pages; page += 1) {
      const { events } = opened(onStick(true, (bytes) => turned(bytes, [page])));
      // A page holds few entries; the way to many of them may lead over it.
      expect(EVENTS - events.length, `page ${page}`).toBeLessThanOrEqual(12);
    }
  });

  it('of another key, or overwritten, does not open; one that is not there cannot be read', () => {
    const path = onStick(true);
    const other = readLedgerFile(path, randomBytes(32).toString('hex'));
    expect(other).toMatchObject({ ok: false, error: { type: 'does-not-open' } });
    const noise = onStick(true, (bytes) => randomBytes(bytes.length));
    expect(readLedgerFile(noise, LEDGER_KEY)).toMatchObject({ error: { type: 'does-not-open' } });
    expect(readLedgerFile(`${path}.gone`, LEDGER_KEY)).toMatchObject({ ok: false });
  });
});
