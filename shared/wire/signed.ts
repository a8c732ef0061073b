// A signed document: the exact bytes that were signed, and their Ed25519 signature.
import { z } from 'zod';

export const signedSchema = z.strictObject({
  /** Base64 of the JSON bytes. */
  body: z.base64(),
  /** Base64 of the 64-byte Ed25519 signature over the body's bytes (not over the base64). */
  signature: z.base64(),
});
export type Signed = z.output<typeof signedSchema>;
