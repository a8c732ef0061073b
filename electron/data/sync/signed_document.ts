// Checks what HQ signed: the signature first, over the exact bytes, then the protocol, and only then what they say.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { z } from 'zod';

export type Forged = { readonly type: 'forged'; readonly detail: string };

/** HQ's own, but of another version of the protocol: not damaged, and not to be read. */
export type OtherProtocol = {
  readonly type: 'other-protocol';
  readonly hubProtocol: number;
  readonly detail: string;
};

/** All that is sure of a document of any version. */
const protocolSchema = z.object({ protocol: z.int() });

/** @param base64 SPKI DER of HQ's Ed25519 key */
export const hubKey = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

export function openSigned<T>(
  signed: Signed,
  schema: z.ZodType<T>,
  key: KeyObject,
): Result<T, Forged | OtherProtocol> {
  const body = Buffer.from(signed.body, 'base64');
  const signature = Buffer.from(signed.signature, 'base64');
  if (!verify(null, body, key, signature)) {
    return err({ type: 'forged', detail: 'the signature is not of headquarters' });
  }
  try {
    const document: unknown = JSON.parse(body.toString('utf8'));
    const { protocol } = protocolSchema.parse(document);
    if (protocol !== PROTOCOL_VERSION) {
      const detail = `it is of protocol ${protocol}, this program speaks ${PROTOCOL_VERSION}`;
      return err({ type: 'other-protocol', hubProtocol: protocol, detail });
    }
    return ok(schema.parse(document));
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    return err({ type: 'forged', detail: `signed, but not as this program reads it (${reason})` });
  }
}
