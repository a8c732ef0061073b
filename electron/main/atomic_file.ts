// Small files that must never be seen half written: written beside, flushed, renamed.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Throws what the file system throws. Readable by this account only. */
export function writeAtomically(path: string, content: string): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    // Not `writeSync`, which on a full disk writes a part and says nothing.
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  if (process.platform !== 'win32') syncFolder(dirname(path));
}

/** The rename itself is on disk only when its folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Null when there is no such file. */
export function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

type Schema<T> = { readonly parse: (value: unknown) => T };

/** Preferences of this machine: convenient, never precious. A broken file counts as none. */
export type JsonFile<T> = {
  read(): T;
  /** False when the disk refused; the preference is then lost, nothing else. */
  write(value: T): boolean;
};

/** `schema`: one of zod's, or whatever else throws at a value that is none. */
export function jsonFile<T>(path: string, schema: Schema<T>, otherwise: T): JsonFile<T> {
  return {
    read() {
      try {
        const text = readIfPresent(path);
        return text === null ? otherwise : schema.parse(JSON.parse(text));
      } catch {
        return otherwise;
      }
    },
    write(value) {
      try {
        writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
        return true;
      } catch {
        return false;
      }
    },
  };
}
