// GET /v1/identity: HQ's keys, held against the code. POST /v1/enrol: a branch code and a one-time code become a device.
import { z } from 'zod';
import { codeSchema, instantSchema } from '#shared/model/fields.ts';
import { successionSchema } from './hub_keys.ts';
import { publicKeysSchema } from './public_keys.ts';

export const identitySchema = z.strictObject({
  keys: publicKeysSchema,
  /** For those who knew HQ by the keys of before. */
  succession: successionSchema.prefault([]),
});
export type Identity = z.output<typeof identitySchema>;

export const enrolRequestSchema = z.strictObject({
  protocol: z.int(),
  branch: codeSchema,
  /** The first half of it, without HQ's fingerprint. */
  code: z.string().min(4).max(64),
  /** The device's clock, so that the hub can tell a wrong one. */
  now: instantSchema,
  deviceName: z.string().min(1).max(100),
  /** The device's own, made for this enrolment. Left out by programs of before: then the token alone is the device. */
  keys: publicKeysSchema.optional(),
});
export type EnrolRequest = z.output<typeof enrolRequestSchema>;

export const enrolResponseSchema = z.strictObject({
  device: codeSchema,
  branch: codeSchema,
  token: z.string().min(32),
  /** Ed25519 public key of HQ, SPKI DER in base64. */
  hubPublicKey: z.string().min(1),
  /** 256-bit keys in hex: the pack's, and the ledger's (HQ can derive it again to recover a device). */
  packKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of which epoch the pack's key is (`keys.ts`). */
  packEpoch: z.int().min(0).optional(),
  ledgerKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EnrolResponse = z.output<typeof enrolResponseSchema>;
