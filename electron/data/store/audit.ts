// The audit log: append-only, each row holding the hash of the one before, so that a changed row shows.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { LOOK_UPS } from '#shared/model/event.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type AuditAction = 'search' | (typeof LOOK_UPS)[number];

/** Never customer data in clear: the customer's id only. */
export type AuditEntry = {
  readonly at: number;
  readonly staff: string | null;
  readonly action: AuditAction;
  readonly customer: number | null;
  readonly detail: { readonly [key: string]: Json };
};

type AuditRow = {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  readonly at: number;
  readonly staff: string | null;
  readonly action: AuditAction;
  readonly customer: number | null;
  readonly detail: string;
};

const FIRST_PREVIOUS = '0'.repeat(64);

/** SHA-256 (hex) over the previous hash and the entry's canonical JSON. */
const hashOf = (previous: string, sequence: number, entry: AuditEntry): string =>
  createHash('sha256')
    .update(previous)
    .update(canonicalJson({ ...entry, sequence }))
    .digest('hex');

/** Call inside a transaction. */
function appendAudit(ledger: WritableDB, entries: readonly AuditEntry[]): void {
  let last = lastOf(ledger);
  for (const entry of entries) {
    const sequence = last.sequence + 1;
    const hash = hashOf(last.hash, sequence, entry);
    ledger.run(sql`
      insert into audit (sequence, previous, hash, at, staff, action, customer, detail)
      values (
        ${sequence}, ${last.hash}, ${hash}, ${entry.at}, ${entry.staff}, ${entry.action},
        ${entry.customer}, ${canonicalJson(entry.detail)}
      )`);
    last = { sequence, hash };
  }
}

const lastOf = (ledger: ReadableDB): { sequence: number; hash: string } =>
  ledger.get<{ sequence: number; hash: string }>(
    sql`select sequence, hash from audit order by sequence desc limit 1`,
  ) ?? { sequence: 0, hash: FIRST_PREVIOUS };

/** Of a row; of 0 what the first row follows; null where there is none. */
export const auditHashAt = (ledger: ReadableDB, sequence: number): string | null =>
  sequence === 0
    ? FIRST_PREVIOUS
    : (ledger.get<{ hash: string }>(sql`select hash from audit where sequence = ${sequence}`)
        ?.hash ?? null);

/** Sequence of the last row; 0 before the first. */
export const lastAudit = (ledger: ReadableDB): number => lastOf(ledger).sequence;

export const auditFrom = (
  ledger: ReadableDB,
  sequence: number,
  limit: number,
): readonly (AuditEntry & { readonly sequence: number })[] =>
  ledger
    .all<AuditRow>(
      sql`
        select sequence, previous, hash, at, staff, action, customer, detail
        from audit where sequence >= ${sequence} order by sequence limit ${limit}`,
    )
    .map((row) => ({ sequence: row.sequence, ...rowToEntry(row) }));

const rowToEntry = (row: AuditRow): AuditEntry => ({
  at: row.at,
  staff: row.staff,
  action: row.action,
  customer: row.customer,
  detail: JSON.parse(row.detail) as AuditEntry['detail'],
});

/** The first row that does not follow from the one before; null when the chain holds. */
export function findAuditBreak(ledger: ReadableDB): number | null {
  const page = 1_000;
  let previous = FIRST_PREVIOUS;
  for (let from = 1; ; from += page) {
    const rows = ledger.all<AuditRow>(sql`
      select sequence, previous, hash, at, staff, action, customer, detail
      from audit where sequence >= ${from} order by sequence limit ${page}`);
    for (const [index, row] of rows.entries()) {
      const sequence = from + index;
      const isSound =
        row.sequence === sequence &&
        row.previous === previous &&
        row.hash === hashOf(previous, sequence, rowToEntry(row));
      if (!isSound) return sequence;
      previous = row.hash;
    }
    if (rows.length < page) return null;
  }
}

/** For the commands: written at once or, for keystrokes of a search, a moment later in one transaction. */
export type AuditLog = {
  /** On disk when it returns. */
  record(entry: AuditEntry): void;
  /** On disk together with what the work writes, in one transaction: both or neither. */
  recordWith<T>(entry: AuditEntry, work: () => T): T;
  /**
   * On disk within `BATCH_MS`; the entry is made then, so that typing does not wait for it.
   * @throws as the disk does, when an earlier batch could not be written
   */
  recordSoon(makeEntry: () => AuditEntry): void;
  flush(): void;
  close(): void;
};

const BATCH_MS = 500;

export function createAuditLog(ledger: WritableDB, onFault: (error: unknown) => void): AuditLog {
  let pending: (() => AuditEntry)[] = [];
  let timer: NodeJS.Timeout | null = null;
  let isFailing = false;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (pending.length === 0) return;
    const entries = pending.map((make) => make());
    ledger.transaction(() => appendAudit(ledger, entries));
    pending = [];
    isFailing = false;
  };
  const flushLater = (): void => {
    try {
      flush();
    } catch (error) {
      isFailing = true;
      onFault(error);
    }
  };

  const recordWith = <T>(entry: AuditEntry, work: () => T): T => {
    const entries = [...pending.map((make) => make()), entry];
    const done = ledger.transaction(() => {
      appendAudit(ledger, entries);
      return work();
    });
    pending = [];
    return done;
  };

  return {
    record: (entry) => recordWith(entry, () => undefined),
    recordWith,
    recordSoon(makeEntry) {
      // What cannot be logged must not be looked up.
      if (isFailing) flush();
      pending.push(makeEntry);
      timer ??= setTimeout(flushLater, BATCH_MS);
    },
    flush,
    close() {
      flushLater();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
