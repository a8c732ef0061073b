import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StartMessage, ToData } from '#electron/port/parent.ts';
import type { UpdateAct } from '#shared/contract/update_act.ts';
import type { FirstPage } from '#shared/contract/first_page.ts';
import type { DataHealth } from '#shared/contract/shell.ts';
import { createDataProcess, type DataChild, type DataProcess } from './data_process.ts';

const startMessage: StartMessage = {
  kind: 'start',
  dataDir: '/d',
  key: { state: 'none' },
  keyStore: { backend: 'dpapi', isProtected: true },
  keyStoreProblem: null,
  autoEnrol: null,
  hubUrl: null,
  printer: null,
  authority: null,
  proxy: null,
  lockMinutes: null,
  version: '0.1.0',
  nativeBinding: null,
};

/** A run that the test plays the part of. */
type Run = {
  sent: (ToData & { withPort?: string })[];
  say(message: unknown): void;
  exit(code: number): void;
  killed: boolean;
};

let runs: Run[] = [];
let healths: DataHealth[] = [];
let forks = 0;
let pages: (FirstPage | null)[] = [];
const acts: UpdateAct[] = [];
let logged: string[] = [];
let data: DataProcess<string>;

function fork(): DataChild<string> {
  const listeners: { message?: (message: unknown) => void; exit?: (code: number) => void } = {};
  const run: Run = {
    sent: [],
    say: (message) => listeners.message?.(message),
    exit: (code) => listeners.exit?.(code),
    killed: false,
  };
  runs.push(run);
  return {
    send: (message, port) =>
      run.sent.push(port === undefined ? message : { ...message, withPort: port }),
    onMessage: (listener) => (listeners.message = listener),
    onExit: (listener) => (listeners.exit = listener),
    kill: () => {
      run.killed = true;
      run.exit(143);
    },
  };
}

const latest = (): Run => {
  const run = runs.at(-1);
  if (run === undefined) throw new Error('no run');
  return run;
};

beforeEach(() => {
  vi.useFakeTimers();
  runs = [];
  healths = [];
  logged = [];
  forks = 0;
  pages = [];
  data = createDataProcess<string>({
    fork,
    startMessage: () => startMessage,
    saveSecrets: () => 'locked',
    rememberFirstPage: (page) => pages.push(page),
    findWays: (address) => Promise.resolve([`http://proxy.of.${new URL(address).hostname}`, null]),
    onUpdate: (act) => acts.push(act),
    onFork: () => (forks += 1),
    onHealth: (health) => healths.push(health),
    log: (_, text) => logged.push(text),
  });
  data.run();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the data process', () => {
  it('gets the start message first, then ports; up when it says so', () => {
    expect(data.connect('port')).toBe(true);
    expect(latest().sent.map(({ kind }) => kind)).toEqual(['start', 'connect']);
    expect(latest().sent[1]).toEqual({ kind: 'connect', port: 1, withPort: 'port' });
    expect(healths).toEqual([{ state: 'starting', attempt: 1 }]);
    latest().say({ kind: 'started' });
    expect(data.health()).toEqual({ state: 'up' });
  });

  it('is told which ways lead to an address, unless it has gone meanwhile', async () => {
    latest().say({ kind: 'find-ways', id: 7, address: 'https://hq:443/' });
    await vi.advanceTimersByTimeAsync(0);
    expect(latest().sent.at(-1)).toMatchObject({
      kind: 'ways',
      id: 7,
      ways: ['http://proxy.of.hq', null],
    });
    const gone = latest();
    gone.say({ kind: 'find-ways', id: 8, address: 'https://hq:443/' });
    gone.exit(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(gone.sent.at(-1)).toMatchObject({ id: 7 });
  });

  it('is started again with growing delays', () => {
    const delays: number[] = [];
    for (let fault = 0; fault < 6; fault++) {
      latest().exit(1);
      const health = data.health();
      if (health.state !== 'down') throw new Error(health.state);
      delays.push(health.retryAt - Date.now());
      expect(data.connect('port')).toBe(false);
      vi.advanceTimersByTime(delays.at(-1) ?? 0);
    }
    expect(delays).toEqual([200, 1_000, 5_000, 15_000, 30_000, 30_000]);
    expect(runs).toHaveLength(7);
    expect(forks).toBe(7);
    expect(data.health()).toEqual({ state: 'starting', attempt: 7 });
  });

  it('after a minute of health begins with the short delay again', () => {
    latest().exit(1);
    vi.advanceTimersByTime(200);
    latest().exit(1);
    vi.advanceTimersByTime(1_000);
    latest().say({ kind: 'started' });
    vi.advanceTimersByTime(60_000);
    latest().exit(1);
    expect(data.health()).toEqual({
      state: 'down',
      attempt: 1,
      retryAt: Date.now() + 200,
      noDisk: false,
    });
  });

  it('says that it is the disk when it is', () => {
    latest().say({ kind: 'no-disk', detail: 'SQLITE_FULL' });
    latest().exit(1);
    expect(data.health()).toMatchObject({ state: 'down', noDisk: true });
    vi.advanceTimersByTime(200);
    latest().exit(1);
    expect(data.health()).toMatchObject({ state: 'down', noDisk: false });
  });

  it('starts at once when the person asks', () => {
    for (const delay of [200, 1_000, 5_000]) {
      latest().exit(1);
      vi.advanceTimersByTime(delay);
    }
    latest().exit(1);
    data.restartNow();
    vi.advanceTimersByTime(0);
    expect(runs).toHaveLength(5);
    vi.advanceTimersByTime(60_000);
    expect(runs).toHaveLength(5);
  });

  it('is told whether its secrets were saved', () => {
    latest().say({
      kind: 'save-secrets',
      id: 4,
      secrets: {
        device: 'd',
        branch: 'b',
        token: 't'.repeat(32),
        hubPublicKey: 'k',
        packKey: 'a'.repeat(64),
        ledgerKey: 'b'.repeat(64),
        hubUrl: 'http://127.0.0.1:1',
      },
    });
    expect(latest().sent.at(-1)).toEqual({ kind: 'saved', id: 4, detail: 'locked' });
  });

  it('is told of the stick that a person chose, and says when it knows', async () => {
    const noted = data.noteStick('/media/stick');
    expect(latest().sent.at(-1)).toEqual({ kind: 'stick', id: 1, folder: '/media/stick' });
    latest().say({ kind: 'stick-noted', id: 1 });
    expect(await noted).toBe(true);
    const lost = data.noteStick('/media/stick');
    latest().exit(1);
    expect(await lost).toBe(false);
    expect(await data.noteStick('/media/stick')).toBe(false);
  });

  it('a message that does not fit is logged and changes nothing', () => {
    latest().say({ kind: 'save-secrets', id: 1, secrets: { token: 'x' } });
    expect(logged).toHaveLength(1);
    expect(latest().sent).toHaveLength(1);
  });
});

it('what it says of the first page is kept, and nothing that does not fit', () => {
  latest().say({ kind: 'first-page', page: null });
  latest().say({ kind: 'first-page', page: { device: 'dev-1' } });
  expect(pages).toEqual([null]);
  expect(logged).toHaveLength(1);
});

describe('stopping', () => {
  it('waits until the process says that it has stopped, and does not start it again', async () => {
    const stopping = data.stop(3_000);
    expect(latest().sent.at(-1)).toEqual({ kind: 'stop' });
    latest().say({ kind: 'stopped' });
    await stopping;
    expect(latest().killed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(runs).toHaveLength(1);
  });

  it('waits no longer than the deadline', async () => {
    let isStopped = false;
    const stopping = data.stop(3_000).then(() => (isStopped = true));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(isStopped).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await stopping;
    expect(latest().killed).toBe(true);
  });

  it('while waiting for the next try, just ends', async () => {
    latest().exit(1);
    await data.stop(3_000);
    vi.advanceTimersByTime(60_000);
    expect(runs).toHaveLength(1);
  });
});
