// Rows set aside: the file's own columns and the reason, to be mended in a spreadsheet and imported again.
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { BadCell } from './record.ts';

const REASON_COLUMN = '退回原因 / reason';

export interface RejectsFile {
  readonly count: () => number;
  readonly add: (cells: readonly string[], bad: readonly BadCell[]) => Promise<void>;
  /** Takes the place of what the name held before; without rows no file is left. */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Written beside and renamed. UTF-8 with a byte order mark, as spreadsheets want it. @throws when it cannot be written. */
export async function createRejectsFile(
  path: string,
  headers: readonly string[],
): Promise<RejectsFile> {
  const draft = `${path}.part`;
  const stream = createWriteStream(draft);
  await once(stream, 'open');
  await write(
    stream,
    `\uFEFF${csvLine([...headers.filter((name) => name !== REASON_COLUMN), REASON_COLUMN])}`,
  );
  const kept = headers.flatMap((name, index) => (name === REASON_COLUMN ? [] : [index]));
  let count = 0;
  return {
    count: () => count,
    async add(cells, bad) {
      count += 1;
      const reasons = bad.map(
        ({ column, expected }) => `${column}: ${expected.zh} / ${expected.en}`,
      );
      const own = kept.map((index) => cells[index] ?? '');
      await write(stream, csvLine([...own, reasons.join('; ')]));
    },
    async keep() {
      await close(stream);
      await (count > 0 ? rename(draft, path) : rm(draft, { force: true }));
    },
    async discard() {
      await close(stream);
      await rm(draft, { force: true });
    },
  };
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

async function close(stream: WriteStream): Promise<void> {
  stream.end();
  if (!stream.closed) await once(stream, 'close');
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
