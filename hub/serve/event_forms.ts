// Every form of an event that this hub reads: today's, and those that counters of older versions still send.
import type { z } from 'zod';
import { type EventEnvelope, eventEnvelopeSchema, eventPayloads } from '#shared/model/event.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';

export type EventForms = {
  /** The protocol whose events are all known here. What a later one sends and these do not fit may yet be right. */
  readonly protocol: number;
  readonly envelope: z.ZodType<EventEnvelope>;
  /** By kind, the newest form first. */
  readonly payloads: ReadonlyMap<string, readonly z.ZodType[]>;
};

/**
 * A form stays here for as long as OLDEST_EVENTS reaches back to it. What was recorded is never rewritten: who reads
 * stored events must cope with all forms of a kind.
 */
const OLDER_FORMS: Readonly<Record<string, readonly z.ZodType[]>> = {
  // Protocol 1: decided without beliefs, and reported without a digest.
  'decision.made': [eventPayloads['decision.made'].omit({ beliefs: true, digest: true })],
};

export const EVENT_FORMS: EventForms = {
  protocol: PROTOCOL_VERSION,
  envelope: eventEnvelopeSchema,
  payloads: new Map(
    Object.entries(eventPayloads).map(([kind, form]) => [
      kind,
      [form, ...(OLDER_FORMS[kind] ?? [])],
    ]),
  ),
};
