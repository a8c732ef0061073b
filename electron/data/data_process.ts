// The data process as a function of its line to main: the same in Electron's utility process and in a test.
import type { Channel } from '#electron/port/channel.ts';
import { type KeyState, type Secrets, type StartMessage, SYSTEM } from '#electron/port/parent.ts';
import type { Parent } from '../port/parent.ts';
import { servePort, type ServerHooks } from '#electron/port/server.ts';
import type { CommandName } from '#shared/contract/commands.ts';
import type { Session } from '#shared/contract/view_status.ts';
import { appStateOf, firstPageOf, idleMinutes } from './app_state.ts';
import type { Context } from './commands/context.ts';
import { createHandlers } from './commands/handlers.ts';
import type { Result } from '#shared/base/result.ts';
import { CannotOpen } from './db/open.ts';
import { createLedger } from './db/open_ledger.ts';
import { type Device, ledgerPath, type Log, openDevice, type Platform } from './device.ts';
import { createEnrolment } from './enrolment.ts';
import { closeDamaged, createMending } from './mending.ts';
import type { OpenDeviceFailure } from './open_or_mend.ts';
import { retainDaily } from './retain.ts';
import { createPins } from './pins.ts';
import { createSessions } from './sessions.ts';
import { isBlocked } from './store/people.ts';
import { createLine, type FindWays } from '#electron/line/line.ts';
import type { Way } from '#electron/line/way.ts';
import { canWrite } from './sync/room.ts';
import { localFailure } from './sync/trouble.ts';
import { eraseFromLedger } from './store/erasure.ts';
import { unsentLedgers } from './unsent_note.ts';
import { createTraining } from './training/training.ts';
import { createWindows } from './windows.ts';

/** What a window asks by itself; a person who only looks on is idle all the same. */
const UNATTENDED: ReadonlySet<CommandName> = new Set([
  'app.state',
  'staff.list',
  'staff.watch',
  'report.day',
  'look-ups.day',
  'report.settled',
  'report.hints',
  'report.month',
  'visits.list',
  'visit.waiting',
]);

/**
 * The first page comes first: to load Node's network code takes longer than to open both databases, and so does
 * reading the catalog.
 */
const FIRST_ROUND_AFTER_MS = 600;

/** Serves from `start` to `stop`; `onStopped` is called when everything is closed. */
export function runDataProcess(parent: Parent, platform: Platform, onStopped: () => void): void {
  const savings = new Map<number, (detail: string | null) => void>();
  const searches = new Map<number, (ways: readonly Way[]) => void>();
  let started: Started | null = null;
  let searched = 0;
  const log: Log = (level, text) => parent.send({ kind: 'log', level, text });

  const saveSecrets = (secrets: Secrets): Promise<string | null> => {
    const id = savings.size + 1;
    parent.send({ kind: 'save-secrets', id, secrets });
    return new Promise((resolve) => savings.set(id, resolve));
  };

  const findWays: FindWays = (address) => {
    searched += 1;
    const id = searched;
    parent.send({ kind: 'find-ways', id, address });
    return new Promise((resolve) => searches.set(id, resolve));
  };

  const stop = async (): Promise<void> => {
    await started?.stop();
    parent.send({ kind: 'stopped' });
    onStopped();
  };

  parent.onMessage((message, channel) => {
    switch (message.kind) {
      case 'start':
        try {
          started = startProcess(message, {
            platform,
            log,
            saveSecrets,
            findWays,
            send: parent.send,
          });
        } catch (error) {
          const { trouble, detail } = localFailure(error);
          if (trouble === 'disk-full') parent.send({ kind: 'no-disk', detail });
          throw error;
        }
        parent.send({ kind: 'started' });
        break;
      case 'connect':
        if (started === null || channel === null) throw new Error('a window before the start');
        started.connect(message.port, channel);
        break;
      case 'stick':
        started?.noteStick(message.folder);
        parent.send({ kind: 'stick-noted', id: message.id });
        break;
      case 'lock':
        started?.lock();
        break;
      case 'saved':
        savings.get(message.id)?.(message.detail);
        break;
      case 'ways':
        searches.get(message.id)?.(message.ways);
        searches.delete(message.id);
        break;
      case 'stop':
        void stop();
        break;
    }
  });
}

type Started = {
  connect(port: number, channel: Channel): void;
  noteStick(folder: string): void;
  /** The computer was locked, or sleeps: whoever is signed in at any window is no more. */
  lock(): void;
  stop(): Promise<void>;
};

type Outside = {
  readonly platform: Platform;
  readonly log: Log;
  readonly saveSecrets: (secrets: Secrets) => Promise<string | null>;
  readonly findWays: FindWays;
  readonly send: Parent['send'];
};

function startProcess(
  start: StartMessage,
  { platform, log, saveSecrets, findWays, send }: Outside,
): Started {
  let device: Device | null = null;
  const line = createLine({
    authority: start.authority,
    proxy: start.proxy === SYSTEM ? findWays : start.proxy,
  });
  let keyState: KeyState['state'] = start.key.state;
  let isEnrolling = false;
  let firstRound: NodeJS.Timeout | null = null;
  let stick: string | null = null;
  let following: Promise<boolean> | null = null;

  const appState: Context['appState'] = (session) =>
    appStateOf(
      {
        start,
        device,
        isEnrolling,
        isMending: mending.isRunning() || following !== null,
        keyState,
      },
      session,
    );
  const noteLock = (action: 'idle-lock' | 'system-lock', { staff }: Session): void => {
    try {
      device?.audit.record({ at: device.clock.now(), staff, action, customer: null, detail: {} });
    } catch (error) {
      log('error', `${action} not logged: ${error instanceof Error ? error.message : ''}`);
    }
  };
  const sessions = createSessions(
    () => idleMinutes(device, start.lockMinutes) * 60_000,
    (_port, session) => {
      windows.pushState();
      noteLock('idle-lock', session);
    },
  );
  const windows = createWindows((port) => training.stateAt(port) ?? appState(sessions.of(port)));

  /** HQ may have taken somebody away, or changed a role; a manager may have barred somebody, at another window too. */
  const reviewSessions = (): void => {
    const staff = device?.cache.current()?.contents.staff ?? [];
    sessions.review((session) =>
      staff.some(
        (member) =>
          member.id === session.staff &&
          member.role === session.role &&
          (device === null || !isBlocked(device.ledger, member)),
      ),
    );
  };
  const tellFirstPage = (): void => {
    if (device !== null) send({ kind: 'first-page', page: firstPageOf(device) });
  };
  /** A ledger that cannot be written now is told again with the next change and at the next start. */
  const eraseAsTold = (): void => {
    const erased = device?.cache.current()?.contents.erased ?? [];
    if (device === null || erased.length === 0) return;
    try {
      const count = eraseFromLedger(device.ledger, erased);
      if (count > 0) log('info', `${count} persons erased, as HQ says`);
    } catch (error) {
      log('error', `not erased: ${error instanceof Error ? error.message : ''}`);
    }
  };
  const open = (secrets: Secrets, mend = false): Result<Device, OpenDeviceFailure> => {
    const opened = openDevice({
      mend,
      onLedgerDamage: () => void mending.start(),
      secrets,
      dataDir: start.dataDir,
      nativeBinding: start.nativeBinding,
      hubUrl: start.hubUrl,
      version: start.version,
      host: hostOf(start.keyStore),
      line,
      platform,
      log,
      onCacheChange() {
        reviewSessions();
        eraseAsTold();
        windows.pushState();
        tellFirstPage();
        // The day says what HQ published as well: what was settled, gifts, targets, names.
        windows.pushLedger();
      },
      onSyncStatus: () => windows.pushState(),
      onKeys: (changed) => void followKeys(changed),
      onTold() {
        reviewSessions();
        tellFirstPage();
        windows.pushState();
        windows.pushLedger();
      },
    });
    if (opened.ok) device = opened.value;
    return opened;
  };
  const mending = createMending({
    device: () => device,
    async reopen(damaged) {
      device = null;
      await closeDamaged(damaged, log);
      const mended = mustOpen(open(damaged.secrets, true));
      mended.cache.finishStart();
      mended.run();
    },
    stateChanged: () => windows.pushState(),
  });
  const reopenWith = async (secrets: Secrets): Promise<boolean> => {
    const refused = await saveSecrets(secrets);
    if (refused !== null) {
      log('error', `the new keys of HQ were not kept: ${refused}`);
      return false;
    }
    const before = device;
    // A round that is under way ends with it.
    device = null;
    await before?.close();
    const opened = mustOpen(open(secrets));
    opened.cache.finishStart();
    opened.run();
    return true;
  };
  /** Of two who learn of it at once, by line and by stick, the second waits for the first. */
  const followKeys = (secrets: Secrets): Promise<boolean> => {
    following ??= reopenWith(secrets).finally(() => {
      following = null;
      windows.pushState();
    });
    return following;
  };
  const enrolment = createEnrolment({
    line,
    now: platform.systemNow,
    dataDir: start.dataDir,
    stick: () => stick,
    device: () => device,
    keyStoreProblem: start.keyStoreProblem,
    hasRoom: () => canWrite(start.dataDir),
    unsentLedgers: () => unsentLedgers(start.dataDir, null),
    prepareLedger: (secrets) =>
      createLedger({
        file: ledgerPath(start.dataDir, secrets.device),
        key: secrets.ledgerKey,
        nativeBinding: start.nativeBinding,
      }),
    saveSecrets,
    openDevice: (secrets) => mustOpen(open(secrets)),
    log,
  });
  const context: Context = {
    device: () => device,
    appState,
    keyStore: start.keyStore,
    sessions,
    pins: createPins(),
    enrol: (input) => enrolment.enrol(input),
    askByStick: (input) => enrolment.ask(input),
    enrolByStick: (code) => enrolment.enrolByStick(code),
    saveLedgers: () => enrolment.saveLedgers(),
    stick: () => stick,
    train: (caller, isOn) => training.turn(caller, isOn),
    followKeys,
    update: (act) => send({ kind: 'update', act }),
    stateChanged: () => windows.pushState(),
    peopleChanged() {
      reviewSessions();
      tellFirstPage();
      windows.pushState();
    },
    ledgerChanged() {
      device?.mark.note();
      device?.unsentNote.note();
      // The clerk's reply goes first.
      setImmediate(() => {
        windows.pushLedger();
        device?.neighbours.nudge();
        device?.sync.nudge();
      });
    },
  };
  const handlers = createHandlers(context);
  const training = createTraining({
    dataDir: start.dataDir,
    nativeBinding: start.nativeBinding,
    line,
    platform,
    log,
    context,
    real: () => handlers,
    ledgerChanged: () => windows.pushLedger(),
  });
  const hooks: ServerHooks = {
    sessionOf: (port) => sessions.of(port),
    onCommand(command, { port }) {
      if (!UNATTENDED.has(command)) sessions.touch(port);
    },
    onFault({ failure, command, error }) {
      const what = failure.type === 'bug' ? failure.reference : failure.detail;
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log('error', `${command} ${failure.type} ${what}: ${stack}`);
    },
    onBadMessage: (port, detail) => log('warn', `window ${port} sent no request: ${detail}`),
    onClose(port) {
      windows.remove(port);
      sessions.end(port);
      void training.end(port);
    },
  };

  if (start.key.state === 'held') {
    const opened = open(start.key.secrets);
    if (opened.ok) {
      firstRound = setTimeout(() => {
        // Mended meanwhile: another one is open, and runs.
        if (device !== opened.value) return;
        opened.value.cache.finishStart();
        tellFirstPage();
        eraseAsTold();
        opened.value.run();
      }, FIRST_ROUND_AFTER_MS);
    } else if (opened.error.type === 'wrong-key' || opened.error.type === 'no-ledger') {
      log('error', `the ledger is lost (${opened.error.type}): this device enrols again`);
      keyState = 'lost';
    } else mustOpen(opened);
  } else if (start.key.state === 'none' && start.autoEnrol !== null) {
    isEnrolling = true;
    void enrolment.enrolUnasked(start.autoEnrol).finally(() => {
      isEnrolling = false;
      windows.pushState();
    });
  }

  const retaining = retainDaily(() => device, start.dataDir, log);
  return {
    connect(port, channel) {
      windows.add(port, channel);
      servePort(channel, port, () => training.handlersAt(port) ?? handlers, hooks);
    },
    noteStick(folder) {
      stick = folder;
    },
    lock() {
      const ended = sessions.endAll();
      windows.pushState();
      for (const session of ended) noteLock('system-lock', session);
    },
    async stop() {
      enrolment.stop();
      retaining.stop();
      if (firstRound !== null) clearTimeout(firstRound);
      sessions.endAll();
      windows.close();
      await training.stop();
      await following;
      await device?.close();
    },
  };
}

/** As HQ lists it: system, backend of the key store, and whether that only hides the key. */
const hostOf = ({ backend, isProtected }: StartMessage['keyStore']): string =>
  [process.platform, backend, ...(isProtected ? [] : ['open'])].join(' ');

/** @throws with a plain line for the log: main tries again, and a person reads it. */
function mustOpen(opened: Result<Device, OpenDeviceFailure>): Device {
  if (opened.ok) return opened.value;
  if (opened.error.type === 'newer-database') {
    const { found, known } = opened.error;
    throw new Error(
      `the ledger was written by a newer version of Counter Assist (${found}, this one knows ${known}): install that version`,
    );
  }
  if (opened.error.type === 'cannot-open') throw new CannotOpen(opened.error.detail);
  throw new Error(`the ledger does not open: ${opened.error.type}`);
}
