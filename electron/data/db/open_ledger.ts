// Opens the ledger of a device: key, durability, migrations.
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { WritableDB } from './driver.ts';
import { type FutureDatabase, migrate } from './migration.ts';
import { LEDGER_MIGRATIONS } from './migrations/ledger_migrations.ts';
import { openEncrypted, type OpenFailure } from './open.ts';

export type LedgerFile = {
  readonly file: string;
  readonly key: string;
  readonly nativeBinding: string | null;
  /** A page is not what was written; the statement that met it throws all the same. */
  readonly onDamage?: () => void;
};

export function openLedger(ledger: LedgerFile): Result<WritableDB, OpenFailure | FutureDatabase> {
  const opened = openEncrypted({ ...ledger, use: 'ledger' });
  if (!opened.ok) return opened;
  const migrated = migrateOrClose(opened.value);
  if (!migrated.ok) {
    opened.value.close();
    return err(migrated.error);
  }
  return ok(opened.value);
}

function migrateOrClose(ledger: WritableDB): ReturnType<typeof migrate> {
  try {
    return migrate(ledger, LEDGER_MIGRATIONS);
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** At enrolment, before the key is kept: a device that has its key has its ledger. @throws as the disk does */
export function createLedger(ledger: LedgerFile): void {
  mkdirSync(dirname(ledger.file), { recursive: true, mode: 0o700 });
  const opened = openLedger(ledger);
  if (!opened.ok) throw new Error(`the new ledger does not open: ${opened.error.type}`);
  opened.value.close();
  // For this account only; the log beside it takes the same rights.
  chmodSync(ledger.file, 0o600);
}
