// Once a day the counter lets go of what HQ's policy keeps for a time only, a little at a time, so that no clerk waits.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY_MS } from '#shared/base/month.ts';
import type { Device, Log } from './device.ts';
import { removeOldFiles } from './old_files.ts';
import { unsent } from './store/events.ts';
import { LET_GO_START, type LetGoPlace, letGoStep } from './store/let_go.ts';
import { missingEvents, missingHeld } from './store/put_back.ts';
import { toldThrough } from './store/told.ts';

const STEP = 100;

/**
 * Without a policy nothing goes.
 * @param goesOn asked before each step: the ledger may have been closed meanwhile
 * @returns events and files that are gone @throws as ledger and disk do
 */
async function retainOnce(device: Device, dataDir: string, goesOn: () => boolean): Promise<number> {
  const view = device.cache.current();
  if (view === null) return 0;
  const { keepDays } = view.contents.policy;
  const now = device.clock.now();
  const today = view.timeOf(now).day;
  let gone = 0;
  let from: LetGoPlace | null = LET_GO_START;
  while (from !== null && goesOn()) {
    const step = letGoStep(device.ledger, keepDays, today, { from, size: STEP });
    gone += step.gone;
    from = step.next;
    await nextTurn();
  }
  if (keepDays.ledgers === null || !goesOn()) return gone;
  const files = removeOldFiles({
    dataDir,
    device: device.secrets.device,
    heldThrough: toldThrough(device.ledger),
    isAllHeld:
      unsent(device.ledger).count === 0 &&
      missingHeld(device.ledger) >= (missingEvents(device.ledger) ?? 0),
    days: keepDays.ledgers,
    now,
  });
  return gone + files.length;
}

export type Retaining = { stop(): void };

const FIRST_AFTER_MS = 60_000;

/** @returns what takes it back */
type After = (work: () => void, ms: number) => () => void;
const after: After = (work, ms) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};

/**
 * A minute after the start, and so each day.
 * @param device null: none yet
 * @param wait the timer; tests bring their own
 */
export function retainDaily(
  device: () => Device | null,
  dataDir: string,
  log: Log,
  wait = after,
): Retaining {
  let isStopped = false;
  let takeBack = wait(work, FIRST_AFTER_MS);
  async function work(): Promise<void> {
    const at = device();
    try {
      const goesOn = (): boolean => !isStopped && device() === at;
      const gone = at === null ? 0 : await retainOnce(at, dataDir, goesOn);
      if (gone > 0) log('info', `${gone} entries and files past the days of the policy let go`);
    } catch (error) {
      log('error', `not let go: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!isStopped) takeBack = wait(work, DAY_MS);
  }
  return {
    stop() {
      isStopped = true;
      takeBack();
    },
  };
}
