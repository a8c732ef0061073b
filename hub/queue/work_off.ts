// Takes jobs from the queue, one after the other, until there is a reason to end.
import { setTimeout as delay } from 'node:timers/promises';
import { SecretProblem } from '#hub/secret.ts';
import type { BranchJob, BranchQueue, JobKind } from './branch_queue.ts';

/** While nothing waits. */
const IDLE_MS = 500;
const SWEEP_MS = 3_000;

export type WorkOptions = {
  readonly queue: BranchQueue;
  /** The first first. */
  readonly kinds: readonly JobKind[];
  /** @returns the lines that report it */
  readonly work: (job: BranchJob) => Promise<readonly string[]>;
  /** Asked when nothing waits. */
  readonly isOver: () => boolean | Promise<boolean>;
  /** The job under way is done, and no further one taken. */
  readonly signal: AbortSignal;
};

/**
 * A job that fails is tried again and keeps nobody else from working.
 * @returns how many were done @throws SecretProblem: with this secret no job can be done; and when the database is away
 */
export async function workOff(options: WorkOptions): Promise<number> {
  const { queue, kinds, work, isOver, signal } = options;
  let done = 0;
  let sweptAt = -Infinity;
  while (!signal.aborted) {
    if (performance.now() - sweptAt > SWEEP_MS) {
      await queue.releaseOrphans();
      sweptAt = performance.now();
    }
    const job = await queue.take(kinds);
    if (job !== undefined) {
      if (await doJob(queue, job, work)) done += 1;
      continue;
    }
    if (await isOver()) break;
    await delay(IDLE_MS, undefined, { signal }).catch(() => undefined);
  }
  return done;
}

const doJob = (queue: BranchQueue, job: BranchJob, work: WorkOptions['work']): Promise<boolean> =>
  queue.holding(job, async () => {
    let lines: readonly string[];
    try {
      lines = await work(job);
    } catch (error) {
      await queue.fail(job, (error as Error).message);
      if (error instanceof SecretProblem) throw error;
      return false;
    }
    await queue.complete(job, lines);
    return true;
  });
