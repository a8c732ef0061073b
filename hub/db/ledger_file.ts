// The ledger of a branch PC, brought to HQ: its events are read with the key that follows from the hub's secret.
// oxlint-disable-next-line import/default -- the module's types say `export =`, which the rule does not read
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPastDamage, type Span, spansMissing } from '#shared/base/past_damage.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { nativeBindingOptions } from '#hub/publish/native.ts';
import { type FoundEvent, type PageReader, readPages } from '#stick/ledger_pages.ts';

export type LedgerFile = {
  readonly events: readonly EventEnvelope[];
  /** Numbers up to the last one that are not in it: on damaged pages, or never there. */
  readonly missing: readonly Span[];
};

export type LedgerFileFailure = {
  /** `does-not-open`: not with this key, or nothing of it is left; `cannot-read`: the disk or stick does not give it. */
  readonly type: 'does-not-open' | 'cannot-read';
  readonly detail: string;
};

type Row = Omit<FoundEvent, 'visit' | 'customer' | 'undoes'>;

/**
 * From a copy of this machine, so that nothing is written where it lies; its `-wal` beside it is read along. Past damaged
 * pages, and page by page where the way to them is lost. @param key 64 hex digits
 */
export function readLedgerFile(path: string, key: string): Result<LedgerFile, LedgerFileFailure> {
  const work = mkdtempSync(join(tmpdir(), 'hub-ledger-'));
  try {
    const copy = join(work, 'ledger.db');
    for (const suffix of ['', '-wal']) {
      if (!existsSync(path + suffix)) continue;
      copyFileSync(path + suffix, copy + suffix);
      // Of a stick that may not be written it has those rights.
      chmodSync(copy + suffix, 0o600);
    }
    return readCopy(copy, key);
  } catch (error) {
    if (!UNREADABLE.has(codeOf(error))) throw error;
    return err({ type: 'cannot-read', detail: (error as Error).message });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const UNREADABLE = new Set(['EIO', 'ENOENT', 'ENODEV', 'ENXIO', 'EACCES', 'EISDIR']);

function readCopy(copy: string, key: string): Result<LedgerFile, LedgerFileFailure> {
  const found = new Map<number, Row>();
  let damage: string | null = null;
  try {
    const noteDamage = (error: unknown): boolean => {
      if (!isDamage(error)) return false;
      damage ??= (error as Error).message;
      return true;
    };
    for (const row of readRows(copy, key, noteDamage)) found.set(row.sequence, row);
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_')) throw error;
    damage ??= (error as Error).message;
  }
  if (damage !== null) {
    for (const row of readPages(copy, pageReader(key)).events.values()) {
      if (!found.has(row.sequence)) found.set(row.sequence, row);
    }
    if (found.size === 0) return err({ type: 'does-not-open', detail: damage });
  }
  const rows = [...found.values()].toSorted((one, other) => one.sequence - other.sequence);
  const numbers = rows.map(({ sequence }) => sequence);
  return ok({
    events: rows.map(
      ({ sequence, id, device, kind, payload, at, day, staff }) =>
        ({
          id,
          device,
          sequence,
          kind,
          payload: JSON.parse(payload),
          at,
          day,
          staff,
        }) as EventEnvelope,
    ),
    missing: spansMissing(numbers, numbers.at(-1) ?? 0),
  });
}

function readRows(
  copy: string,
  key: string,
  isPassedOver: (error: unknown) => boolean,
): readonly Row[] {
  const db = new Sqlite(copy, { ...nativeBindingOptions(), readonly: true, fileMustExist: true });
  try {
    for (const pragma of keyPragmas(key)) db.pragma(pragma);
    db.pragma('user_version');
    const page = db.prepare<[number, number], Row>(
      `select sequence, id, device, kind, payload, at, day, staff
       from event where sequence > ? order by sequence limit ?`,
    );
    return readPastDamage<Row>(
      (after, limit) => page.all(after, limit),
      ({ sequence }) => sequence,
      isPassedOver,
    );
  } finally {
    db.close();
  }
}

/** Its files are thrown away: nothing of it need be on the disk. */
const pageReader = (key: string): PageReader => ({
  open(file, use) {
    const db = new Sqlite(file, nativeBindingOptions());
    try {
      if (use === 'pages') {
        // Before anything is read: else a head that speaks of more pages than there are counts as damage.
        db.unsafeMode();
        db.pragma('writable_schema = on');
      }
      for (const pragma of keyPragmas(key)) db.pragma(pragma);
      db.pragma('user_version');
      if (use === 'head') db.pragma('journal_mode = wal');
      db.pragma('synchronous = off');
    } catch (error) {
      db.close();
      if (isDamage(error)) return null;
      throw error;
    }
    return {
      rows: (text) => db.prepare<[], unknown>(text).all(),
      script: (text) => void db.exec(text),
      close: () => void db.close(),
    };
  },
  isDamage,
});

const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
