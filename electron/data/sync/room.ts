// Whether the disk has room, asked before something that cannot be taken back.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const PROBE_BYTES = 1024 * 1024;

/** What the counter needs to go on working: entries of weeks, and what SQLite writes beside them. */
export const RESERVE_BYTES = 64 * 1024 * 1024;

/** By writing: quotas and read-only folders do not show in the free bytes. */
export function canWrite(folder: string): boolean {
  const path = join(folder, 'room.probe');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = openSync(path, 'w', 0o600);
    try {
      // Not `writeSync`, which on a full disk writes a part and says nothing.
      writeFileSync(file, Buffer.alloc(PROBE_BYTES));
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(path, { force: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** In bytes; null where the system does not tell. */
export function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
