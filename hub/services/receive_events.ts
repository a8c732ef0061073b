// Events of one device: good ones are stored once, bad ones put aside with the reason; none blocks another.
import { createHash } from 'node:crypto';
import { issueText } from '#shared/base/first_issue.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { eventEnvelopeSchema, eventPayloads } from '#shared/model/event.ts';
import type { EventsResponse } from '#shared/wire/events.ts';
import { EVENT_PAYLOAD_BYTES } from '#shared/wire/protocol.ts';
import type { Database } from '../db/database.ts';
import type { Device } from '../db/device.ts';
import {
  countEvents,
  type EventFate,
  type IncomingEvent,
  lockDevice,
  putAside,
  type QuarantinedEvent,
  storeEvents,
} from '../db/event.ts';

const refuse = (reason: string): Result<IncomingEvent, Refusal> => err({ type: 'refused', reason });

type Refusal = { readonly type: 'refused'; readonly reason: string };

/** Stores, puts aside and counts in one transaction. The answer tells what the hub holds now. */
export function receiveEvents(
  db: Database,
  device: Device,
  sent: readonly unknown[],
): Promise<EventsResponse> {
  const good: { readonly event: IncomingEvent; readonly text: string }[] = [];
  const bad: QuarantinedEvent[] = [];
  for (const raw of sent) {
    const text = jsonText(raw);
    const checked = checkEvent(raw, text, device);
    if (checked.ok) good.push({ event: checked.value, text });
    else bad.push(quarantined(raw, text, checked.error.reason));
  }
  return db.transaction(async (tx) => {
    await lockDevice(tx, device.id);
    const fates = await storeEvents(
      tx,
      device.branch,
      good.map(({ event }) => event),
    );
    const stored: EventsResponse['stored'] = [];
    for (const [index, { event, text }] of good.entries()) {
      const fate = fates[index] ?? 'other-id';
      if (fate === 'identical') stored.push(event.id);
      else bad.push(quarantined(event, text, REASONS[fate]));
    }
    if (bad.length > 0) await putAside(tx, device.id, bad);
    const total = await countEvents(tx, device.id);
    return { stored, quarantined: bad.map(({ id, reason }) => ({ id, reason })), total };
  });
}

const REASONS: Readonly<Record<Exclude<EventFate, 'identical'>, string>> = {
  'other-content': 'id-taken: the hub holds another event with this id',
  'other-id': 'sequence-taken: the hub holds another event with this device and sequence',
};

function checkEvent(raw: unknown, text: string, device: Device): Result<IncomingEvent, Refusal> {
  const envelope = eventEnvelopeSchema.safeParse(raw);
  if (!envelope.success) return refuse(`malformed: ${issueText(envelope.error, 'event')}`);
  const event = envelope.data;
  if (event.device !== device.id) return refuse('other-device: the event names another device');
  if (!isKind(event.kind)) return refuse('unknown-kind');
  const payload = jsonText(event.payload);
  if (Buffer.byteLength(payload) > EVENT_PAYLOAD_BYTES) return refuse('too-large');
  const content = eventPayloads[event.kind].safeParse(event.payload);
  if (!content.success) return refuse(`malformed: payload ${issueText(content.error, 'event')}`);
  if (!isStorable(text)) return refuse('malformed: text that is not Unicode, or holds NUL');
  return ok({ ...event, payload });
}

const isKind = (kind: string): kind is keyof typeof eventPayloads =>
  Object.hasOwn(eventPayloads, kind);

/** PostgreSQL's jsonb holds neither NUL nor lone halves of a character; JSON text shows both as escapes. */
const isStorable = (text: string): boolean =>
  !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(text);

/** JSON text of what was parsed from JSON; empty when it is nested too deep to be written again. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

function quarantined(raw: unknown, text: string, reason: string): QuarantinedEvent {
  const id = (raw as { id?: unknown } | null)?.id;
  return {
    id: typeof id === 'string' ? printable(id).slice(0, 64) : '',
    reason: printable(reason).slice(0, 500),
    body: text,
    digest: createHash('sha256').update(text).digest(),
  };
}

/** Fit for a text column: a pass through UTF-8 replaces lone halves of characters. */
const printable = (text: string): string =>
  Buffer.from(text).toString().replaceAll('\0', '\u{fffd}');
