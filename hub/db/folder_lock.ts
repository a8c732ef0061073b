// An embedded database belongs to one process: a file names its owner, and a dead owner's file is taken over.
import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseUnavailable } from './unavailable.ts';

type Owner = { readonly pid: number; readonly started: string };

/** @returns what gives the folder back. @throws DatabaseUnavailable while a living process owns it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'hub.lock');
  const own = `${path}.${process.pid}`;
  await writeFile(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), {
    mode: 0o600,
  });
  try {
    await takeLock(path, own, folder);
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(path, { force: true });
}

async function takeLock(path: string, own: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      // A link appears with its content at once, and fails when the name is taken.
      await link(own, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = await readOwner(path);
      if (owner && isAlive(owner)) throw inUse(folder, owner.pid);
      await rm(path, { force: true });
      continue;
    }
    if (attempt === 0) return;
    // Another process may have taken over the same dead lock; the last to write has it.
    await wait(50);
    const owner = await readOwner(path);
    if (owner?.pid === process.pid) return;
  }
  throw new DatabaseUnavailable(`cannot lock ${folder}: other processes keep taking it`);
}

const inUse = (folder: string, pid: number): DatabaseUnavailable =>
  new DatabaseUnavailable(
    `the embedded database in ${folder} is in use by process ${pid}: ` +
      'end its `hub serve` first, or give the hub a PostgreSQL server by DATABASE_URL',
  );

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(owner.pid) === owner.started;
}

/** When a process started, in the kernel's ticks, to tell a reused number; empty where /proc is not. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
