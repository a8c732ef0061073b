// How far the ledger has come, kept outside of it: a ledger that was put back, emptied or lost its log is noticed.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ReadableDB } from './db/driver.ts';
import { replaceFile } from './replace_file.ts';
import { lastAudit } from './store/audit.ts';
import { lastEventId, lastSequence } from './store/events.ts';
import { hasScarceAfter, sequenceFloor } from './store/put_back.ts';

const markSchema = z.strictObject({
  /** The last sequence that was taken. */
  sequence: z.int().min(0),
  /** Of the event with it: later ids are greater. */
  event: z.string().nullable(),
  /** The last row of the audit log. */
  audit: z.int().min(0),
});
export type Mark = Readonly<z.output<typeof markSchema>>;

const fileSchema = z.strictObject({ mark: markSchema, seal: z.string() });

export type LedgerMark = {
  /** Something was recorded. On disk within a second; at once when it gave away what is scarce. */
  note(): void;
  /** Writes what is due. */
  close(): void;
};

export const markPath = (ledger: string): string => ledger.replace(/\.db$/, '.mark');

const WITHIN_MS = 1_000;

/** Null: there is none, or it was not written with this key. @throws as the disk does, but where it is missing */
export function readMark(path: string, ledgerKey: string): Mark | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { mark, seal } = fileSchema.parse(JSON.parse(text));
    const expected = sealOf(mark, ledgerKey);
    const given = Buffer.from(seal, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected) ? mark : null;
  } catch {
    return null;
  }
}

const sealOf = (mark: Mark, ledgerKey: string): Buffer =>
  createHmac('sha256', Buffer.from(ledgerKey, 'hex'))
    .update(`mark:${mark.sequence}:${mark.event ?? ''}:${mark.audit}`)
    .digest();

/** @param onFault the mark could not be written: the counter works on */
export function createLedgerMark(
  path: string,
  ledgerKey: string,
  ledger: ReadableDB,
  onFault: (error: unknown) => void,
): LedgerMark {
  let written: Mark | null = null;
  let timer: NodeJS.Timeout | null = null;

  const write = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    try {
      const mark: Mark = {
        sequence: Math.max(lastSequence(ledger), sequenceFloor(ledger)),
        event: lastEventId(ledger),
        audit: lastAudit(ledger),
      };
      const isSame = written?.sequence === mark.sequence && written.audit === mark.audit;
      if (isSame) return;
      replaceFile(path, JSON.stringify({ mark, seal: sealOf(mark, ledgerKey).toString('hex') }));
      written = mark;
    } catch (error) {
      onFault(error);
    }
  };
  return {
    note() {
      if (hasScarceAfter(ledger, written?.sequence ?? 0)) write();
      else timer ??= setTimeout(write, WITHIN_MS);
    },
    close: write,
  };
}
