// Keeps the log of a cache short. Left to itself SQLite moves it into the file with a commit, and whoever asks the data
// process something waits until the disk has all of it; here the disk is waited for beside the work, in SQLite's order.
import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { WritableDB } from './driver.ts';

export type ShortLog = {
  /**
   * Moves the log into the file when much was written since. Nothing else may use the writer meanwhile.
   * @param bytes that were written, about
   */
  keep(bytes: number): Promise<void>;
  /** All of it: whoever closes the database last has nothing to move. */
  empty(): Promise<void>;
  /**
   * Before anything is written, and before the last connection is closed: either takes away the log of what was moved, so
   * that must be on disk.
   * @throws when the disk refuses it
   */
  makeSure(): void;
  /** After all connections were closed. */
  close(): void;
};

/** Two large changes, about: a page of the log takes some 10 µs to move, and whoever asks meanwhile waits for all. */
const MOST_BYTES = 8 * 1024 * 1024;

const datasync = promisify(fdatasync);

/** @param writer `cache-writer`: nobody else writes, and it syncs nothing by itself */
export function keepLogShort(writer: WritableDB, path: string): ShortLog {
  // Kept open: the locks of all connections of this process end when any handle of the file is closed.
  const file = openSync(path, 'r+');
  let written = 0;
  let isOnDisk = true;

  const empty = async (): Promise<void> => {
    if (written === 0) return;
    const log = await open(`${path}-wal`, 'r+');
    try {
      await log.datasync();
      isOnDisk = false;
      writer.script('pragma wal_checkpoint(passive)');
      await datasync(file);
      isOnDisk = true;
      writer.script('pragma wal_checkpoint(truncate)');
      // No page of before is behind what is written next.
      await log.datasync();
      written = 0;
    } finally {
      await log.close();
    }
  };
  return {
    async keep(bytes) {
      written += bytes;
      if (written >= MOST_BYTES) await empty();
    },
    empty,
    makeSure() {
      if (isOnDisk) return;
      fsyncSync(file);
      isOnDisk = true;
    },
    close: () => closeSync(file),
  };
}
