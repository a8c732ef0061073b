// The spreadsheet of a simulation: written beside and renamed, so that a file of that name is complete.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { CSV_HEADER } from './csv.ts';

export type CsvFile = {
  /** Resolves when there is room for more. @throws FileUnwritable */
  write(lines: string): Promise<void>;
  /** @throws FileUnwritable */
  keep(): Promise<void>;
  drop(): Promise<void>;
};

export class FileUnwritable extends Error {
  override readonly name = 'FileUnwritable';
}

export function openCsvFile(path: string): CsvFile {
  const part = `${path}.part`;
  const stream = createWriteStream(part);
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', ({ message }) =>
      reject(new FileUnwritable(`cannot write ${path}: ${message}`)),
    );
  });
  // Whoever waits meets it; nobody may be waiting yet.
  failed.catch(() => undefined);
  const written = (lines: string): Promise<void> =>
    new Promise((resolve) => {
      stream.write(lines, () => resolve());
    });
  stream.write(CSV_HEADER);
  return {
    write: (lines) => Promise.race([written(lines), failed]),
    async keep() {
      stream.end();
      await Promise.race([finished(stream), failed]);
      await rename(part, path);
    },
    async drop() {
      stream.destroy();
      await rm(part, { force: true });
    },
  };
}
