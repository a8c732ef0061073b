// GET /v1/keys: the keys of a branch's packs and changes, each wrapped for the device that asks.
import { z } from 'zod';
import { codeSchema } from '#shared/model/fields.ts';

/** Packs and changes of a branch are encrypted by epoch: each computer that HQ revokes begins another one. */
const epochSchema = z.int().min(0);

export const wrappedKeySchema = z.strictObject({
  epoch: epochSchema,
  /**
   * X25519 (SPKI DER in base64) of this key alone: it is wrapped for the public key of the device. Null: for the key of
   * its ledger, since it has no keys of its own.
   */
  from: z.base64().max(200).nullable(),
  /** AES-256-GCM of the 32 bytes of the pack key, with its tag of 16. */
  sealed: z.base64().max(200),
});
export type WrappedKey = z.output<typeof wrappedKeySchema>;

/** The body of the signed answer. */
export const keysSchema = z.strictObject({
  kind: z.literal('keys'),
  protocol: z.int(),
  branch: codeSchema,
  device: codeSchema,
  /** All of the branch, the oldest first. */
  keys: z.array(wrappedKeySchema),
});
export type Keys = z.output<typeof keysSchema>;

/** HKDF's info; its salt is `wrappedFor`. */
export const WRAP_INFO = 'counter-assist pack key';

/** Each key is wrapped by a key that no other device and no other epoch has. */
export const wrappedFor = (device: string, branch: string, epoch: number): string =>
  `${device} ${branch} ${epoch}`;
