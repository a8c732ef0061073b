// Training at a window: a ledger and a cache of its own, with invented customers, that no line, stick or neighbour leads
// out of. Their key is in memory alone; when the training ends, they are taken off the disk.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller, Handlers } from '#electron/port/handlers.ts';
import type { Secrets } from '#electron/port/parent.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';
import type { AppState } from '#shared/contract/view_status.ts';
import type { CommandName } from '#shared/contract/commands.ts';
import { type Context, type NotReady, ready } from '../commands/context.ts';
import { createHandlers } from '../commands/handlers.ts';
import { createLedger } from '../db/open_ledger.ts';
import { type Device, type DeviceOptions, ledgerPath, openDevice } from '../device.ts';
import { createPins } from '../pins.ts';
import { keepGiftShare, readGiftShare } from '../store/gift_share.ts';
import { GIFTS, makeTrainingCache } from './make_cache.ts';

export type Training = {
  /** What the window's commands go to while it trains; null: it does not. */
  handlersAt(port: number): Handlers | null;
  stateAt(port: number): AppState | null;
  /** Begins, at whichever window one was under way; or ends it. */
  turn(caller: Caller, isOn: boolean): Promise<Result<null, NotReady>>;
  end(port: number): Promise<void>;
  stop(): Promise<void>;
};

export type TrainingOptions = Pick<
  DeviceOptions,
  'dataDir' | 'nativeBinding' | 'line' | 'platform' | 'log'
> & {
  /** Of the real process: who is signed in stays so, and what concerns all windows. */
  readonly context: Context;
  /** Of the counter itself. */
  readonly real: () => Handlers;
  readonly ledgerChanged: () => void;
};

type Ground = { readonly port: number; readonly device: Device; readonly handlers: Handlers };

/** What reaches beyond the training, or says who is who at this computer. */
const REFUSED: readonly CommandName[] = [
  'enrol.start',
  'enrol.ask',
  'enrol.answer',
  'enrol.save',
  'stick.look',
  'stick.write',
  'stick.read',
  'neighbours.hosts',
  'program.update',
  'staff.release',
  'staff.block',
  'session.sign-in',
  'session.idle-lock',
  'paper.print',
  'paper.printer',
];

const FOLDER = 'training';

export function createTraining(options: TrainingOptions): Training {
  const { context } = options;
  const dataDir = join(options.dataDir, FOLDER);
  /** One window trains at a time: its folder is its own. */
  let ground: Ground | null = null;
  /** Turned one after another: a key that is pressed twice begins one training. */
  let before: Promise<unknown> = Promise.resolve();
  const clear = (): void => rmSync(dataDir, { recursive: true, force: true });

  const openGround = (port: number, real: Secrets): Ground => {
    const device = openTrainingDevice({ ...options, dataDir }, real);
    return {
      port,
      device,
      handlers: {
        ...trainingHandlers({
          ...context,
          device: () => device,
          appState: (session) => trainingState(context.appState(session), device),
          pins: createPins(),
          stick: () => null,
          peopleChanged: () => undefined,
          ledgerChanged() {
            device.mark.note();
            setImmediate(options.ledgerChanged);
          },
        }),
        async 'session.lock'(input, caller) {
          await end(port);
          return await options.real()['session.lock'](input, caller);
        },
      },
    };
  };

  const end = async (port: number): Promise<void> => {
    if (ground?.port !== port) return;
    const { device } = ground;
    ground = null;
    await device.close();
    clear();
    context.stateChanged();
  };

  /** Whoever trained has been signed out, by whatever it was: the window is the counter again. */
  const groundAt = (port: number): Ground | null => {
    if (ground?.port !== port) return null;
    if (context.sessions.of(port) !== null) return ground;
    void end(port);
    return null;
  };

  const turn: Training['turn'] = async ({ port, session }, isOn) => {
    if (isOn && groundAt(port) !== null) return ok(null);
    if (ground !== null && (isOn || ground.port === port)) await end(ground.port);
    if (!isOn) return ok(null);
    const real = ready(context);
    if (!real.ok || session === null) return err({ type: 'not-ready' });
    const { device, cache } = real.value;
    const secrets = trainingSecrets(device.secrets, options.platform.randomBytes);
    await makeTrainingCache(
      {
        folder: join(dataDir, 'cache'),
        key: secrets.packKey,
        nativeBinding: options.nativeBinding,
      },
      cache,
      session,
      cache.timeOf(device.clock.now()).day,
    );
    // Signed out meanwhile: nobody is there to train.
    if (context.sessions.of(port) === null) {
      clear();
      return err({ type: 'not-ready' });
    }
    ground = openGround(port, secrets);
    context.stateChanged();
    return ok(null);
  };

  // Cut off in the middle of a training: its key is gone, and what it left opens nowhere.
  clear();
  return {
    handlersAt: (port) => groundAt(port)?.handlers ?? null,
    stateAt(port) {
      const at = groundAt(port);
      return at === null
        ? null
        : trainingState(context.appState(context.sessions.of(port)), at.device);
    },
    turn(caller, isOn) {
      const turned = before.then(() => turn(caller, isOn));
      before = turned.catch(() => undefined);
      return turned;
    },
    end,
    async stop() {
      if (ground !== null) await end(ground.port);
    },
  };
}

const nothing = (): void => undefined;

function openTrainingDevice(
  options: Pick<DeviceOptions, 'dataDir' | 'nativeBinding' | 'line' | 'platform' | 'log'>,
  secrets: Secrets,
): Device {
  createLedger({
    file: ledgerPath(options.dataDir, secrets.device),
    key: secrets.ledgerKey,
    nativeBinding: options.nativeBinding,
  });
  const opened = openDevice({
    ...options,
    secrets,
    hubUrl: null,
    onCacheChange: nothing,
    onSyncStatus: nothing,
    onKeys: nothing,
    onTold: nothing,
    onLedgerDamage: nothing,
  });
  if (!opened.ok) throw new Error(`the training does not open: ${opened.error.type}`);
  const { ledger, cache } = opened.value;
  const gifts = cache.current()?.contents.gifts ?? [];
  const { series, edition } = readGiftShare(ledger);
  const pieces = gifts.map(({ id }) => ({ gift: id, pieces: GIFTS }));
  ledger.transaction(() => keepGiftShare(ledger, { series, edition: edition + 1, pieces }));
  return opened.value;
}

/** It has no hub, no token and no keys to speak with. */
function trainingSecrets(
  { branch, hubPublicKey }: Secrets,
  randomBytes: (count: number) => Uint8Array,
): Secrets {
  const key = (): string => Buffer.from(randomBytes(32)).toString('hex');
  return {
    device: FOLDER,
    branch,
    token: key(),
    hubPublicKey,
    packKey: key(),
    ledgerKey: key(),
    hubUrl: null,
  };
}

const refused = (): Result<never, CommonFailure> => err({ type: 'in-training' });

function trainingHandlers(context: Context): Handlers {
  return {
    ...createHandlers(context),
    ...Object.fromEntries(REFUSED.map((name) => [name, refused])),
  };
}

/** The window as it is, with the training's own branch and people. */
function trainingState(state: AppState, { cache, sync, secrets }: Device): AppState {
  const contents = cache.current()?.contents;
  return {
    ...state,
    isTraining: true,
    isNewHere: false,
    branch: contents?.branch ?? state.branch,
    customers: contents?.customers ?? 0,
    device: secrets.device,
    neighbours: null,
    printer: null,
    sync: sync.status(),
  };
}
