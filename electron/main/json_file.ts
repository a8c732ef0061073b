// Preferences of this machine: convenient, never precious. A broken file counts as none.
import type { z } from 'zod';
import { readIfPresent, writeAtomically } from './atomic_file.ts';

export type JsonFile<T> = {
  read(): T;
  /** False when the disk refused; the preference is then lost, nothing else. */
  write(value: T): boolean;
};

export function jsonFile<T>(path: string, schema: z.ZodType<T>, otherwise: T): JsonFile<T> {
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
