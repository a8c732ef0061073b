// POST /v1/enrol: a branch code and a one-time code become a device.
import { z } from 'zod';
import { codeSchema, instantSchema } from '#shared/model/fields.ts';

export const enrolRequestSchema = z.strictObject({
  protocol: z.int(),
  branch: codeSchema,
  /** As typed, without dashes and spaces, upper case. */
  code: z.string().min(4).max(64),
  /** The device's clock, so that the hub can tell a wrong one. */
  now: instantSchema,
  deviceName: z.string().min(1).max(100),
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
  ledgerKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EnrolResponse = z.output<typeof enrolResponseSchema>;
