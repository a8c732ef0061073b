// Keeps the data process running: starts it, starts it again with growing delays, asks it to stop before the end.
import type { FirstPage } from '#shared/contract/first_page.ts';
import type { UpdateAct } from '#shared/contract/update_act.ts';
import type { DataHealth } from '#shared/contract/shell.ts';
import {
  type StartMessage,
  type ToData,
  type ToMain,
  toMainSchema,
} from '#electron/port/parent.ts';
import type { FindWays } from '#electron/line/line.ts';
import { delayBefore, HEALTHY_MS } from './backoff.ts';

/** One run of the process. `Port` is what rides along to it: Electron's MessagePortMain. */
export type DataChild<Port> = {
  send(message: ToData, port?: Port): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, also when the process could not be started. */
  onExit(listener: (code: number) => void): void;
  kill(): void;
};

export type DataProcessHooks<Port> = {
  fork(): DataChild<Port>;
  /** Read anew for each run: the key may have come since. */
  startMessage(): StartMessage;
  /** Null when saved, else why not. */
  saveSecrets(secrets: Extract<ToMain, { kind: 'save-secrets' }>['secrets']): string | null;
  /** What the sign-in page shows has changed, or may have. */
  rememberFirstPage(page: FirstPage | null): void;
  /** Which ways lead to an address, as the operating system has it. */
  findWays: FindWays;
  /** A manager wants it, and nothing stands against it. */
  onUpdate(act: UpdateAct): void;
  /** A run began: windows want fresh ports. */
  onFork(): void;
  onHealth(health: DataHealth): void;
  log(level: 'debug' | 'info' | 'warn' | 'error', text: string): void;
};

export type DataProcess<Port> = {
  run(): void;
  health(): DataHealth;
  /** False while no process runs: the next run asks for ports by itself. */
  connect(port: Port): boolean;
  /** Resolves once the process knows the stick that a person chose; false when there is no process. */
  noteStick(folder: string): Promise<boolean>;
  /** Ends all sessions; without a process there are none. */
  lock(): void;
  /** The person does not want to wait for the next try. */
  restartNow(): void;
  /** Resolves when the process has gone, at the latest after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
};

export function createDataProcess<Port>(hooks: DataProcessHooks<Port>): DataProcess<Port> {
  let child: DataChild<Port> | null = null;
  let health: DataHealth = { state: 'starting', attempt: 1 };
  let attempt = 1;
  let lastPort = 0;
  let timer: NodeJS.Timeout | null = null;
  let onStopped: (() => void) | null = null;
  let noDisk = false;
  let sticks = 0;
  const noted = new Map<number, (isNoted: boolean) => void>();
  const endNoting = (): void => {
    for (const resolve of noted.values()) resolve(false);
    noted.clear();
  };

  const setTimer = (task: () => void, ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(task, ms);
  };

  const tell = (next: DataHealth): void => {
    health = next;
    hooks.onHealth(next);
  };

  const receive = (from: DataChild<Port>, raw: unknown): void => {
    const parsed = toMainSchema.safeParse(raw);
    if (!parsed.success) {
      hooks.log(
        'error',
        `the data process sent a message that does not fit: ${parsed.error.message}`,
      );
      return;
    }
    const message = parsed.data;
    switch (message.kind) {
      case 'started': {
        tell({ state: 'up' });
        hooks.log('info', 'up');
        setTimer(() => {
          attempt = 1;
        }, HEALTHY_MS);
        return;
      }
      case 'no-disk': {
        noDisk = true;
        hooks.log('error', `the disk: ${message.detail}`);
        return;
      }
      case 'save-secrets': {
        from.send({ kind: 'saved', id: message.id, detail: hooks.saveSecrets(message.secrets) });
        return;
      }
      case 'first-page': {
        hooks.rememberFirstPage(message.page);
        return;
      }
      case 'stick-noted': {
        noted.get(message.id)?.(true);
        noted.delete(message.id);
        return;
      }
      case 'find-ways': {
        const { id, address } = message;
        void hooks
          .findWays(address)
          .then((ways) => child === from && from.send({ kind: 'ways', id, ways: [...ways] }));
        return;
      }
      case 'update': {
        hooks.onUpdate(message.act);
        return;
      }
      case 'stopped': {
        onStopped?.();
        return;
      }
      case 'log': {
        hooks.log(message.level, message.text);
      }
    }
  };

  const start = (): void => {
    timer = null;
    tell({ state: 'starting', attempt });
    noDisk = false;
    const run = hooks.fork();
    child = run;
    run.onMessage((message) => receive(run, message));
    run.onExit((code) => exited(run, code));
    run.send(hooks.startMessage());
    hooks.onFork();
  };

  const exited = (run: DataChild<Port>, code: number): void => {
    if (child !== run) return;
    child = null;
    endNoting();
    if (onStopped !== null) {
      onStopped();
      return;
    }
    const delay = delayBefore(attempt);
    hooks.log('error', `the data process ended with code ${code}; next start in ${delay} ms`);
    tell({ state: 'down', attempt, retryAt: Date.now() + delay, noDisk });
    attempt += 1;
    setTimer(start, delay);
  };

  return {
    run: start,
    health: () => health,
    connect(port) {
      if (child === null || onStopped !== null) return false;
      lastPort += 1;
      child.send({ kind: 'connect', port: lastPort }, port);
      return true;
    },
    noteStick(folder) {
      const run = child;
      if (run === null || onStopped !== null) return Promise.resolve(false);
      sticks += 1;
      const id = sticks;
      return new Promise((resolve) => {
        noted.set(id, resolve);
        run.send({ kind: 'stick', id, folder });
      });
    },
    lock() {
      child?.send({ kind: 'lock' });
    },
    restartNow() {
      if (onStopped !== null) return;
      if (child !== null) child.kill();
      else setTimer(start, 0);
    },
    async stop(deadlineMs) {
      if (timer !== null) clearTimeout(timer);
      const run = child;
      if (run === null || onStopped !== null) return;
      await new Promise<void>((resolve) => {
        const deadline = setTimeout(() => {
          hooks.log('warn', `the data process did not stop within ${deadlineMs} ms`);
          resolve();
        }, deadlineMs);
        onStopped = () => {
          clearTimeout(deadline);
          resolve();
        };
        run.send({ kind: 'stop' });
      });
      run.kill();
    },
  };
}
