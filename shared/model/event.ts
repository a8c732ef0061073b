// Events of the ledger: all that a branch tells HQ. Kinds are added, never changed.
import { z } from 'zod';
import { DRAW_NUMBER } from './draw_number.ts';
import { beliefCellSchema } from './beliefs.ts';
import { careOutcomeSchema } from './care.ts';
import { OWN_PIN_HASH } from './pin.ts';
import { codeSchema, daySchema, instantSchema, positiveFenSchema, uuidSchema } from './fields.ts';
import {
  answeredBySchema,
  answerSchema,
  declineReasonSchema,
  giftReasonSchema,
  matterReasonSchema,
  NOTE_MAX,
  notSaidReasonSchema,
  objectionPlaceSchema,
  purposeSchema,
  REASON_WORDS_MAX,
} from './visit.ts';

/** An amount beyond HQ's limits: the counter asked back with these figures, and it was confirmed. */
const askedBackSchema = z.strictObject({
  /** The customer's usual top-up; null: not known. */
  usual: positiveFenSchema.nullable(),
  /** Above this the counter asked: the policy's limit, or its multiple of the usual top-up. */
  askAbove: positiveFenSchema,
});
export type AskedBack = Readonly<z.infer<typeof askedBackSchema>>;

const visitStarted = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  purpose: purposeSchema,
  intended: positiveFenSchema.nullable(),
  /** Of the intended amount; left out: it is an ordinary one. */
  askedBack: askedBackSchema.optional(),
  /** The amount was named when a sentence that sells stood on the screen already, and none before: no claim rests on it. */
  afterSentence: z.literal(true).optional(),
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
  /** HQ's beliefs, or the `beliefs.updated` of this device, by name. */
  beliefs: z.string(),
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
  /** SHA-256 (hex) of `decisionText`, the whole decision as text: what a replay must give again. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
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
  /** What the rung that was read out asks for; null where it asks for no money. Events of before do not say it. */
  asks: positiveFenSchema.nullable().optional(),
  /** Which of the offer's objections, in the catalog of the decision, was raised; left out: none was told. */
  objection: objectionPlaceSchema.optional(),
  /** Of a yes or a no; left out: the clerk heard it. */
  by: answeredBySchema.optional(),
});

/** Of a fault, complaint or cancellation: what it was about. */
const matterSchema = z.strictObject({
  reason: matterReasonSchema,
  /** Own words; null: none. */
  words: z.string().min(1).max(REASON_WORDS_MAX).nullable(),
});
export type Matter = Readonly<z.infer<typeof matterSchema>>;

const visitFinished = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  purpose: purposeSchema,
  /** What the customer meant to prepay, and did prepay, in fen; both null when no money was put on. */
  intended: positiveFenSchema.nullable(),
  prepaid: positiveFenSchema.nullable(),
  /** Of the prepaid amount; left out: it is an ordinary one. */
  askedBack: askedBackSchema.optional(),
  gifts: z.array(z.strictObject({ gift: codeSchema, count: z.int().min(1).max(99) })),
  /** One of the gifts, that no offer brought: a manager let it go. Left out: there was none. */
  exception: z
    .strictObject({
      gift: codeSchema,
      /** Staff code of the manager who gave the PIN. */
      manager: codeSchema,
      reason: giftReasonSchema,
      /** Own words; null: none. */
      words: z.string().min(1).max(REASON_WORDS_MAX).nullable(),
    })
    .optional(),
  /** Left out: of a purpose that takes money, or nobody said. */
  matter: matterSchema.optional(),
});

/** Takes back one earlier event; the earlier one stays where it is. */
const eventUndone = z.strictObject({ undoes: uuidSchema, visit: uuidSchema });

/** What this device has learned from its own answers since HQ's beliefs `base`, folded in once a business day. */
const beliefsUpdated = z.strictObject({
  name: codeSchema,
  base: z.string(),
  cells: z.array(beliefCellSchema),
});

/** One draw: all that is needed to do it again. The seed is the one that `lease` committed to. */
const lotteryDrawn = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  offer: codeSchema,
  tier: codeSchema,
  lottery: codeSchema,
  lease: codeSchema,
  /** 1, 2, 3 ... within the lease. */
  draw: z.int().min(1),
  /** What the customer said: 1 to 8 digits. */
  number: z.string().regex(DRAW_NUMBER),
  /** Hex of 32 bytes. */
  seed: z.string().regex(/^[0-9a-f]{64}$/),
  /** Tickets before the draw, by prize; blanks under `-`. */
  tickets: z.record(z.string(), z.int().min(0)),
  /** Null: a blank. */
  prize: codeSchema.nullable(),
});

/** Points that a finished visit took; taken back when the finish is. */
const pointsSpent = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1),
  finish: uuidSchema,
  offer: codeSchema,
  tier: codeSchema,
  points: z.int().min(1),
});

/** Somebody of the list of the day was served. */
const careDone = z.strictObject({
  care: codeSchema,
  customer: z.int().min(1),
  outcome: careOutcomeSchema,
});

/** A customer said: recommend nothing to me again; or took it back. The newest of a customer counts. */
const consentChanged = z.strictObject({
  /** During which visit; null outside of any. */
  visit: uuidSchema.nullable(),
  customer: z.int().min(1),
  optedOut: z.boolean(),
});

/**
 * Somebody is served whom HQ's list at the counter does not have. Nothing is known of them, so nothing is recommended
 * and no decision is made; HQ finds out by the phone who it was.
 */
const walkInStarted = z.strictObject({
  visit: uuidSchema,
  /** In normal form (`wholePhone`); the same in all events of the visit. */
  phone: z.string().regex(/^\d{10,13}$/),
  purpose: purposeSchema,
  intended: positiveFenSchema.nullable(),
  askedBack: askedBackSchema.optional(),
});

/** The purpose or the amount was corrected. */
const walkInChanged = walkInStarted;

const walkInFinished = walkInStarted.extend({
  prepaid: positiveFenSchema.nullable(),
  matter: matterSchema.optional(),
});

/** What the next colleague should know of the customer, in a clerk's words. */
const noteWritten = z.strictObject({
  visit: uuidSchema,
  /** Null: a walk-in. */
  customer: z.int().min(1).nullable(),
  text: z.string().min(1).max(NOTE_MAX),
});

/** The visit was left without an end: it waits at the counter no more. */
const visitDropped = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1).nullable(),
});

/**
 * After the time to undo a manager restates what was recorded of a visit, at any device of its branch. Of one entry the
 * newest correction counts, by its id; what it corrects stays where it is.
 */
const visitCorrected = z.strictObject({
  visit: uuidSchema,
  customer: z.int().min(1).nullable(),
  /** An answer or the finish of the visit, or the visit itself: then it counts no more as a whole, for good. */
  corrects: uuidSchema,
  /** What the entry should have been; null: it counts no more. */
  becomes: z.union([answerRecorded, visitFinished, walkInFinished]).nullable(),
  reason: z.string().min(1).max(200),
  /** The manager whose PIN was given. */
  approvedBy: codeSchema,
});

/** Computers of one branch, those of before included. */
export const HEARD_DEVICES = 500;

/** A manager closed a business day of the branch; of one day the newest counts. */
const dayClosed = z.strictObject({
  closes: daySchema,
  gifts: z
    .array(z.strictObject({ gift: codeSchema, expected: z.int(), counted: z.int().min(0) }))
    .max(200),
  /** Why a gift that was counted is not what was expected; null where all are. */
  difference: z.string().min(1).max(500).nullable(),
  /** As they stood and were looked at. */
  visits: z.int().min(0),
  unfinished: z.int().min(0),
  prepaid: z.int().min(0),
  claimed: z.int().min(0),
  unsent: z.int().min(0),
  /** Why the day is closed although events are unsent; null where none are. */
  unsentReason: z.string().min(1).max(500).nullable(),
  approvedBy: codeSchema,
  /** By device, up to which of its entries the figures are made: what lies behind came late, wherever it is read. */
  heard: z
    .array(z.strictObject({ device: codeSchema, through: z.int().min(0) }))
    .max(HEARD_DEVICES)
    .optional(),
});

/**
 * Entries of this device are missing in its ledger: it was put back to an older copy, or damaged and mended. Recorded
 * by the program itself (`staff` is `PROGRAM`), so that HQ waits for none of them.
 */
const ledgerMended = z.strictObject({
  cause: z.enum(['put-back', 'damaged']),
  /** Entries that were saved from a damaged ledger, or were there. */
  kept: z.int().min(0),
  /** Sequences that are not here; HQ may hold some of them. */
  lost: z.array(z.strictObject({ from: z.int().min(1), through: z.int().min(1) })).max(200),
  /** Rows of the audit log that are not here any more. */
  lookUps: z.int().min(0),
});
/**
 * The member of staff chose an own PIN. It stands where the one that it replaces stood: whoever knows of a later one of
 * HQ, or of another choice, passes it over. No clock decides.
 */
const pinChosen = z.strictObject({
  /** SHA-256 (hex) of the hash that it takes the place of. */
  replaces: z.string().regex(/^[0-9a-f]{64}$/),
  pinHash: z.string().regex(OWN_PIN_HASH),
});

/** A manager barred somebody of the branch from signing in, or let them in again; the newest of a member counts. */
const staffBlocked = z.strictObject({
  member: codeSchema,
  isBlocked: z.boolean(),
  reason: z.string().min(1).max(REASON_WORDS_MAX),
  approvedBy: codeSchema,
});

/** Wrong PINs of a member at this device in a row; recorded by the program itself when they lock, or end. */
const pinsWrong = z.strictObject({
  member: codeSchema,
  failures: z.int().min(1),
  /** No PIN of theirs is looked at here until a manager or HQ lets them. */
  isLocked: z.boolean(),
});

/** A manager had wrong PINs of a member forgotten at this device. */
const pinsReleased = z.strictObject({ member: codeSchema, approvedBy: codeSchema });

/** What HQ is told of the audit log besides searches, which are counted. */
export const LOOK_UPS = [
  'enrol',
  'sign-in',
  'sign-in-failed',
  'pin-chosen',
  'approve',
  'approve-failed',
  'lock',
  'idle-lock',
  'system-lock',
  'open',
  'reveal',
  'file',
  'consent',
  'export',
  'stick-write',
  'stick-read',
] as const;

const auditHash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The next rows of this device's audit log, recorded by the program itself before it speaks to HQ. Each begins where the
 * one before ended: HQ, which keeps them, sees a log that was cut or written anew.
 */
const lookUpsTold = z.strictObject({
  from: z.int().min(1),
  /** Below `from` where there is no row any more. */
  through: z.int().min(0),
  /** The log's hash before `from`, and at `through`. */
  previous: auditHash,
  head: auditHash,
  searches: z.array(z.strictObject({ staff: codeSchema, count: z.int().min(1) })).max(200),
  entries: z
    .array(
      z.strictObject({
        sequence: z.int().min(1),
        at: instantSchema,
        staff: codeSchema.nullable(),
        action: z.enum(LOOK_UPS),
        customer: z.int().min(1).nullable(),
        /** Why somebody went on beyond HQ's budget of look-ups. */
        reason: z.string().min(1).max(REASON_WORDS_MAX).optional(),
      }),
    )
    .max(200),
});

/**
 * What a look-up was for: something that was done for the customer, beyond looking. A visit that ended as it began, a
 * top-up without money or gift, and a sentence that was not said are none.
 */
export const ERRANDS = [
  'visit.finished',
  'answer.recorded',
  'care.done',
  'consent.changed',
] as const satisfies readonly (keyof typeof eventPayloads)[];

/** Who records what no person did. */
export const PROGRAM = 'program';

export const eventPayloads = {
  'visit.started': visitStarted,
  'visit.changed': visitChanged,
  'decision.made': decisionMade,
  'answer.recorded': answerRecorded,
  'visit.finished': visitFinished,
  'event.undone': eventUndone,
  'beliefs.updated': beliefsUpdated,
  'lottery.drawn': lotteryDrawn,
  'points.spent': pointsSpent,
  'care.done': careDone,
  'consent.changed': consentChanged,
  'walk-in.started': walkInStarted,
  'walk-in.changed': walkInChanged,
  'walk-in.finished': walkInFinished,
  'visit.corrected': visitCorrected,
  'day.closed': dayClosed,
  'note.written': noteWritten,
  'visit.dropped': visitDropped,
  'ledger.mended': ledgerMended,
  'pin.chosen': pinChosen,
  'staff.blocked': staffBlocked,
  'pins.wrong': pinsWrong,
  'pins.released': pinsReleased,
  'look-ups.told': lookUpsTold,
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
