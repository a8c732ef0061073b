// One event as it came: can be read, comes from a later version, or is wrong and why.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { issueText } from '#shared/base/first_issue.ts';
import { oneLine } from '#shared/base/one_line.ts';
import { eventEnvelopeSchema } from '#shared/model/event.ts';
import { EVENT_PAYLOAD_BYTES } from '#shared/wire/protocol.ts';
import type { EventFate, IncomingEvent, QuarantinedEvent } from '#hub/db/event.ts';
import type { WaitingEvent } from '#hub/db/event_waiting.ts';
import type { EventForms } from './event_forms.ts';

export type CheckedEvent =
  | { readonly type: 'readable'; readonly event: IncomingEvent }
  /** Well formed, of a later protocol than this hub's, and not to be read before the hub is upgraded. */
  | { readonly type: 'early'; readonly event: WaitingEvent }
  | { readonly type: 'wrong'; readonly reason: string };

export type Sender = {
  readonly device: string;
  /** The protocol that the event came under. */
  readonly protocol: number;
};

/** A later version may add members to the envelope; those of today stay. */
const laterEnvelopeSchema = eventEnvelopeSchema.loose();

export function checkEvent(raw: unknown, sender: Sender, forms: EventForms): CheckedEvent {
  const isLater = sender.protocol > forms.protocol;
  const strict = forms.envelope.safeParse(raw);
  const envelope = strict.success || !isLater ? strict : laterEnvelopeSchema.safeParse(raw);
  if (!envelope.success) return wrong(`malformed: ${issueText(envelope.error, 'event')}`);
  const { id, device, sequence, kind, payload: content } = envelope.data;
  if (device !== sender.device) return wrong('other-device: the event names another device');
  const payload = jsonText(content);
  const payloadForms = forms.payloads.get(kind);
  if (payloadForms === undefined && !isLater) return wrong('unknown-kind');
  if (Buffer.byteLength(payload) > EVENT_PAYLOAD_BYTES) return wrong('too-large');
  const found = payloadForms?.map((form) => form.safeParse(content)) ?? [];
  const fits = strict.success && found.some(({ success }) => success);
  const misfit = found[0]?.error;
  if (!fits && !isLater && misfit) return wrong(`malformed: payload ${issueText(misfit, 'event')}`);
  // Nothing else of an envelope that fits is free text.
  if (!isStorable(fits ? payload : jsonText(raw)))
    return wrong('malformed: text that is not Unicode, or holds NUL');
  if (fits)
    return { type: 'readable', event: { ...strict.data, payload, content } as IncomingEvent };
  const body = canonicalText(raw);
  if (body === '') return wrong('malformed: nested too deep');
  return { type: 'early', event: { id, sequence, protocol: sender.protocol, body } };
}

const wrong = (reason: string): CheckedEvent => ({ type: 'wrong', reason });

/** PostgreSQL's jsonb holds neither NUL nor lone halves of a character; JSON text shows both as escapes. */
const isStorable = (text: string): boolean =>
  !text.includes('\\u') || !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(text);

/** The order of members is nobody's promise: the same event sent again by a later program is the same text. */
export function canonicalText(parsed: unknown): string {
  try {
    return canonicalJson(parsed as Json);
  } catch {
    return '';
  }
}

/** JSON text of what was parsed from JSON; empty when it is nested too deep to be written again. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Why an event that could be read is put aside all the same. */
export const REASONS: Readonly<Record<Exclude<EventFate, 'identical'>, string>> = {
  'other-content': 'id-taken: the hub holds another event with this id',
  'other-id': 'sequence-taken: the hub holds another event with this device and sequence',
};

export function setAside(raw: unknown, text: string, reason: string): QuarantinedEvent {
  const id = (raw as { id?: unknown } | null)?.id;
  return {
    id: typeof id === 'string' ? printable(id).slice(0, 64) : '',
    reason: printable(reason).slice(0, 500),
    body: text,
    digest: createHash('sha256').update(text).digest(),
  };
}

/** Fit for a text column and for a line that is listed: a pass through UTF-8 replaces lone halves of characters. */
const printable = (text: string): string => oneLine(Buffer.from(text).toString());
