// memory: PSS of all processes, idle with a million customers open, over a bare window of the same Electron.
import { setTimeout as pause } from 'node:timers/promises';
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { type Running, startBare, startCounterAssist } from './electron_process.ts';
import { median } from './median.ts';
import { memoryOfTree } from './memory_of.ts';
import { millionBranch } from './million_branch.ts';
import { tellFigure } from './tell_figure.ts';

const ROUNDS = 3;
const CUSTOMERS = Number(process.argv[2] ?? 1_000_000);
/** Chromium gives back what starting took only after a while. */
const IDLE_MS = 15_000;
const TRIES = 12;

const runtime = await prepareRuntime();
const branch = await millionBranch(runtime, CUSTOMERS);
const bare: number[] = [];
const ours: number[] = [];

/** Tries again while another Electron is running: pages that it shares would count for less, on one side only. */
async function idleBytes(start: () => Promise<Running>): Promise<number> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const running = await start();
    await pause(IDLE_MS);
    const { bytes, processes, isShared } = memoryOfTree(running.pid);
    await running.end();
    if (processes < 3) throw new Error(`only ${processes} processes were seen`);
    if (!isShared) return bytes;
  }
  throw new Error('another Electron was running all the time');
}

try {
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await idleBytes(() => startBare(runtime)));
    ours.push(await idleBytes(() => startCounterAssist(runtime, branch.data, branch.hub)));
  }
} finally {
  await branch.end();
}
const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
console.log(
  `${CUSTOMERS} customers; bare ${mib(median(bare))} MiB, Counter Assist ${mib(median(ours))} MiB`,
);
tellFigure({ name: 'memory', figure: median(ours) / median(bare), target: 1.2 });
