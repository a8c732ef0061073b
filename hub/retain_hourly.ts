// While a hub serves, what is past the days of the policy goes, some of it each hour.
import type { Logger } from 'pino';
import type { Database } from './db/database.ts';
import { retain, retainedSum } from './retain.ts';

export type RetainingHourly = {
  /** When it returns nothing is under way, and nothing begins any more. */
  stop(): Promise<void>;
};

const RETAIN_MS = 60 * 60_000;
const RETAIN_BATCHES = 20;

/** @returns what takes it back */
type After = (work: () => void, ms: number) => () => void;
const after: After = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/**
 * Several copies of the hub share the work. What fails is logged and tried again the next hour.
 * @param clock UTC ms
 * @param also done with each hour's work, whether that failed or not
 * @param wait the timer; tests bring their own
 */
export function retainHourly(
  database: Database,
  clock: () => number,
  log: Pick<Logger, 'info' | 'error'>,
  also: (now: number) => Promise<void> = () => Promise.resolve(),
  wait = after,
): RetainingHourly {
  let isStopped = false;
  let underWay: Promise<void> = Promise.resolve();
  let takeBack = wait(begin, RETAIN_MS);

  function begin(): void {
    underWay = work().finally(() => {
      if (!isStopped) takeBack = wait(begin, RETAIN_MS);
    });
  }
  async function work(): Promise<void> {
    try {
      const done = await retain(database, { now: clock(), most: RETAIN_BATCHES });
      if (retainedSum(done) > 0) log.info({ counts: done.counts }, 'let go by the policy');
    } catch (error) {
      log.error({ err: error }, 'letting go by the policy failed');
    }
    try {
      await also(clock());
    } catch (error) {
      log.error({ err: error }, 'renewing the manifests failed');
    }
  }
  return {
    async stop() {
      isStopped = true;
      takeBack();
      await underWay;
    },
  };
}
