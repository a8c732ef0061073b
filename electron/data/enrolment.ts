// Enrolment: secrets from the hub, kept by main's key store, then the first pack.
import type { Secrets } from '#electron/port/parent.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EnrolFailure, StickFailure } from '#shared/contract/failure.ts';
import type { SavedLedgers } from '#shared/contract/view_status.ts';
import { type Device, ledgerPath, type Log } from './device.ts';
import { forgetKeys, readAnswer, writeRequest } from './stick/enrol_by_stick.ts';
import { readReply } from './stick/read_reply.ts';
import { noStick, orStickFailure } from './stick/stick_failure.ts';
import type { Line } from '#electron/line/line.ts';
import { type UnsentLedger, noteSaved } from './unsent_note.ts';
import { saveLedger } from './stick/save_ledger.ts';
import { type EnrolInput, fetchSecrets, firstPackFailure } from './sync/enrol.ts';
import { forgetSeed, keysForEnrolment } from './sync/enrol_seed.ts';

export type EnrolmentOptions = {
  readonly now: () => number;
  readonly dataDir: string;
  readonly line: Line;
  /** The stick that a person chose last. */
  readonly stick: () => string | null;
  readonly device: () => Device | null;
  /** Why the key store cannot keep a key; null when it can. */
  readonly keyStoreProblem: string | null;
  /** Something can be written where the device's files will be. */
  readonly hasRoom: () => boolean;
  /** Of this computer, that hold what neither HQ has nor a stick was given. */
  readonly unsentLedgers: () => readonly UnsentLedger[];
  /** Makes the new device's empty ledger. */
  readonly prepareLedger: (secrets: Secrets) => void;
  /** Null when the key store has them; else why it refused. */
  readonly saveSecrets: (secrets: Secrets) => Promise<string | null>;
  readonly openDevice: (secrets: Secrets) => Device;
  readonly log: Log;
};

export type Enrolment = {
  enrol(input: EnrolInput): Promise<Result<{ readonly branch: string }, EnrolFailure>>;
  /** Writes a request for HQ to the stick. */
  ask(input: AskInput): Promise<Result<null, EnrolFailure | StickFailure>>;
  /** Reads HQ's answer, and the first data where they are on the stick too. */
  enrolByStick(
    code: string,
  ): Promise<Result<{ readonly branch: string }, EnrolFailure | StickFailure>>;
  /** Copies earlier ledgers to the stick, and only then forgets that they are in the way. */
  saveLedgers(): Promise<Result<SavedLedgers, EnrolFailure | StickFailure>>;
  /** On the first run with a code: tries again for a while, since the hub may still be starting. */
  enrolUnasked(input: EnrolInput): Promise<void>;
  stop(): void;
};

export type AskInput = { readonly branch: string; readonly code: string };

const BUSY: EnrolFailure = { type: 'too-many', retryAfterMs: 1_000 };
const TRIES = 30;
const TRY_AGAIN_MS = 1_000;

export function createEnrolment(options: EnrolmentOptions): Enrolment {
  const abort = new AbortController();
  let isBusy = false;

  /** Before HQ hears of it: a one-time code must not be used up in vain. */
  const unfit = (): EnrolFailure | null => {
    if (options.device() !== null) return { type: 'already-enrolled' };
    const { keyStoreProblem } = options;
    if (keyStoreProblem !== null) return { type: 'no-key-store', detail: keyStoreProblem };
    return options.hasRoom() ? null : { type: 'disk-full' };
  };
  /** What is unsent is for nobody to see once another ledger is in use. */
  const leaves = (): EnrolFailure | null => {
    const count = sumOf(options.unsentLedgers());
    return count === 0 ? null : { type: 'unsent-ledger', count };
  };
  const once = async <T, F extends { readonly type: string }>(
    work: () => Promise<Result<T, F>>,
  ): Promise<Result<T, F | EnrolFailure>> => {
    const problem = unfit();
    if (problem !== null) return err(problem);
    if (isBusy) return err(BUSY);
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
  const enrol: Enrolment['enrol'] = (input) =>
    once(async () => {
      const left = leaves();
      return left === null ? enrolOnce(input, options, abort.signal) : err(left);
    });
  const withStick = <T>(
    work: (stick: string) => Promise<Result<T, EnrolFailure | StickFailure>>,
  ): Promise<Result<T, EnrolFailure | StickFailure>> =>
    once(async () => {
      const stick = options.stick();
      return stick === null ? noStick() : orStickFailure(() => work(stick));
    });

  return {
    enrol,
    ask: (input) =>
      withStick(async (stick) => {
        await writeRequest(options.dataDir, stick, input, options.now());
        return ok(null);
      }),
    enrolByStick: (code) =>
      withStick(async (stick) => {
        const left = leaves();
        if (left !== null) return err(left);
        const secrets = await readAnswer(options.dataDir, stick, code, options.now());
        if (!secrets.ok) return secrets;
        const device = await become(secrets.value, options);
        if (!device.ok) return device;
        forgetKeys(options.dataDir);
        return firstByStick(device.value, stick, options.now());
      }),
    saveLedgers: () =>
      withStick(async (stick) => {
        const left = options.unsentLedgers();
        for (const { device } of left) {
          await saveLedger(ledgerPath(options.dataDir, device), stick);
          noteSaved(options.dataDir, device);
        }
        return ok({ count: sumOf(left) });
      }),
    async enrolUnasked(input) {
      for (let attempt = 1; attempt <= TRIES && !abort.signal.aborted; attempt += 1) {
        const result = await enrol(input);
        if (result.ok || result.error.type !== 'hub-unreachable' || options.device() !== null) {
          if (!result.ok) options.log('warn', `enrolment: ${result.error.type}`);
          return;
        }
        await new Promise((resolve) => {
          setTimeout(resolve, TRY_AGAIN_MS);
        });
      }
    },
    stop: () => abort.abort(),
  };
}

const sumOf = (left: readonly UnsentLedger[]): number =>
  left.reduce((sum, { unsaved }) => sum + unsaved, 0);

async function enrolOnce(
  input: EnrolInput,
  options: EnrolmentOptions,
  signal: AbortSignal,
): Promise<Result<{ readonly branch: string }, EnrolFailure>> {
  const keysFor = (code: string) =>
    keysForEnrolment(options.dataDir, { branch: input.branch, code });
  const secrets = await fetchSecrets(input, options.now(), signal, keysFor, options.line);
  if (!secrets.ok) return secrets;
  const enrolled = await become(secrets.value, options);
  if (!enrolled.ok) return enrolled;
  const device = enrolled.value;
  const first = await device.sync.round();
  device.run();
  return first.ok
    ? ok({ branch: input.branch })
    : err(firstPackFailure(first.error, input.hubUrl, options.now()));
}

/** From here on this computer is that device. */
async function become(
  secrets: Secrets,
  options: EnrolmentOptions,
): Promise<Result<Device, EnrolFailure>> {
  options.prepareLedger(secrets);
  const refusal = await options.saveSecrets(secrets);
  if (refusal !== null) return err({ type: 'no-key-store', detail: refusal });
  forgetSeed(options.dataDir);
  const device = options.openDevice(secrets);
  device.audit.record({
    at: options.now(),
    staff: null,
    action: 'enrol',
    customer: null,
    detail: { branch: secrets.branch, device: secrets.device },
  });
  return ok(device);
}

/** The page that waits for the first data reads the stick again, should they not be on this one. */
async function firstByStick(
  device: Device,
  stick: string,
  now: number,
): Promise<Result<{ readonly branch: string }, EnrolFailure>> {
  const { branch } = device.secrets;
  // Where an address was given all the same.
  device.run();
  const first = await device.sync.alone((follow) => readReply(device, stick, follow));
  return first.ok ? ok({ branch }) : err(firstPackFailure(first.error, '', now));
}
