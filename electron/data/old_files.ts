// What is left in the data folder of ledgers and keys of before: it goes after the days of the policy, but nothing goes
// that HQ may not hold.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '#shared/base/month.ts';

export type OldFiles = {
  readonly dataDir: string;
  /** Whose ledger is in use. */
  readonly device: string;
  /** By device of the branch, up to where HQ holds all that it recorded. */
  readonly heldThrough: ReadonlyMap<string, number>;
  /** Nothing that this device recorded is missing at HQ. */
  readonly isAllHeld: boolean;
  /** Of the policy. */
  readonly days: number;
  /** UTC ms. */
  readonly now: number;
};

const LEDGER = /^ledger-([\w-]+)\.db$/;
const DAMAGED = /^ledger-([\w-]+)\.db\.damaged-(\d+)$/;
const LOST_KEY = /^device\.key\.lost-(\d+)$/;

/** @returns names of what is gone @throws as the disk does */
export function removeOldFiles(old: OldFiles): readonly string[] {
  const { dataDir, device, isAllHeld, days, now } = old;
  const isOld = (at: number): boolean => now - at > days * DAY_MS;
  const names = readdirSync(dataDir);
  const gone: string[] = [];
  const remove = (name: string): void => {
    for (const suffix of ['-wal', '-shm', ''])
      rmSync(join(dataDir, name + suffix), { force: true });
    gone.push(name);
  };
  for (const name of names) {
    const [, whose, at] = DAMAGED.exec(name) ?? [];
    if (
      whose !== undefined &&
      isOld(Number(at)) &&
      (whose === device ? isAllHeld : isHeld(old, whose))
    )
      remove(name);
  }
  for (const name of names) {
    const whose = LEDGER.exec(name)?.[1];
    if (whose === undefined || whose === device) continue;
    if (!isOld(statSync(join(dataDir, name)).mtimeMs) || !isHeld(old, whose)) continue;
    remove(name);
    rmSync(join(dataDir, `ledger-${whose}.mark`), { force: true });
  }
  for (const name of names) {
    const at = LOST_KEY.exec(name)?.[1];
    if (at === undefined || !isOld(Number(at))) continue;
    const whose = deviceOf(join(dataDir, name));
    // A key that comes back opens the ledger that is still there.
    if (whose === null || whose === device || existsSync(join(dataDir, `ledger-${whose}.db`)))
      continue;
    remove(name);
  }
  return gone;
}

/**
 * Closed whole, nothing noted as unsent or as on a stick alone, and HQ told of this branch's devices that it holds all up
 * to its last number.
 */
function isHeld({ dataDir, heldThrough }: OldFiles, device: string): boolean {
  const path = (ending: string): string => join(dataDir, `ledger-${device}.${ending}`);
  if (existsSync(path('unsent')) || existsSync(path('saved'))) return false;
  const log = path('db-wal');
  if (existsSync(log) && statSync(log).size > 0) return false;
  const through = heldThrough.get(device);
  const last = lastNoted(path('mark'));
  return through !== undefined && last !== null && through >= last;
}

function lastNoted(mark: string): number | null {
  const sequence = memberOf(mark, 'mark', 'sequence');
  return typeof sequence === 'number' ? sequence : null;
}

/** Null: unreadable, and so is who it was: it stays. */
function deviceOf(keyFile: string): string | null {
  const device = memberOf(keyFile, 'device');
  return typeof device === 'string' && /^[\w-]+$/.test(device) ? device : null;
}

function memberOf(file: string, ...path: readonly string[]): unknown {
  try {
    let value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    for (const name of path) value = (value as Readonly<Record<string, unknown>>)[name];
    return value;
  } catch {
    return undefined;
  }
}
