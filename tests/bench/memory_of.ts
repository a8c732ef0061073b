// Memory of a process and all its descendants as PSS: shared pages are counted once, in shares.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The command's name may hold spaces and brackets; the fields after the last bracket do not.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.set(Number(name), Number(fields[1]));
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

export type TreeMemory = {
  readonly bytes: number;
  readonly processes: number;
  /** Others run the same program: its pages are then shared with them, and `bytes` is too small. */
  readonly isShared: boolean;
};

function programOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return null;
  }
}

export function memoryOfTree(root: number): TreeMemory {
  const parentOf = parents();
  const isInTree = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parentOf.get(at)) {
      if (at === root) return true;
    }
    return false;
  };
  const program = programOf(root);
  let bytes = 0;
  let processes = 0;
  let isShared = false;
  for (const pid of parentOf.keys()) {
    if (!isInTree(pid)) {
      isShared ||= programOf(pid) === program;
      continue;
    }
    try {
      const pss = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      bytes += Number(pss?.[1] ?? 0) * 1024;
      processes += 1;
    } catch {
      // It ended while we looked, or belongs to nobody.
    }
  }
  return { bytes, processes, isShared };
}

/** What a process has for itself alone and in no file, in bytes: what it would leave behind. */
export function privateMemoryOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const dirty = /^Private_Dirty:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (dirty === undefined) throw new Error(`process ${pid} does not say its private memory`);
  return Number(dirty) * 1024;
}
