// Opens the ledger of a device as it is found: whole, damaged, empty or gone.
import { existsSync, statSync } from 'node:fs';
import { err, ok, type Result } from '#shared/base/result.ts';
import { isDamage, type WritableDB } from './db/driver.ts';
import type { FutureDatabase } from './db/migration.ts';
import type { OpenFailure } from './db/open.ts';
import { type LedgerFile, openLedger } from './db/open_ledger.ts';
import type { Log } from './device.ts';
import type { Mark } from './ledger_mark.ts';
import { finishSalvage, salvageLedger } from './store/salvage.ts';

export type OpenDeviceFailure =
  | OpenFailure
  | FutureDatabase
  /** It was there at enrolment, and nothing says how far it had come: numbers would be taken twice. */
  | { readonly type: 'no-ledger' };

export type FoundLedger = { readonly ledger: WritableDB; readonly wasDamaged: boolean };

type Finding = {
  readonly file: LedgerFile;
  /** Null: none that was written with this key. */
  readonly mark: Mark | null;
  /** The ledger opened before, and met a damaged page. */
  readonly mend: boolean;
  readonly now: number;
};

/**
 * The counter goes on wherever the numbers of its next entries are known: from the ledger, or from the mark beside it.
 * With a mark of this key, a file that does not open is a damaged one; without, the key may be the wrong one.
 */
export function openOrMend(
  { file, mark, mend, now }: Finding,
  log: Log,
): Result<FoundLedger, OpenDeviceFailure> {
  finishSalvage(file.file, now);
  if (!hasContent(file.file) && mark === null) return err({ type: 'no-ledger' });
  if (!mend) {
    const opened = open(file);
    if (opened !== 'damaged' && (opened.ok || opened.error.type !== 'wrong-key')) {
      return opened.ok ? ok({ ledger: opened.value, wasDamaged: false }) : opened;
    }
    if (opened !== 'damaged' && mark === null) return opened;
  }
  const kept = salvageLedger(file, now);
  log('error', `the ledger was damaged: ${kept} entries were saved from it`);
  const opened = openLedger(file);
  return opened.ok ? ok({ ledger: opened.value, wasDamaged: true }) : opened;
}

const hasContent = (path: string): boolean => existsSync(path) && statSync(path).size > 0;

function open(file: LedgerFile): ReturnType<typeof openLedger> | 'damaged' {
  try {
    return openLedger(file);
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  }
}
