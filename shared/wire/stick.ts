// What travels on a stick between a branch and HQ, where there is no line. docs/protocol.md, "By stick".
import { z } from 'zod';
import { codeSchema, instantSchema, uuidSchema } from '#shared/model/fields.ts';
import { enrolResponseSchema } from './enrol.ts';
import { publicKeysSchema } from './public_keys.ts';
import { heldResponseSchema } from './held.ts';
import { signedSchema } from './signed.ts';

/** First 8 bytes of the SHA-256 of HQ's public key, in hex. */
const hubNameSchema = z.string().regex(/^[0-9a-f]{16}$/);

/** In clear, so that anybody can say for whom a file is; sealed with the file. Later members are passed over. */
export const letterHeadSchema = z.object({
  kind: z.enum(['to-hq', 'to-device']),
  protocol: z.int(),
  hub: hubNameSchema,
  branch: codeSchema,
  device: codeSchema,
  deviceName: z.string().max(100),
  /** The writer's clock. */
  at: instantSchema,
  /** Entries of a letter to HQ; the branch's number in one to a device. */
  count: z.int().min(0),
  salt: z.base64(),
});
export type LetterHead = Readonly<z.output<typeof letterHeadSchema>>;

const sequencesSchema = z.record(codeSchema, z.int().min(0));

/** First part of a letter to HQ; each further part is a body of `POST /v1/events`. */
export const stickReportSchema = z.object({
  /** Letters of this device are numbered. */
  letter: z.int().min(1),
  /** Last change that the device's cache holds; 0 without one. */
  number: z.int().min(0),
  /** Everything up to this sequence has its receipt at the device. */
  floor: z.int().min(0),
  /** Events that HQ has told the device it holds. */
  stored: z.int().min(0),
  /** The last sequence that the device has recorded. */
  last: z.int().min(0),
  /** By device of the branch, up to where it was told of it. */
  told: sequencesSchema,
  /** Which gifts it may give, as it was told: in all, counted as its own ledger counts. */
  share: z.object({
    series: z.int().min(0),
    edition: z.int().min(0),
    pieces: z.record(codeSchema, z.int().min(0)),
  }),
  /**
   * An HQ that was put back to a copy from before the device enrolled knows it again by this: the SHA-256 of its token, its
   * public keys, and when it began. Programs of before say nothing.
   */
  self: z
    .object({
      tokenHash: z.base64().length(44),
      keys: publicKeysSchema.nullable(),
      since: instantSchema,
    })
    .optional(),
});
export type StickReport = Readonly<z.output<typeof stickReportSchema>>;

/** First part of a letter to a device. */
export const stickReplySchema = z.object({
  /** Of the device's letters, the newest that HQ has read; 0: none. */
  letter: z.int().min(0),
  held: heldResponseSchema,
  /** HQ lost events that it had told: what came after this sequence is to be sent again. */
  resendAfter: z.int().min(0).nullable(),
  /** The branch's newest number, and the manifest of its newest pack, which lies beside the letter. */
  latest: z.int().min(0),
  manifest: signedSchema.nullable(),
  /** As `GET /v1/keys` answers. */
  keys: signedSchema.nullable().prefault(null),
  /** The told events begin behind these sequences. */
  toldAfter: sequencesSchema,
});
export type StickReply = Readonly<z.output<typeof stickReplySchema>>;

/** Each further part of a letter to a device: what the same question over a line would be answered. */
export const stickPartSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('receipts'),
    stored: z.array(uuidSchema),
    quarantined: z.array(z.object({ id: z.string(), reason: z.string() })),
  }),
  z.object({ type: z.literal('change'), head: signedSchema, rows: z.base64() }),
  z.object({ type: z.literal('told'), told: signedSchema }),
]);
export type StickPart = Readonly<z.output<typeof stickPartSchema>>;

/** A computer asks to be enrolled. */
export const stickRequestSchema = z.object({
  kind: z.literal('enrol-request'),
  protocol: z.int(),
  branch: codeSchema,
  deviceName: z.string().min(1).max(100),
  at: instantSchema,
  /** X25519, base64url. */
  publicKey: z.string().regex(/^[\w-]{43}$/),
  /** The device's own, as in `EnrolRequest`, and by the Ed25519 one of them who holds it. Programs of before have none. */
  keys: publicKeysSchema.optional(),
  signature: z.base64().max(200).optional(),
  /** Of who knows the one-time code. */
  proof: z.base64(),
});
export type StickRequest = Readonly<z.output<typeof stickRequestSchema>>;

/** What is sealed in an answer. With keys in the request also HQ's X25519 key, SPKI DER in base64. */
export const stickEnrolledSchema = enrolResponseSchema.extend({
  hubSealKey: z.base64().max(200).optional(),
});
export type StickEnrolled = Readonly<z.output<typeof stickEnrolledSchema>>;

/** HQ's answer: a `StickEnrolled`, sealed for the key of the request and the one-time code together. */
export const stickAnswerSchema = z.object({
  kind: z.literal('enrol-answer'),
  protocol: z.int(),
  hub: hubNameSchema,
  branch: codeSchema,
  /** HQ's clock. */
  at: instantSchema,
  /** Public keys of the request and of the answer. */
  to: z.string().regex(/^[\w-]{43}$/),
  publicKey: z.string().regex(/^[\w-]{43}$/),
  sealed: z.base64(),
});
export type StickAnswer = Readonly<z.output<typeof stickAnswerSchema>>;
