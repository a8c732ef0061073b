// Enrolment: secrets from the hub, kept by main's key store, then the first pack.
import type { Secrets } from '#electron/port/parent.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EnrolFailure } from '#shared/contract/failure.ts';
import type { Device, Log } from './device.ts';
import { type EnrolInput, fetchSecrets, firstPackFailure } from './sync/enrol.ts';

export type EnrolmentOptions = {
  readonly now: () => number;
  readonly device: () => Device | null;
  /** Why the key store cannot keep a key; null when it can. */
  readonly keyStoreProblem: string | null;
  /** Something can be written where the device's files will be. */
  readonly hasRoom: () => boolean;
  /** Makes the new device's empty ledger. */
  readonly prepareLedger: (secrets: Secrets) => void;
  /** Null when the key store has them; else why it refused. */
  readonly saveSecrets: (secrets: Secrets) => Promise<string | null>;
  readonly openDevice: (secrets: Secrets) => Device;
  readonly log: Log;
};

export type Enrolment = {
  enrol(input: EnrolInput): Promise<Result<{ readonly branch: string }, EnrolFailure>>;
  /** On the first run with a code: tries again for a while, since the hub may still be starting. */
  enrolUnasked(input: EnrolInput): Promise<void>;
  stop(): void;
};

const TRIES = 30;
const TRY_AGAIN_MS = 1_000;

export function createEnrolment(options: EnrolmentOptions): Enrolment {
  const abort = new AbortController();
  let isBusy = false;

  const enrol: Enrolment['enrol'] = async (input) => {
    if (options.device() !== null) return err({ type: 'already-enrolled' });
    // Before the hub hears of it: a one-time code must not be used up in vain.
    const { keyStoreProblem } = options;
    if (keyStoreProblem !== null) return err({ type: 'no-key-store', detail: keyStoreProblem });
    if (!options.hasRoom()) return err({ type: 'disk-full' });
    if (isBusy) return err({ type: 'too-many', retryAfterMs: 1_000 });
    isBusy = true;
    try {
      return await enrolOnce(input, options, abort.signal);
    } finally {
      isBusy = false;
    }
  };

  return {
    enrol,
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

async function enrolOnce(
  input: EnrolInput,
  options: EnrolmentOptions,
  signal: AbortSignal,
): Promise<Result<{ readonly branch: string }, EnrolFailure>> {
  const secrets = await fetchSecrets(input, options.now(), signal);
  if (!secrets.ok) return secrets;
  options.prepareLedger(secrets.value);
  const refusal = await options.saveSecrets(secrets.value);
  if (refusal !== null) return err({ type: 'no-key-store', detail: refusal });
  const device = options.openDevice(secrets.value);
  device.audit.record({
    at: options.now(),
    staff: null,
    action: 'enrol',
    customer: null,
    detail: { branch: input.branch, device: secrets.value.device },
  });
  const first = await device.sync.round();
  device.sync.run();
  return first.ok
    ? ok({ branch: input.branch })
    : err(firstPackFailure(first.error, input.hubUrl, options.now()));
}
