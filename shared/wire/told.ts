// GET /v1/told?after=DEVICE:SEQUENCE,...&share=...: what the branch's other devices recorded, and gifts lent, signed.
import { z } from 'zod';
import { codeSchema, instantSchema } from '#shared/model/fields.ts';
import { eventEnvelopeSchema } from '#shared/model/event.ts';
import { publicKeysSchema } from './public_keys.ts';

/** Kinds that are told: what a visit is folded from, without what was decided; and who may sign in by which PIN. */
export const TOLD_KINDS = [
  'visit.started',
  'visit.changed',
  'visit.dropped',
  'answer.recorded',
  'visit.finished',
  'event.undone',
  'visit.corrected',
  'walk-in.started',
  'walk-in.changed',
  'walk-in.finished',
  'day.closed',
  'note.written',
  'pin.chosen',
  'staff.blocked',
  'consent.changed',
] as const;

/** Events in one answer. */
export const TOLD_EVENTS = 1_000;
/** Older business days are not told. */
export const TOLD_DAYS = 62;

/** Of one computer. */
export const ADDRESSES = 8;

export const toldEventSchema = eventEnvelopeSchema.extend({ kind: z.enum(TOLD_KINDS) });
export type ToldEvent = Readonly<z.output<typeof toldEventSchema>>;

export const toldDeviceSchema = z.strictObject({
  id: codeSchema,
  name: z.string(),
  /** When the hub last heard that it holds all that the device recorded; null: never. */
  heardAt: instantSchema.nullable(),
  /** All that the device recorded up to this sequence has come: of it nothing but these tellings is to be shown. */
  through: z.int().min(0).prefault(0),
  /** Another one: something has come since that lies before `through`, and is told from the beginning. */
  series: z.int().min(0).prefault(0),
  /** By which its neighbours know it; null: it is none of them, for it has no keys or was revoked. */
  keys: publicKeysSchema.nullable().prefault(null),
  /** Where it last said that it listens to them: `host:port`. */
  addresses: z.array(z.string().max(80)).max(ADDRESSES).prefault([]),
});
export type ToldDevice = Readonly<z.output<typeof toldDeviceSchema>>;

/**
 * What the device that asks may give of the branch's gifts: in all, counted as its own ledger counts what it gave. The
 * greater edition counts; another series is of another state of the ledger.
 */
const toldSharesSchema = z.strictObject({
  series: z.int().min(0),
  edition: z.int().min(0),
  pieces: z.array(z.strictObject({ gift: codeSchema, pieces: z.int().min(0) })),
  /** What the device gave up to the number that is its series, as HQ has it: the ledger that was put back has less. */
  given: z.array(z.strictObject({ gift: codeSchema, count: z.int() })).optional(),
});
export type ToldShares = Readonly<z.output<typeof toldSharesSchema>>;

/** The body of the signed answer. */
export const toldSchema = z.strictObject({
  kind: z.literal('told'),
  protocol: z.int(),
  branch: codeSchema,
  /** For whom: of itself one device is told only what its ledger lost. */
  device: codeSchema,
  /** The hub's clock. */
  at: instantSchema,
  /** Of the branch, but the one that asks. */
  devices: z.array(toldDeviceSchema),
  /** By device in the order of their sequence, each after what was asked for. */
  events: z.array(toldEventSchema).max(TOLD_EVENTS),
  /** The hub holds more: ask again. */
  more: z.boolean(),
  /** All gifts that the others gave, by finishes that stand. */
  gifts: z.array(z.strictObject({ gift: codeSchema, count: z.int() })),
  /** Null: it did not say what it holds, or its ledger was put back and does not know yet. */
  shares: toldSharesSchema.nullable().prefault(null),
});
export type Told = Readonly<z.output<typeof toldSchema>>;
