// Starts Electron as a whole process and ends it: no debugger attached that would slow either side.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder, type prepareRuntime } from '#tools/setup/prepare.mjs';

export type Runtime = Awaited<ReturnType<typeof prepareRuntime>>;

export type Running = {
  readonly pid: number;
  /** Milliseconds from spawn to the first painted page. */
  readonly startMs: number;
  /** To the open databases; null where there are none. */
  readonly openMs: number | null;
  end(): Promise<void>;
};

const GIVE_UP_MS = 60_000;

export async function startBare(runtime: Runtime): Promise<Running> {
  const folder = createDataFolder(runtime, 'bare');
  const mark = join(folder, 'mark');
  const args = [
    join(runtime.appFolder, 'tests/bench/bare'),
    '--mark',
    mark,
    '--profile',
    join(folder, 'profile'),
  ];
  return await startUntil(runtime, args, () => {
    const at = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
    return at === 0 ? undefined : { painted: at, open: null };
  });
}

/** The app on an enrolled data folder, until its first page is painted and its databases are open. */
export async function startCounterAssist(
  runtime: Runtime,
  data: string,
  hub: string,
  enrol?: string,
): Promise<Running> {
  const log = join(data, 'logs', 'counter-assist.log');
  const before = existsSync(log) ? readFileSync(log, 'utf8').length : 0;
  const args = [
    runtime.appFolder,
    `--data=${data}`,
    `--hub=${hub}`,
    ...(enrol === undefined ? [] : [`--enrol=${enrol}`]),
  ];
  return await startUntil(runtime, args, () => {
    if (!existsSync(log)) return undefined;
    const text = readFileSync(log, 'utf8').slice(before);
    const painted = /^(\S+) info window: painted$/m.exec(text)?.[1];
    const open = /^(\S+) info data: up$/m.exec(text)?.[1];
    if (painted === undefined || open === undefined) return undefined;
    return { painted: Date.parse(painted), open: Date.parse(open) };
  });
}

async function startUntil(
  runtime: Runtime,
  args: readonly string[],
  readyAt: () => { readonly painted: number; readonly open: number | null } | undefined,
): Promise<Running> {
  const spawnedAt = Date.now();
  const child = spawn(runtime.launcher, args, {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, ...runtime.env },
  });
  let at = readyAt();
  while (at === undefined) {
    if (child.exitCode !== null) throw new Error(`Electron ended with ${child.exitCode}`);
    if (Date.now() - spawnedAt > GIVE_UP_MS) {
      await end(child);
      throw new Error('no page was painted within a minute');
    }
    await pause(20);
    at = readyAt();
  }
  if (child.pid === undefined) throw new Error('no process');
  return {
    pid: child.pid,
    startMs: at.painted - spawnedAt,
    openMs: at.open === null ? null : at.open - spawnedAt,
    end: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}
