// How much of a ledger is neither at HQ nor on a stick, in a file beside it that anybody can read: for whoever is about
// to update the program, to enrol this computer anew or to remove its data, when the ledger itself may not open.
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './replace_file.ts';

/** There is a file while something is unsaved, and none else. Numbers only: it is not encrypted. */
const noteSchema = z.object({ unsaved: z.int().min(1) });

export type UnsentNote = {
  /** Something was recorded, sent or written to a stick. In the file within a second. */
  note(): void;
  /** Writes what is due. */
  close(): void;
};

const NOTE = /^ledger-([\w-]+)\.unsent$/;
const WITHIN_MS = 1_000;

export const notePath = (dataDir: string, device: string): string =>
  join(dataDir, `ledger-${device}.unsent`);

/**
 * @param unsaved entries that neither HQ has nor a stick was given
 * @param onFault the file could not be written: the counter works on
 */
export function createUnsentNote(
  path: string,
  unsaved: () => number,
  onFault: (error: unknown) => void,
): UnsentNote {
  let written: number | null = null;
  let timer: NodeJS.Timeout | null = null;

  const write = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    try {
      const count = unsaved();
      if (count === written) return;
      if (count === 0) rmSync(path, { force: true });
      else replaceFile(path, `${JSON.stringify({ unsaved: count })}\n`);
      written = count;
    } catch (error) {
      onFault(error);
    }
  };
  return {
    note() {
      timer ??= setTimeout(write, WITHIN_MS);
    },
    close: write,
  };
}

export type UnsentLedger = {
  readonly device: string;
  /** At least so many. */
  readonly unsaved: number;
};

/** Ledgers of this folder that hold what nobody else has, but that of `but`. A note that is damaged counts as one entry. */
export function unsentLedgers(dataDir: string, but: string | null): readonly UnsentLedger[] {
  return namesIn(dataDir).flatMap((name) => {
    const device = NOTE.exec(name)?.[1];
    if (device === undefined || device === but) return [];
    return [{ device, unsaved: readNote(join(dataDir, name)) }];
  });
}

/** A copy of that ledger is on a stick, whole: it no longer stands in anybody's way. */
export const noteSaved = (dataDir: string, device: string): void =>
  renameSync(notePath(dataDir, device), join(dataDir, `ledger-${device}.saved`));

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readNote(path: string): number {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).unsaved;
  } catch {
    return 1;
  }
}
