// counter-assist --wipe: takes off this computer what the program keeps there, keys first. For a PC that leaves its branch,
// while the program does not run.
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export type Wiped =
  /** Nothing of the program is in the folder. */
  | { readonly type: 'nothing-there' }
  /** Ledgers that hold what neither HQ has nor a stick was given. */
  | { readonly type: 'unsent'; readonly ledgers: readonly string[] }
  /** Ledgers of which nobody knows whether all is sent: the program ended without closing them. */
  | { readonly type: 'not-closed'; readonly ledgers: readonly string[] }
  /** Another word was typed than this computer's. */
  | { readonly type: 'not-confirmed'; readonly word: string; readonly names: readonly string[] }
  | {
      readonly type: 'wiped';
      /** Names in the folder. */
      readonly removed: readonly string[];
      readonly failed: readonly { readonly name: string; readonly detail: string }[];
      /** Not the program's: left alone. */
      readonly left: readonly string[];
    };

/** What opens the rest: gone first, so that a wipe that is cut off leaves nothing to read. */
const KEYS = /^(?:device\.key|enrol\.keys|enrol\.seed)(?:[.-].*)?$/;
/** Of every version: a name that is not here stays, and is said. */
const OURS =
  /^(?:ledger-[\w-]+\.[\w.-]+|(?:first-page|settings\.json|window\.json|update\.json|update-feed\.json)(?:\.new)?|profile|logs|cache|training|updates|room\.probe)$/;
const LEDGER_LOG = /^(ledger-[\w-]+)\.db-wal$/;
const NOTE = /^(ledger-[\w-]+)\.unsent$/;

const removeWhole = (path: string): void => rmSync(path, { recursive: true, force: true });

/** @param word as it was typed: the device's name, as `hub device list` and the settings show it */
export function wipe(dataDir: string, word: string, remove = removeWhole): Wiped {
  const all = namesIn(dataDir);
  const keys = all.filter((name) => KEYS.test(name));
  const names = [...keys, ...all.filter((name) => OURS.test(name))];
  if (names.length === 0) return { type: 'nothing-there' };
  const unsent = all.flatMap((name) => NOTE.exec(name)?.[1] ?? []);
  if (unsent.length > 0) return { type: 'unsent', ledgers: unsent };
  const open = all.flatMap((name) => LEDGER_LOG.exec(name)?.[1] ?? []);
  const notClosed = open.filter((ledger) => isNotClosed(join(dataDir, ledger)));
  if (notClosed.length > 0) return { type: 'not-closed', ledgers: notClosed };
  const expected = wordOf(dataDir, all);
  if (word !== expected) return { type: 'not-confirmed', word: expected, names };

  const removed: string[] = [];
  const failed: { name: string; detail: string }[] = [];
  for (const name of names) {
    try {
      remove(join(dataDir, name));
      removed.push(name);
    } catch (error) {
      failed.push({ name, detail: (error as NodeJS.ErrnoException).code ?? String(error) });
    }
  }
  const isGone = failed.length === 0;
  const left = namesIn(dataDir).filter((name) => !failed.some((each) => each.name === name));
  if (isGone && left.length === 0) removeIfEmpty(dataDir);
  return { type: 'wiped', removed, failed, left };
}

/** What is written to a ledger goes through its log, which closing empties; a copy on a stick has it too. */
const isNotClosed = (ledger: string): boolean =>
  statSync(`${ledger}.db-wal`).size > 0 && !existsSync(`${ledger}.saved`);

const keySchema = z.object({ device: z.string().min(1) });

/** This device's name; of a computer that lost its key, that of a ledger; of one that has neither: `empty`. */
function wordOf(dataDir: string, names: readonly string[]): string {
  try {
    return keySchema.parse(JSON.parse(readFileSync(join(dataDir, 'device.key'), 'utf8'))).device;
  } catch {
    const ledger = names.map((name) => /^ledger-([\w-]+)\.db$/.exec(name)?.[1]).find(Boolean);
    return ledger ?? 'empty';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    // A link to a folder elsewhere is followed once, as the program does; those in it are removed as links.
    return lstatSync(folder).isFile() ? [] : readdirSync(folder).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Of an account that may not: an empty folder says nothing.
  }
}
