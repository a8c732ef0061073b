// Speaks the hub's API v1. Being offline is a plain answer, not an exception; nobody is waited for in silence.
import { randomUUID } from 'node:crypto';
import { issueText } from '#shared/base/first_issue.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { type ChangesResponse, changesResponseSchema } from '#shared/wire/change.ts';
import {
  type EnrolRequest,
  type EnrolResponse,
  enrolResponseSchema,
  type Identity,
  identitySchema,
} from '#shared/wire/enrol.ts';
import { type HubErrorCode, hubErrorSchema } from '#shared/wire/error.ts';
import { type EventsResponse, eventsResponseSchema } from '#shared/wire/events.ts';
import { type HeldResponse, heldResponseSchema } from '#shared/wire/held.ts';
import {
  type CarriedRequest,
  type CarriedResponse,
  carriedResponseSchema,
} from '#shared/wire/neighbour.ts';
import { API_PREFIX, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { type Signed, signedSchema } from '#shared/wire/signed.ts';
import type { z } from 'zod';
import type { GiftShare } from '../store/gift_share.ts';
import { type AnswerHeaders, askHttp, type HttpAnswer } from './ask_http.ts';
import type { Voice } from './conversation.ts';
import { createLine, type Line } from '#electron/line/line.ts';
import { ProxyAsks } from '#electron/line/way.ts';
import { quietLimit } from './quiet_limit.ts';

export type HubFailure =
  /** No connection, no answer in time, or cut. */
  | {
      readonly type: 'unreachable';
      readonly detail: string;
      /** Somebody refused, and not by HQ's signature. */
      readonly isAnswered?: true;
      /** The proxy asks for a name and a password. */
      readonly isAsked?: true;
    }
  | {
      readonly type: 'refused';
      readonly code: HubErrorCode;
      readonly message: string;
      readonly hubNow: number | null;
      /** The hub's version, with `protocol`. */
      readonly hubProtocol: number | null;
      readonly retryAfterMs: number;
    }
  /** Somebody answered in HQ's place, or changed what HQ said. */
  | { readonly type: 'forged-answer'; readonly detail: string }
  /** Somebody answered, but not as this protocol has it. */
  | {
      readonly type: 'unreadable';
      readonly detail: string;
      /** HQ signed it all the same. */
      readonly isSigned?: true;
    };

export type HubAnswer<T> = Promise<Result<T, HubFailure>>;

export type HubClient = {
  manifest(signal: AbortSignal): HubAnswer<Signed>;
  /** The keys of packs and changes, wrapped for this device. */
  keys(signal: AbortSignal): HubAnswer<Signed>;
  /**
   * Hands on the bytes as they came, piece by piece, with their place in the chunk: the caller compares them with the
   * hash. What came before a cut was handed on too.
   */
  chunk(sha256: string, wanted: WantedChunk, take: TakePiece, signal: AbortSignal): HubAnswer<null>;
  /** @param hasTold everything that this device recorded is at the hub */
  changes(since: number, hasTold: boolean, signal: AbortSignal): HubAnswer<ChangesResponse>;
  /**
   * @param after by device, up to where its events were told
   * @param share which gifts the device may give, as it has it
   */
  told(
    after: ReadonlyMap<string, number>,
    share: GiftShare,
    signal: AbortSignal,
  ): HubAnswer<Signed>;
  /** @param previous `batch` of the last answer that came; null: none did */
  sendEvents(
    events: readonly EventEnvelope[],
    previous: string | null,
    signal: AbortSignal,
    way?: WayOfBatch,
  ): HubAnswer<EventsResponse & { readonly batch: string | null }>;
  held(signal: AbortSignal): HubAnswer<HeldResponse>;
  /** What others of the branch recorded, signed by them. */
  carry(sheets: CarriedRequest['sheets'], signal: AbortSignal): HubAnswer<CarriedResponse>;
};

type WayOfBatch = {
  /** `previous` is a batch whose answer has not come: this one is taken behind it or not at all. */
  readonly isAhead?: boolean;
  /** The whole of it is on its way. @param batch what a batch behind it names */
  readonly onSent?: (batch: string) => void;
};

type WantedChunk = {
  /** Bytes of it that are there already; a hub or cache that cannot begin there begins at 0. */
  readonly from: number;
  /** From the hub itself: what came was wrong, and a cache on the way would give the same again, for a year. */
  readonly isPastCaches: boolean;
};

/** `at`: where in the whole the piece begins. */
type TakePiece = (piece: Uint8Array, at: number) => Promise<void>;

/** After so long without a byte the line is dead. */
const QUIET_MS = 20_000;
/** What goes up is not seen on its way: time for a line of 8 kbit/s. */
const UPLOAD_BYTES_PER_MS = 1;
/** Lists for a large branch are no longer: 20 changes of 2,000 customers each are far below it. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Nor is any other answer: a receipt, keys, a manifest. */
const SMALL_BYTES = 16 * 1024 * 1024;
/** Nor one that says no. */
const REFUSAL_BYTES = 256 * 1024;

export type Credentials = {
  readonly token: string;
  /** Null: the device has no keys of its own, and believes the line. */
  readonly voice: Voice | null;
  /** Left out: straight, by the known authorities. */
  readonly line?: Line;
  /** What the device tells of itself with each question: headers of `shared/wire/protocol.ts`. */
  readonly say?: () => Readonly<Record<string, string>>;
};

export const createHubClient = (
  hubUrl: string,
  {
    token,
    voice,
    line = createLine({ authority: null, proxy: null }),
    say = () => ({}),
  }: Credentials,
): HubClient => {
  const headersNow = (): Record<string, string> => ({
    ...say(),
    authorization: `Bearer ${token}`,
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
  });
  const hub = { url: hubUrl, voice, line };
  return {
    manifest: (signal) =>
      askJson(signedSchema, hub, '/packs/latest', { headers: headersNow(), signal }),
    keys: (signal) => askJson(signedSchema, hub, '/keys', { headers: headersNow(), signal }),
    chunk: (sha256, { from, isPastCaches }, take, signal) =>
      askPieces(
        hub,
        // No cache has an answer to what nobody asked before; some do not heed `no-cache`.
        `/chunks/${sha256}${isPastCaches ? `?again=${randomUUID()}` : ''}`,
        {
          headers: {
            ...headersNow(),
            ...(from === 0 ? {} : { range: `bytes=${from}-` }),
            ...(isPastCaches ? { 'cache-control': 'no-cache' } : {}),
          },
          signal,
        },
        take,
      ),
    changes: (since, hasTold, signal) =>
      askJson(changesResponseSchema, hub, `/changes?since=${since}${hasTold ? '&told=1' : ''}`, {
        headers: headersNow(),
        signal,
        most: MAX_BYTES,
      }),
    told: (after, { series, edition, pieces }, signal) => {
      const known = encodeURIComponent(pairs(after));
      const held = encodeURIComponent(`${series}:${edition}:${pairs(pieces)}`);
      const path = `/told?after=${known}&share=${held}`;
      return askJson(signedSchema, hub, path, { headers: headersNow(), signal, most: MAX_BYTES });
    },
    async sendEvents(events, previous, signal, { isAhead = false, onSent } = {}) {
      const sent = { protocol: PROTOCOL_VERSION, events };
      const text = JSON.stringify(voice === null ? sent : { ...sent, previous });
      let batch: string | null = null;
      const answer = await askJson(
        eventsResponseSchema,
        hub,
        isAhead ? '/events/ahead' : '/events',
        {
          headers: headersNow(),
          text,
          signal,
          onAsked: (sha256) => (batch = sha256),
          onSent: () => batch !== null && onSent?.(batch),
        },
      );
      return answer.ok ? ok({ ...answer.value, batch }) : answer;
    },
    carry: (sheets, signal) =>
      askJson(carriedResponseSchema, hub, '/carried', {
        headers: headersNow(),
        text: JSON.stringify({ protocol: PROTOCOL_VERSION, sheets }),
        signal,
      }),
    held: (signal) => askJson(heldResponseSchema, hub, '/held', { headers: headersNow(), signal }),
  };
};

/** Before enrolment: whose the keys are tells the fingerprint in the code. */
export const askIdentity = (hubUrl: string, line: Line, signal: AbortSignal): HubAnswer<Identity> =>
  askJson(identitySchema, { url: hubUrl, voice: null, line }, '/identity', { headers: {}, signal });

/** Needs no token: it fetches one. */
export const enrolAtHub = (
  hubUrl: string,
  line: Line,
  voice: Voice,
  request: EnrolRequest,
  signal: AbortSignal,
): HubAnswer<EnrolResponse> =>
  askJson(enrolResponseSchema, { url: hubUrl, voice, line }, '/enrol', {
    headers: {},
    text: JSON.stringify(request),
    signal,
  });

type Hub = { readonly url: string; readonly voice: Voice | null; readonly line: Line };

type Ask = {
  readonly headers: Readonly<Record<string, string>>;
  /** JSON to be posted; left out: it is a question without a body. */
  readonly text?: string;
  readonly signal: AbortSignal;
  /** Left out: `SMALL_BYTES`. */
  readonly most?: number;
  readonly onAsked?: (sha256: string) => void;
  readonly onSent?: () => void;
};

async function askJson<T>(schema: z.ZodType<T>, hub: Hub, path: string, ask: Ask): HubAnswer<T> {
  const pieces: Uint8Array[] = [];
  let hear: Hear = asItCame;
  const asked = await askPieces(
    hub,
    path,
    ask,
    async (piece) => void pieces.push(piece),
    (given) => (hear = given),
  );
  if (!asked.ok) return asked;
  const said = hear(200, Buffer.concat(pieces));
  if (said === null) return err({ type: 'forged-answer', detail: `${path}: ${NOT_SIGNED}` });
  const parsed = schema.safeParse(parseJson(said));
  if (parsed.success) return ok(parsed.data);
  const detail = `${path}: ${issueText(parsed.error, 'answer')}`;
  return err({ type: 'unreadable', detail, ...(hub.voice !== null && { isSigned: true }) });
}

const NOT_SIGNED = 'not signed by headquarters';

/** Null: not the hub's. */
type Hear = (status: number, body: Buffer) => Buffer | null;

const asItCame: Hear = (_status, body) => body;

/** @param onAnswer hears how the whole of a good answer is checked */
async function askPieces(
  hub: Hub,
  path: string,
  ask: Ask,
  take: TakePiece,
  onAnswer?: (hear: Hear) => void,
): HubAnswer<null> {
  const method = ask.text === undefined ? 'GET' : 'POST';
  const asked = hub.voice?.ask(method, API_PREFIX + path, ask.text ?? null);
  if (asked !== undefined) ask.onAsked?.(asked.sha256);
  const body = asked === undefined ? ask.text : asked.body;
  const limit = quietLimit(
    ask.signal,
    QUIET_MS,
    QUIET_MS + (body?.length ?? 0) / UPLOAD_BYTES_PER_MS,
  );
  const json = ask.text === undefined ? {} : { 'content-type': 'application/json' };
  let refusal: Buffer;
  let answer: HttpAnswer;
  let isTaking = false;
  const hear: Hear = (status, said) =>
    asked === undefined ? said : asked.hear(status, answer.headers, said);
  try {
    const url = new URL(hub.url.replace(/\/+$/, '') + API_PREFIX + path);
    const headers = { ...json, ...ask.headers, ...asked?.headers };
    const question = { url, method, headers, body: body ?? null, onSent: ask.onSent };
    answer = await askHttp(question, hub.line, limit);
    onAnswer?.(hear);
    const pieces: Uint8Array[] = [];
    const isRight = answer.status === 200 || answer.status === 206;
    let at = answer.status === 206 ? firstByte(answer.headers) : 0;
    let came = 0;
    for await (const piece of answer.pieces()) {
      limit.heard();
      came += piece.length;
      if (!isRight && came > REFUSAL_BYTES) return err(readRefusal(null, answer));
      if (came > (ask.most ?? SMALL_BYTES)) {
        return err({ type: 'unreadable', detail: `${path}: without an end` });
      }
      if (!isRight) pieces.push(piece);
      else {
        isTaking = true;
        await take(piece, at);
        isTaking = false;
      }
      at += piece.length;
    }
    if (isRight) return ok(null);
    refusal = Buffer.concat(pieces);
  } catch (error) {
    // A full disk is not the line.
    if (isTaking) throw error;
    const reason: unknown = limit.signal.aborted ? limit.signal.reason : error;
    const byProxy = reason instanceof ProxyAsks ? { isAsked: true as const } : {};
    return err({ type: 'unreachable', detail: describeNetwork(reason), ...byProxy });
  } finally {
    limit.end();
  }
  // Nobody on the line can turn a device away: what the hub did not sign is as good as no hub.
  return err(readRefusal(hear(answer.status, refusal), answer));
}

/** Of `content-range: bytes 100-199/200`. */
const firstByte = (headers: AnswerHeaders): number =>
  Number(/^bytes (\d{1,15})-/.exec(headers.get('content-range') ?? '')?.[1] ?? 0);

function readRefusal(body: Buffer | null, { status, headers }: HttpAnswer): HubFailure {
  const refusal = hubErrorSchema.safeParse(body === null ? undefined : parseJson(body));
  // A proxy or another server answers in the hub's place.
  if (!refusal.success) return { type: 'unreachable', detail: `HTTP ${status}`, isAnswered: true };
  return {
    type: 'refused',
    code: refusal.data.error,
    message: refusal.data.message,
    hubNow: refusal.data.now ?? null,
    hubProtocol: refusal.data.protocol ?? null,
    retryAfterMs: Number(headers.get('retry-after') ?? 0) * 1_000 || 0,
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** `ECONNREFUSED`, `ENOTFOUND` ... */
function describeNetwork(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'TimeoutError' ? 'timeout' : error.message;
}

const pairs = (map: ReadonlyMap<string, number>): string =>
  [...map].map(([name, count]) => `${name}:${count}`).join(',');
