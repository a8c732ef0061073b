// Events of the ledger: all that a branch tells HQ. Kinds are added, never changed.
import { z } from 'zod';
import { codeSchema, daySchema, instantSchema, positiveFenSchema, uuidSchema } from './fields.ts';
import { answerSchema, declineReasonSchema, notSaidReasonSchema, purposeSchema } from './visit.ts';

const visitStarted = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  purpose: purposeSchema,
  intended: positiveFenSchema.nullable(),
});

/** The purpose or the amount was corrected during the visit. */
const visitChanged = visitStarted;

/** What was decided, and from what: enough for HQ to decide it again. */
const decisionMade = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  engine: z.string(),
  catalog: z.string(),
  policy: z.string(),
  seed: z.int(),
  proposals: z.array(
    z.strictObject({
      offer: codeSchema,
      tier: codeSchema,
      treatment: codeSchema,
      score: z.number(),
    }),
  ),
  silence: z.string().nullable(),
  /** The engine's inputs: canonical JSON of facts and context. */
  inputs: z.string(),
});

const answerRecorded = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  /** The event of the decision that proposed it. */
  decision: uuidSchema,
  offer: codeSchema,
  tier: codeSchema,
  treatment: codeSchema,
  answer: answerSchema,
  declineReason: declineReasonSchema.nullable(),
  notSaidReason: notSaidReasonSchema.nullable(),
  laterOn: daySchema.nullable(),
});

const visitFinished = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  purpose: purposeSchema,
  /** What the customer meant to prepay, and did prepay, in fen; both null when no money was put on. */
  intended: positiveFenSchema.nullable(),
  prepaid: positiveFenSchema.nullable(),
  gifts: z.array(z.strictObject({ gift: codeSchema, count: z.int().min(1).max(99) })),
});

/** Takes back one earlier event; the earlier one stays where it is. */
const eventUndone = z.strictObject({ undoes: uuidSchema, visit: uuidSchema });

export const eventPayloads = {
  'visit.started': visitStarted,
  'visit.changed': visitChanged,
  'decision.made': decisionMade,
  'answer.recorded': answerRecorded,
  'visit.finished': visitFinished,
  'event.undone': eventUndone,
} as const;

export type EventKind = keyof typeof eventPayloads;
export type EventPayload<K extends EventKind> = Readonly<z.output<(typeof eventPayloads)[K]>>;

/** The envelope; `payload` is checked against its kind apart, so that one bad event blocks no other. */
export const eventEnvelopeSchema = z.strictObject({
  id: uuidSchema,
  device: codeSchema,
  /** 1, 2, 3 ... on each device. */
  sequence: z.int().min(1),
  kind: z.string().min(1).max(64),
  payload: z.unknown(),
  at: instantSchema,
  /** Business day in the branch's time zone. */
  day: daySchema,
  staff: codeSchema,
});
export type EventEnvelope = Readonly<z.output<typeof eventEnvelopeSchema>>;

export type LedgerEvent = {
  readonly [K in EventKind]: Omit<EventEnvelope, 'kind' | 'payload'> & {
    readonly kind: K;
    readonly payload: EventPayload<K>;
  };
}[EventKind];
