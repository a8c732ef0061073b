// Speaks the hub's API v1. Being offline is a plain answer, not an exception; every request has a time limit.
import { issueText } from '#shared/base/first_issue.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { type ChangesResponse, changesResponseSchema } from '#shared/wire/change.ts';
import { type EnrolRequest, type EnrolResponse, enrolResponseSchema } from '#shared/wire/enrol.ts';
import { type HubErrorCode, hubErrorSchema } from '#shared/wire/error.ts';
import { type EventsResponse, eventsResponseSchema } from '#shared/wire/events.ts';
import { API_PREFIX, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { type Signed, signedSchema } from '#shared/wire/signed.ts';
import type { z } from 'zod';

export type HubFailure =
  /** No connection, no answer in time, or cut. */
  | { readonly type: 'unreachable'; readonly detail: string }
  | {
      readonly type: 'refused';
      readonly code: HubErrorCode;
      readonly message: string;
      readonly hubNow: number | null;
      /** The hub's version, with `protocol`. */
      readonly hubProtocol: number | null;
      readonly retryAfterMs: number;
    }
  /** Somebody answered, but not as this protocol has it. */
  | { readonly type: 'unreadable'; readonly detail: string };

export type HubAnswer<T> = Promise<Result<T, HubFailure>>;

export type HubClient = {
  manifest(signal: AbortSignal): HubAnswer<Signed>;
  /** The bytes as they came: the caller compares them with the hash. */
  chunk(sha256: string, signal: AbortSignal): HubAnswer<Buffer>;
  /** @param hasTold everything that this device recorded is at the hub */
  changes(since: number, hasTold: boolean, signal: AbortSignal): HubAnswer<ChangesResponse>;
  sendEvents(events: readonly EventEnvelope[], signal: AbortSignal): HubAnswer<EventsResponse>;
};

const SHORT_MS = 15_000;
/** A chunk or a page of changes over a slow line. */
const LONG_MS = 120_000;

export const createHubClient = (hubUrl: string, token: string): HubClient => {
  const headers = {
    authorization: `Bearer ${token}`,
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
  };
  return {
    manifest: (signal) =>
      askJson(signedSchema, hubUrl, '/packs/latest', { headers, signal }, SHORT_MS),
    chunk: (sha256, signal) => askBytes(hubUrl, `/chunks/${sha256}`, { headers, signal }, LONG_MS),
    changes: (since, hasTold, signal) =>
      askJson(
        changesResponseSchema,
        hubUrl,
        `/changes?since=${since}${hasTold ? '&told=1' : ''}`,
        { headers, signal },
        LONG_MS,
      ),
    sendEvents: (events, signal) =>
      askJson(
        eventsResponseSchema,
        hubUrl,
        '/events',
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ protocol: PROTOCOL_VERSION, events }),
          signal,
        },
        LONG_MS,
      ),
  };
};

/** Needs no token: it fetches one. */
export const enrolAtHub = (
  hubUrl: string,
  request: EnrolRequest,
  signal: AbortSignal,
): HubAnswer<EnrolResponse> =>
  askJson(
    enrolResponseSchema,
    hubUrl,
    '/enrol',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    },
    SHORT_MS,
  );

type Ask = RequestInit & { readonly signal: AbortSignal };

async function askJson<T>(
  schema: z.ZodType<T>,
  hubUrl: string,
  path: string,
  ask: Ask,
  limitMs: number,
): HubAnswer<T> {
  const bytes = await askBytes(hubUrl, path, ask, limitMs);
  if (!bytes.ok) return bytes;
  const parsed = schema.safeParse(parseJson(bytes.value));
  if (parsed.success) return ok(parsed.data);
  return err({ type: 'unreadable', detail: `${path}: ${issueText(parsed.error, 'answer')}` });
}

async function askBytes(
  hubUrl: string,
  path: string,
  ask: Ask,
  limitMs: number,
): HubAnswer<Buffer> {
  const signal = AbortSignal.any([ask.signal, AbortSignal.timeout(limitMs)]);
  let status: number;
  let retryAfter: string | null;
  let body: Buffer;
  try {
    const response = await fetch(hubUrl.replace(/\/+$/, '') + API_PREFIX + path, {
      ...ask,
      signal,
      redirect: 'error',
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    body = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    return err({ type: 'unreachable', detail: describeNetwork(error) });
  }
  if (status === 200) return ok(body);
  const refusal = hubErrorSchema.safeParse(parseJson(body));
  if (!refusal.success) {
    // A proxy or another server answers in the hub's place.
    return err({ type: 'unreachable', detail: `HTTP ${status}` });
  }
  return err({
    type: 'refused',
    code: refusal.data.error,
    message: refusal.data.message,
    hubNow: refusal.data.now ?? null,
    hubProtocol: refusal.data.protocol ?? null,
    retryAfterMs: Number(retryAfter ?? 0) * 1_000 || 0,
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** `fetch failed` tells nothing; its cause does: `ECONNREFUSED`, `ENOTFOUND` ... */
function describeNetwork(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  if (error.name === 'TimeoutError') return 'timeout';
  return cause instanceof Error ? cause.message : error.message;
}
