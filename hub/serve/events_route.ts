// POST /v1/events: events of one device, in order, of any protocol from OLDEST_EVENTS on.
import type { FastifyInstance } from 'fastify';
import { eventsRequestSchema } from '#shared/wire/events.ts';
import {
  API_PREFIX,
  EVENT_PAYLOAD_BYTES,
  EVENTS_PER_BATCH,
  EVENTS_TAKEN,
  OLDEST_EVENTS,
} from '#shared/wire/protocol.ts';
import { receiveEvents } from './receive_events.ts';
import { parseBody, refuse, refuseProtocol } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';
import { digestOf } from './conversation.ts';

/** A batch that every hub takes, of the largest events, each with its envelope: counters cut larger ones by their bytes. */
const EVENTS_BODY_BYTES = EVENTS_PER_BATCH * (EVENT_PAYLOAD_BYTES + 1024);

export function eventsRoute(server: FastifyInstance, hub: Hub): void {
  server.post(`${API_PREFIX}/events`, {
    bodyLimit: EVENTS_BODY_BYTES,
    ...forDevice(hub, async (request, reply, device) => {
      const parsed = parseBody(eventsRequestSchema, request.body);
      if (!parsed.ok) return refuse(reply, 'bad-request', parsed.error.message);
      const { protocol, events, previous } = parsed.value;
      if (protocol < OLDEST_EVENTS) return refuseProtocol(reply);
      const batch = device.keys && {
        digest: digestOf(request),
        previous: previous ? Buffer.from(previous, 'hex') : null,
      };
      const now = hub.clock();
      const receipt = { protocol, batch, now, isBelieved: hub.isBelieved };
      const answer = await receiveEvents(hub.database, device, events, receipt);
      if (answer.quarantined.length > 0) {
        const { length: count } = answer.quarantined;
        request.log.warn({ device: device.id, count }, 'events were put aside');
      }
      return reply.header('cache-control', 'no-store').send({ ...answer, takes: EVENTS_TAKEN });
    }),
  });
}
