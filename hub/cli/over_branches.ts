// The same work for many branches: here, one after the other, or by the queue on all cores and all copies of the hub.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Option } from 'commander';
import type { Database } from '#hub/db/database.ts';
import { readFinished } from '#hub/db/queue_job.ts';
import { type BranchQueue, type JobKind, openBranchQueue } from '#hub/queue/branch_queue.ts';
import { workOff } from '#hub/queue/work_off.ts';
import type { CommonOptions, HubContext } from './context.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { formatCount } from './format.ts';
import { wholeNumber } from './options.ts';
import { createProgress, type Progress } from './progress.ts';

export const workersOption = (): Option =>
  new Option('--workers <count>', 'processes to share several branches, on PostgreSQL')
    .argParser(wholeNumber(1, 64))
    .default(availableParallelism(), 'one a core');

export type BranchWork = {
  readonly kind: JobKind;
  /** @returns the lines that report it */
  readonly work: (branch: string, pack: boolean, progress: Progress) => Promise<readonly string[]>;
  /** Of publications: whether or not one is due. */
  readonly pack: boolean;
  readonly options: CommonOptions & { readonly workers?: number };
};

/** Prints what reports each branch, as it is done. */
export async function overBranches(
  hub: HubContext,
  branches: readonly { readonly code: string }[],
  { kind, work, pack, options }: BranchWork,
): Promise<ExitCode> {
  if (hub.database.kind === 'pglite' || branches.length < 2) {
    for (const { code } of branches) print(await work(code, pack, hub.progress));
    return EXIT.done;
  }
  const queue = await openBranchQueue(hub.database);
  const codes = branches.map(({ code }) => code);
  const ids = await queue.add(kind, codes, { pack });
  const workers = Math.min(options.workers ?? 1, ids.length);
  return byQueue(hub, queue, { kind, work, ids, workers, options });
}

/** Shows no bar of its own: that of all branches is there. */
export const SILENT = createProgress({ write: () => undefined });

type QueueRun = Pick<BranchWork, 'kind' | 'work'> & {
  readonly ids: readonly string[];
  readonly workers: number;
  readonly options: CommonOptions;
};

async function byQueue(
  hub: HubContext,
  queue: BranchQueue,
  { kind, work, ids, workers, options }: QueueRun,
): Promise<ExitCode> {
  const task = hub.progress.begin(`${kind}: branches`, ids.length);
  const others = Array.from({ length: workers - 1 }, () => startWorker(options));
  const ended = new AbortController();
  const failures: string[] = [];
  const following = follow(hub.database, ids, ended.signal, ({ branch, lines, failure }, done) => {
    if (failure === null) print(lines);
    else failures.push(`  ${branch}: ${failure}`);
    task.update(done);
  }).finally(() => ended.abort());
  try {
    const here = workOff({
      queue,
      kinds: [kind],
      work: ({ branch, pack }) => work(branch, pack, SILENT),
      isOver: () => ended.signal.aborted,
      signal: ended.signal,
    });
    await Promise.all([here, following]);
  } finally {
    ended.abort();
    await Promise.all(others.map(endWorker));
  }
  task.end(`${kind}: ${formatCount(ids.length - failures.length)} branches`);
  if (failures.length === 0) return EXIT.done;
  process.stderr.write(
    `hub: ${formatCount(failures.length)} of ${formatCount(ids.length)} branches failed, the others are done:\n${failures.join('\n')}\n`,
  );
  return EXIT.environment;
}

const FOLLOW_MS = 500;

/** Tells of each job as it is seen to have ended, until all have. */
async function follow(
  db: Database,
  ids: readonly string[],
  signal: AbortSignal,
  onEnd: (job: Awaited<ReturnType<typeof readFinished>>[number], done: number) => void,
): Promise<void> {
  const left = new Set(ids);
  while (left.size > 0 && !signal.aborted) {
    for (const job of await readFinished(db, [...left])) {
      left.delete(job.id);
      onEnd(job, ids.length - left.size);
    }
    if (left.size > 0) await delay(FOLLOW_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** `hub work` beside this process: what it does is told by the queue, what goes wrong with it on standard error. */
function startWorker({ data }: CommonOptions): ChildProcess {
  const [program = ''] = process.argv.slice(1);
  const where = data === undefined ? [] : ['--data', data];
  return spawn(process.execPath, [...process.execArgv, program, 'work', '--quiet', ...where], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** It ends its job first. */
async function endWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGTERM');
  await once(worker, 'close');
}

const print = (lines: readonly string[]): void =>
  void process.stdout.write(`${lines.join('\n')}\n`);
