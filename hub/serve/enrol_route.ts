// POST /v1/enrol
import type { FastifyInstance, FastifyReply } from 'fastify';
import { assertNever } from '#shared/base/result.ts';
import { enrolRequestSchema } from '#shared/wire/enrol.ts';
import { API_PREFIX, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { enrolDevice, type EnrolError } from './enrol.ts';
import { publishLeases } from '#hub/publish/publish_leases.ts';
import { parseBody, refuse, refuseProtocol } from './answer.ts';
import type { Hub } from './authorise.ts';

const spokenSchema = enrolRequestSchema.pick({ protocol: true }).strip();

export function enrolRoute(server: FastifyInstance, hub: Hub): void {
  server.post(`${API_PREFIX}/enrol`, async (request, reply) => {
    // First: what another version sends need not have this one's shape.
    const spoken = parseBody(spokenSchema, request.body);
    if (spoken.ok && spoken.value.protocol !== PROTOCOL_VERSION) return refuseProtocol(reply);
    const parsed = parseBody(enrolRequestSchema, request.body);
    if (!parsed.ok) return refuse(reply, 'bad-request', parsed.error.message);
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
