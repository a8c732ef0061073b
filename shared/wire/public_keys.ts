// The two public keys of whoever speaks.
import { z } from 'zod';

/** Public keys, SPKI DER in base64. */
export const publicKeysSchema = z.strictObject({
  /** Ed25519. */
  sign: z.base64().max(200),
  /** X25519. */
  seal: z.base64().max(200),
});
export type PublicKeys = Readonly<z.output<typeof publicKeysSchema>>;
