// POST /v1/enrol
import { createPublicKey } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '#shared/base/result.ts';
import { SEAL_KEY_HEADER, SEALED_TYPE } from '#shared/wire/conversation.ts';
import { enrolRequestSchema } from '#shared/wire/enrol.ts';
import type { PublicKeys } from '#shared/wire/public_keys.ts';
import { API_PREFIX, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { enrolDevice, type EnrolError } from './enrol.ts';
import { publishLeases } from '#hub/publish/publish_leases.ts';
import { parseBody, refuse, refuseProtocol } from './answer.ts';
import type { Hub } from './authorise.ts';
import { isSignedBy, openBody, sealAnswer } from './conversation.ts';

const spokenSchema = enrolRequestSchema.pick({ protocol: true }).strip();

export function enrolRoute(server: FastifyInstance, hub: Hub): void {
  const onSend = async (
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
  ): Promise<unknown> => sealAnswer(request, reply, payload, hub.secret, sealKeyOf(request));
  server.post(`${API_PREFIX}/enrol`, { onSend }, async (request, reply) => {
    const sealKey = sealKeyOf(request);
    if (sealKey !== null && !openBody(request, hub.secret, sealKey)) {
      return refuse(reply, 'bad-request', 'sealed for another hub');
    }
    // First: what another version sends need not have this one's shape.
    const spoken = parseBody(spokenSchema, request.body);
    if (spoken.ok && spoken.value.protocol !== PROTOCOL_VERSION) return refuseProtocol(reply);
    const parsed = parseBody(enrolRequestSchema, request.body);
    if (!parsed.ok) return refuse(reply, 'bad-request', parsed.error.message);
    const { keys } = parsed.value;
    if (keys === undefined ? hub.takesKeyless !== true : !holdsKeys(request, keys)) {
      return refuse(reply, 'bad-request', 'keys: not those that sealed and signed the request');
    }
    const enrolled = await enrolDevice(hub.database, hub.secret, parsed.value, hub.clock());
    if (!enrolled.ok) return refuseEnrolment(reply, enrolled.error);
    const { device, branch } = enrolled.value;
    request.log.info({ device, branch }, 'enrolled');
    try {
      await publishLeases(hub.database, hub.secret, branch, hub.clock());
    } catch (error) {
      // The device is enrolled all the same; the next publication brings what it may give away.
      request.log.warn({ err: error, device, branch }, 'no leases for the new device yet');
    }
    return reply.header('cache-control', 'no-store').send(enrolled.value);
  });
}

/** Null: in the open, as programs of before ask. */
function sealKeyOf({ headers }: FastifyRequest): Buffer | null {
  const text = headers[SEAL_KEY_HEADER];
  if (typeof text !== 'string' || text.length > 200) return null;
  const key = Buffer.from(text, 'base64');
  return keyType(key) === 'x25519' ? key : null;
}

/** Who enrols shows to have both private keys. */
function holdsKeys(request: FastifyRequest, keys: PublicKeys): boolean {
  const sign = Buffer.from(keys.sign, 'base64');
  return (
    keyType(sign) === 'ed25519' &&
    request.headers['content-type'] === SEALED_TYPE &&
    request.headers[SEAL_KEY_HEADER] === keys.seal &&
    isSignedBy(request, sign)
  );
}

function keyType(key: Buffer): string | undefined {
  try {
    return createPublicKey({ key, format: 'der', type: 'spki' }).asymmetricKeyType;
  } catch {
    return undefined;
  }
}

function refuseEnrolment(reply: FastifyReply, error: EnrolError): FastifyReply {
  switch (error.type) {
    case 'wrong-clock':
      return refuse(reply, 'wrong-clock', 'the clocks of device and hub differ too much', {
        now: error.now,
      });
    case 'too-many': {
      const seconds = Math.ceil(error.retryAfterMs / 1000);
      void reply.header('retry-after', seconds);
      return refuse(reply, 'too-many', `too many wrong codes; try again in ${seconds} s`);
    }
    case 'wrong-code':
      return refuse(reply, error.type, 'no such code for this branch');
    case 'used-code':
      return refuse(reply, error.type, 'the code was used already');
    case 'expired-code':
      return refuse(reply, error.type, 'the code has expired');
    case 'unknown-branch':
      return refuse(reply, error.type, 'no such branch');
    default:
      return assertNever(error);
  }
}
