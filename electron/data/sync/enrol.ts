// A branch code and a one-time code become the secrets of a device.
import { hostname } from 'node:os';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Secrets } from '#electron/port/parent.ts';
import type { EnrolFailure } from '#shared/contract/failure.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { enrolAtHub, type HubFailure } from './hub_client.ts';
import type { RoundFailure } from './sync.ts';

export type EnrolInput = {
  readonly hubUrl: string;
  readonly branch: string;
  /** As typed: dashes, spaces and small letters are all right. */
  readonly code: string;
};

export async function fetchSecrets(
  input: EnrolInput,
  now: number,
  signal: AbortSignal,
): Promise<Result<Secrets, EnrolFailure>> {
  const answer = await enrolAtHub(
    input.hubUrl,
    {
      protocol: PROTOCOL_VERSION,
      branch: input.branch,
      code: input.code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase(),
      now: now as Instant,
      deviceName: hostname() || 'counter',
    },
    signal,
  );
  if (!answer.ok) return err(enrolFailureOf(answer.error, input.hubUrl, now));
  const { branch } = answer.value;
  if (branch !== input.branch) return err({ type: 'unknown-branch' });
  return ok({ ...answer.value, hubUrl: input.hubUrl });
}

function enrolFailureOf(failure: HubFailure, url: string, now: number): EnrolFailure {
  if (failure.type === 'unreachable') {
    return { type: 'hub-unreachable', url, detail: failure.detail };
  }
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
