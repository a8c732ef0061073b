// A branch code and a one-time code become the secrets of a device.
import { scrypt, type ScryptOptions } from 'node:crypto';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Instant } from '#shared/base/month.ts';
import type { DeviceKeys, Secrets } from '#electron/port/parent.ts';
import type { EnrolFailure } from '#shared/contract/failure.ts';
import type { PublicKeys } from '#shared/wire/public_keys.ts';
import { codeLetters, FINGERPRINT, normalizeCode, splitCode } from '#shared/wire/enrol_code.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { createVoice } from './conversation.ts';
import { createDeviceKeys, publicKeysOf } from './device_keys.ts';
import { askIdentity, enrolAtHub, type HubFailure } from './hub_client.ts';
import { createLine } from '#electron/line/line.ts';
import type { RoundFailure } from './round_result.ts';

export type EnrolInput = {
  readonly hubUrl: string;
  readonly branch: string;
  /** As typed: dashes, spaces and small letters are all right. */
  readonly code: string;
};

/**
 * HQ's keys are held against the code before anything of it is said: who sits on the line learns nothing.
 * @param keysFor the same for the same code, should HQ have answered already
 */
export async function fetchSecrets(
  input: EnrolInput,
  now: number,
  signal: AbortSignal,
  keysFor: (code: string) => DeviceKeys | Promise<DeviceKeys> = createDeviceKeys,
  line = createLine({ authority: null, proxy: null }),
): Promise<Result<Secrets, EnrolFailure>> {
  const { hubUrl } = input;
  const { code, fingerprint } = splitCode(input.code);
  const identity = await askIdentity(hubUrl, line, signal);
  if (!identity.ok) return err(enrolFailureOf(identity.error, hubUrl, now));
  const hub = identity.value.keys;
  if (fingerprint !== (await fingerprintOf(hub))) {
    return err({ type: fingerprint.length < code.length ? 'half-code' : 'other-hub' });
  }
  const keys = await keysFor(code);
  const answer = await enrolAtHub(
    hubUrl,
    line,
    createVoice(keys, hub),
    {
      protocol: PROTOCOL_VERSION,
      branch: input.branch,
      code,
      now: now as Instant,
      deviceName: hostname() || 'counter',
      keys: publicKeysOf(keys),
    },
    signal,
  );
  if (!answer.ok) return err(enrolFailureOf(answer.error, hubUrl, now));
  const { branch, hubPublicKey } = answer.value;
  if (branch !== input.branch) return err({ type: 'unknown-branch' });
  if (hubPublicKey !== hub.sign) return err({ type: 'other-hub' });
  return ok({ ...answer.value, hubUrl, hubSealKey: hub.seal, keys });
}

/** Without a dash, as `splitCode` has it. */
async function fingerprintOf({ sign, seal }: PublicKeys): Promise<string> {
  const { salt, bytes, cost } = FINGERPRINT;
  const hash = await promisify<string, string, number, ScryptOptions, Buffer>(scrypt)(
    sign + seal,
    salt,
    bytes,
    { N: cost },
  );
  return normalizeCode(codeLetters(hash));
}

function enrolFailureOf(failure: HubFailure, url: string, now: number): EnrolFailure {
  if (failure.type === 'unreachable') {
    return { type: 'hub-unreachable', url, detail: failure.detail };
  }
  if (failure.type === 'forged-answer') return { type: 'other-hub' };
  if (failure.type === 'unreadable') return { type: 'protocol', detail: failure.detail };
  switch (failure.code) {
    case 'wrong-code':
    case 'used-code':
    case 'expired-code':
    case 'unknown-branch':
      return { type: failure.code };
    case 'too-many':
      return { type: 'too-many', retryAfterMs: failure.retryAfterMs };
    case 'wrong-clock':
      return {
        type: 'wrong-clock',
        hubNow: (failure.hubNow ?? now) as Instant,
        deviceNow: now as Instant,
      };
    case 'no-pack':
      return { type: 'no-pack' };
    case 'unavailable':
      return { type: 'hub-unreachable', url, detail: failure.message };
    case 'protocol':
      return failure.hubProtocol === null
        ? { type: 'protocol', detail: failure.message }
        : protocolFailure(failure.hubProtocol);
    case 'unauthorised':
    case 'revoked':
    case 'pack-needed':
    case 'not-found':
    case 'too-large':
    case 'bad-request':
      return { type: 'protocol', detail: failure.message };
  }
}

const protocolFailure = (hub: number): EnrolFailure => ({
  type: hub > PROTOCOL_VERSION ? 'update-due' : 'hub-behind',
  hub,
  own: PROTOCOL_VERSION,
});

/** Why the first pack did not come; the device is enrolled all the same and goes on trying. */
export function firstPackFailure(failure: RoundFailure, url: string, now: number): EnrolFailure {
  switch (failure.type) {
    case 'bad-pack':
    case 'bad-change':
    case 'drift':
    case 'unfit':
    case 'bad-told':
    case 'forged-answer':
      return { type: 'bad-pack', detail: failure.detail };
    case 'other-protocol':
      return protocolFailure(failure.hubProtocol);
    case 'local':
      return failure.trouble === 'disk-full'
        ? { type: 'disk-full' }
        : { type: 'protocol', detail: failure.detail };
    default:
      return enrolFailureOf(failure, url, now);
  }
}
