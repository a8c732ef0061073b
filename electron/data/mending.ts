// A page of the open ledger turned out to be damaged: it is closed, made anew from what can be read, and opened again.
import type { Device, Log } from './device.ts';

export type Mending = {
  isRunning(): boolean;
  /** Soon, once however often it is asked. What cannot be mended ends the process, and main starts it again. */
  start(): Promise<void>;
};

export type MendingOptions = {
  readonly device: () => Device | null;
  /** Closes this one, mends its ledger, opens it and goes on. */
  readonly reopen: (damaged: Device) => Promise<void>;
  readonly stateChanged: () => void;
};

/** What a mended ledger does not cure is the disk: after so many times it is left to a person. */
const MOST = 3;

export function createMending(options: MendingOptions): Mending {
  let isRunning = false;
  let times = 0;
  return {
    isRunning: () => isRunning,
    async start() {
      if (isRunning || times >= MOST) return;
      isRunning = true;
      times += 1;
      // The command that met the page is answered first: it is to be given once more.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      try {
        const damaged = options.device();
        if (damaged !== null) await options.reopen(damaged);
      } finally {
        isRunning = false;
        options.stateChanged();
      }
    },
  };
}

/** What can be closed is closed; the damaged page may be met once more. */
export async function closeDamaged(device: Device, log: Log): Promise<void> {
  await device.sync.stop();
  const { mark, audit, cache, ledger } = device;
  for (const close of [mark.close, audit.close, cache.close, ledger.close]) {
    try {
      close();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      log('warn', `closing the damaged ledger: ${detail}`);
    }
  }
}
