// The hub's side of a conversation with a device that has keys: questions checked and opened, answers sealed and signed.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  hkdfSync,
  verify,
} from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  answerText,
  NONCE_FORM,
  NONCE_HEADER,
  questionText,
  SEAL_INFO,
  SEALED_TYPE,
  SIGNATURE_HEADER,
} from '#shared/wire/conversation.ts';
import type { HubSecret } from '#hub/secret.ts';

const bodies = new WeakMap<FastifyRequest, Buffer>();
const NOTHING = Buffer.alloc(0);

/** Bodies as they came are kept, since it is their bytes that are signed. Sealed ones are opened by `openBody`. */
export function takeBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ['application/json', SEALED_TYPE],
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      bodies.set(request, body);
      if (request.headers['content-type'] === SEALED_TYPE) return done(null, null);
      const parsed = parseJson(body);
      return parsed === undefined ? done(badBody()) : done(null, parsed);
    },
  );
}

const badBody = (): Error => Object.assign(new Error('the body is not JSON'), { statusCode: 400 });

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Undefined: the question names none that can be used. */
function nonceOf({ headers }: FastifyRequest): string | undefined {
  const nonce = headers[NONCE_HEADER];
  return typeof nonce === 'string' && NONCE_FORM.test(nonce) ? nonce : undefined;
}

export const digestOf = (request: FastifyRequest): Buffer =>
  createHash('sha256')
    .update(bodies.get(request) ?? NOTHING)
    .digest();

/** @param key Ed25519, SPKI DER */
export function isSignedBy(request: FastifyRequest, key: Uint8Array): boolean {
  const nonce = nonceOf(request);
  const signature = request.headers[SIGNATURE_HEADER];
  if (nonce === undefined || typeof signature !== 'string') return false;
  const text = questionText({
    method: request.method,
    path: request.url,
    nonce,
    sha256: digestOf(request).toString('hex'),
  });
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/**
 * Puts what a sealed body says into its place; a body that came in the open stays as it is.
 * @param key the device's X25519 key, SPKI DER
 * @returns false when the body was not sealed by the holder of that key
 */
export function openBody(request: FastifyRequest, secret: HubSecret, key: Uint8Array): boolean {
  const body = bodies.get(request);
  if (body === undefined || request.headers['content-type'] !== SEALED_TYPE) return true;
  const nonce = nonceOf(request);
  if (nonce === undefined || body.length < TAG_BYTES) return false;
  try {
    const cipher = createDecipheriv('aes-256-gcm', sealKey(secret, key, nonce, 'question'), IV);
    cipher.setAuthTag(body.subarray(-TAG_BYTES));
    const opened = Buffer.concat([cipher.update(body.subarray(0, -TAG_BYTES)), cipher.final()]);
    const parsed = parseJson(opened);
    request.body = parsed;
    return parsed !== undefined;
  } catch {
    return false;
  }
}

const TAG_BYTES = 16;
/** Each key seals one body. */
const IV = Buffer.alloc(12);

const sealKey = (
  secret: HubSecret,
  key: Uint8Array,
  nonce: string,
  direction: keyof typeof SEAL_INFO,
): Buffer =>
  Buffer.from(
    hkdfSync('sha256', secret.agree(key), Buffer.from(nonce, 'hex'), SEAL_INFO[direction], 32),
  );

/** @param key the device's X25519 key; null: it is not known, and the answer is signed but not sealed. */
export function sealAnswer<Payload>(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Payload,
  secret: HubSecret,
  key: Uint8Array | null,
): Payload | Buffer {
  const nonce = nonceOf(request);
  if (nonce === undefined || typeof payload !== 'string') return payload;
  let body: Buffer = Buffer.from(payload);
  if (key !== null) {
    const cipher = createCipheriv('aes-256-gcm', sealKey(secret, key, nonce, 'answer'), IV);
    body = Buffer.concat([cipher.update(body), cipher.final(), cipher.getAuthTag()]);
    void reply.header('content-type', SEALED_TYPE);
  }
  const sha256 = createHash('sha256').update(body).digest('hex');
  const text = answerText({ nonce, sha256, status: reply.statusCode });
  void reply.header(SIGNATURE_HEADER, secret.sign(Buffer.from(text)).toString('base64'));
  void reply.removeHeader('content-length');
  return body;
}
