// Writes the audit log for the commands: at once, or, for keystrokes of a search, a moment later in one transaction.
import type { WritableDB } from '../db/driver.ts';
import { appendAudit, type AuditEntry } from './audit.ts';

export type AuditLog = {
  /** On disk when it returns. */
  record(entry: AuditEntry): void;
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

  return {
    record(entry) {
      const entries = [...pending.map((make) => make()), entry];
      ledger.transaction(() => appendAudit(ledger, entries));
      pending = [];
    },
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
