// Checks what HQ signed: the signature first, over the exact bytes, and only then what they say.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Signed } from '#shared/wire/signed.ts';
import type { z } from 'zod';

export type Forged = { readonly type: 'forged'; readonly detail: string };

/** @param base64 SPKI DER of HQ's Ed25519 key */
export const hubKey = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

export function openSigned<T>(
  signed: Signed,
  schema: z.ZodType<T>,
  key: KeyObject,
): Result<T, Forged> {
  const body = Buffer.from(signed.body, 'base64');
  const signature = Buffer.from(signed.signature, 'base64');
  if (!verify(null, body, key, signature)) {
    return err({ type: 'forged', detail: 'the signature is not of headquarters' });
  }
  try {
    return ok(schema.parse(JSON.parse(body.toString('utf8'))));
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    return err({ type: 'forged', detail: `signed, but not as this program reads it (${reason})` });
  }
}
