// What command handlers share, and the two answers that many of them give.
import type { Secrets } from '#electron/port/parent.ts';
import type { Caller } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommonFailure, EnrolFailure, StickFailure } from '#shared/contract/failure.ts';
import type { UpdateAct } from '#shared/contract/update_act.ts';
import type { AppState, KeyStore, SavedLedgers, Session } from '#shared/contract/view_status.ts';
import type { Device } from '../device.ts';
import type { Pins } from '../pins.ts';
import type { Sessions } from '../sessions.ts';
import type { CacheView } from '../store/cache.ts';
import type { Stamp } from '../store/events.ts';
import type { AskInput } from '../enrolment.ts';
import type { EnrolInput } from '../sync/enrol.ts';

export type Context = {
  device(): Device | null;
  appState(session: Session | null): AppState;
  /** What keeps the key of this computer. */
  readonly keyStore: KeyStore;
  readonly sessions: Sessions;
  readonly pins: Pins;
  enrol(input: EnrolInput): Promise<Result<{ readonly branch: string }, EnrolFailure>>;
  saveLedgers(): Promise<Result<SavedLedgers, EnrolFailure | StickFailure>>;
  askByStick(input: AskInput): Promise<Result<null, EnrolFailure | StickFailure>>;
  enrolByStick(
    code: string,
  ): Promise<Result<{ readonly branch: string }, EnrolFailure | StickFailure>>;
  /** The folder that a person chose last; null: none since the start. */
  stick(): string | null;
  /** The window trains from now on, or is the counter again. */
  train(caller: Caller, isOn: boolean): Promise<Result<null, NotReady>>;
  /** HQ rotated its secret: another device is open afterwards. @returns false when the keys could not be kept */
  followKeys(secrets: Secrets): Promise<boolean>;
  /** Main looks for an update of the program, or installs it. */
  update(act: UpdateAct): void;
  /** Tells every window its state anew. */
  stateChanged(): void;
  /** Somebody may have been barred: sessions that do not hold any more end. */
  peopleChanged(): void;
  /** Events were added: tells the windows, and the sync. */
  ledgerChanged(): void;
};

export type Ready = { readonly device: Device; readonly cache: CacheView };

export type NotReady = Extract<CommonFailure, { readonly type: 'not-ready' }>;

export function ready(context: Context): Result<Ready, NotReady> {
  const device = context.device();
  const cache = device?.cache.current() ?? null;
  return device === null || cache === null ? err({ type: 'not-ready' }) : ok({ device, cache });
}

export const badInput = (
  field: string,
  expected: string,
): Result<never, Extract<CommonFailure, { readonly type: 'bad-input' }>> =>
  err({ type: 'bad-input', field, expected });

/** Handlers of commands that need a session; the port has refused everybody else. */
export function staffOf(session: Session | null): string {
  if (session === null) throw new Error('the port let a command through without a session');
  return session.staff;
}

/** Of what is recorded now; the business day is the branch's. */
export function stampOf({ device, cache }: Ready, { session }: Caller): Stamp {
  const at = device.clock.now();
  return {
    device: device.secrets.device,
    staff: staffOf(session),
    at,
    day: cache.timeOf(at).day,
  };
}
