// Waits for the end: a signal, or (if asked) the death of the process that started this one.
import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';

const PARENT_CHECK_MS = 1_000;

/** Call it first: a parent that is gone by then is not missed. */
export function untilStopped(withParent: boolean): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    const timer = withParent
      ? setInterval(() => {
          if (process.ppid !== parent) stop();
        }, PARENT_CHECK_MS)
      : undefined;
    // Watching keeps nothing alive: a command that fails before it serves must end.
    timer?.unref();
    const stop = (): void => {
      clearInterval(timer);
      if (withParent) process.stdin.destroy();
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    if (withParent && isPipe()) {
      process.stdin.once('close', stop).once('end', stop).once('error', stop).resume();
      if (process.stdin instanceof Socket) process.stdin.unref();
    }
  });
}

/** Only a pipe tells of the parent's end; /dev/null and terminals do not. */
function isPipe(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}
