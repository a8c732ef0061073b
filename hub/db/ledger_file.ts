// The ledger of a branch PC, brought to HQ: its events are read with the key that follows from the hub's secret.
// oxlint-disable-next-line import/default -- the module's types say `export =`, which the rule does not read
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { readPastDamage, type Span, spansMissing } from '#shared/base/past_damage.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { nativeBindingOptions } from '#hub/publish/native.ts';

export type LedgerFile = {
  readonly events: readonly EventEnvelope[];
  /** Numbers up to the last one that are not in it: on damaged pages, or never there. */
  readonly missing: readonly Span[];
};

export type LedgerFileFailure = { readonly type: 'does-not-open'; readonly detail: string };

type Row = Omit<EventEnvelope, 'payload'> & { readonly payload: string };

/** Read only, page by page past damaged ones; its `-wal` beside it is read along. @param key 64 hex digits */
export function readLedgerFile(path: string, key: string): Result<LedgerFile, LedgerFileFailure> {
  let db: InstanceType<typeof Sqlite> | undefined;
  try {
    db = new Sqlite(path, { ...nativeBindingOptions(), readonly: true, fileMustExist: true });
    for (const pragma of keyPragmas(key)) db.pragma(pragma);
    db.pragma('user_version');
    const page = db.prepare<[number, number], Row>(
      `select sequence, id, device, kind, payload, at, day, staff
       from event where sequence > ? order by sequence limit ?`,
    );
    const rows = readPastDamage<Row>(
      (after, limit) => page.all(after, limit),
      ({ sequence }) => sequence,
      isDamage,
    );
    const numbers = rows.map(({ sequence }) => sequence);
    return ok({
      events: rows.map((row): EventEnvelope => ({ ...row, payload: JSON.parse(row.payload) })),
      missing: spansMissing(numbers, numbers.at(-1) ?? 0),
    });
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_')) throw error;
    return err({ type: 'does-not-open', detail: (error as Error).message });
  } finally {
    db?.close();
  }
}

const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
