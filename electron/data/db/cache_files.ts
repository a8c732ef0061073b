// Files of the cache folder. A name `cache-N.db` or `cache-N-K.db` means: complete and verified.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compareBy, compareNumber, descending } from '#shared/base/compare.ts';

export type CacheFile = {
  readonly path: string;
  /** Change up to which the pack went when it was installed. */
  readonly number: number;
  /** Grows when a pack of the same number is installed again. */
  readonly edition: number;
};

const NAME = /^cache-(\d+)(?:-(\d+))?\.db$/;

/** Newest first. Creates the folder. */
export function listCacheFiles(folder: string): readonly CacheFile[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return readdirSync(folder)
    .flatMap((name) => {
      const match = NAME.exec(name);
      if (match === null) return [];
      return [
        { path: join(folder, name), number: Number(match[1]), edition: Number(match[2] ?? 1) },
      ];
    })
    .toSorted(
      descending(
        compareBy(
          (a, b) => compareNumber(a.number, b.number),
          (a, b) => compareNumber(a.edition, b.edition),
        ),
      ),
    );
}

/** A name that is not taken, newer than all that are there of this number. */
export function nextCachePath(folder: string, number: number): string {
  const editions = listCacheFiles(folder)
    .filter((file) => file.number === number)
    .map((file) => file.edition);
  const edition = Math.max(0, ...editions) + 1;
  return join(folder, edition === 1 ? `cache-${number}.db` : `cache-${number}-${edition}.db`);
}

/** With the files that SQLite keeps beside a database. */
export function removeDatabase(path: string): void {
  for (const suffix of SUFFIXES) rmSync(path + suffix, { force: true });
}

/** The same beside the work: the room of a large file takes the disk a while to give back. */
export async function removeDatabaseBeside(path: string): Promise<void> {
  for (const suffix of SUFFIXES) await rm(path + suffix, { force: true });
}

const SUFFIXES = ['', '-wal', '-shm', '-journal'];

export const partPath = (folder: string): string => join(folder, 'pack.part');
