// Rows set aside: the file's own columns and the reason, to be mended in a spreadsheet and imported again.
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { BadCell } from './record.ts';

/** Rows of customers, as HQ's file has them. */
const OWNER_ONLY = 0o600;
const REASON_COLUMN = '退回原因 / reason';

/** All but `discard` throw as the disk does. */
export interface RejectsFile {
  readonly count: () => number;
  readonly add: (cells: readonly string[], bad: readonly BadCell[]) => Promise<void>;
  /**
   * On disk, in the place of what the name held before; without rows no file is left. Call it before the import is
   * committed: rows set aside stand nowhere else.
   */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

const BUFFER = 1 << 16;

/** Written beside and renamed. UTF-8 with a byte order mark, as spreadsheets want it. */
export async function createRejectsFile(
  path: string,
  headers: readonly string[],
): Promise<RejectsFile> {
  const draft = `${path}.part`;
  const file = await open(draft, 'w', OWNER_ONLY);
  const kept = headers.flatMap((name, index) => (name === REASON_COLUMN ? [] : [index]));
  let waiting = `\uFEFF${csvLine([...kept.map((index) => headers[index] ?? ''), REASON_COLUMN])}`;
  let count = 0;
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    await file.writeFile(text);
  };
  return {
    count: () => count,
    async add(cells, bad) {
      count += 1;
      const reasons = bad.map(
        ({ column, expected }) => `${column}: ${expected.zh} / ${expected.en}`,
      );
      const own = kept.map((index) => cells[index] ?? '');
      waiting += csvLine([...own, reasons.join('; ')]);
      if (waiting.length >= BUFFER) await flush();
    },
    async keep() {
      await flush();
      await file.datasync();
      await file.close();
      await (count > 0 ? rename(draft, path) : rm(draft, { force: true }));
    },
    async discard() {
      await closeQuietly(file);
      await rm(draft, { force: true });
    },
  };
}

/** It may be closed already, and its disk may be full: it is thrown away in any case. */
async function closeQuietly(file: FileHandle): Promise<void> {
  await file.close().catch(() => undefined);
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
