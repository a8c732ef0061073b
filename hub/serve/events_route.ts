// POST /v1/events: events of one device, in order, of any protocol from OLDEST_EVENTS on; /v1/events/ahead: the next of them,
// sent before the answer to those came.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { eventsRequestSchema } from '#shared/wire/events.ts';
import {
  API_PREFIX,
  EVENT_PAYLOAD_BYTES,
  EVENTS_PER_BATCH,
  EVENTS_TAKEN,
  OLDEST_EVENTS,
} from '#shared/wire/protocol.ts';
import { OutOfTurn, receiveEvents } from './receive_events.ts';
import { parseBody, refuse, refuseProtocol } from './answer.ts';
import { type DeviceHandler, forDevice, type Hub } from './authorise.ts';
import { digestOf } from './conversation.ts';
import { createTurns, type Turn } from './turns.ts';

/** A batch that every hub takes, of the largest events, each with its envelope: counters cut larger ones by their bytes. */
const EVENTS_BODY_BYTES = EVENTS_PER_BATCH * (EVENT_PAYLOAD_BYTES + 1024);

export function eventsRoute(server: FastifyInstance, hub: Hub): void {
  const turns = createTurns();
  const turnOf = new WeakMap<FastifyRequest, Turn>();
  /** With the head of the question: who it is takes the database a while, and the next question must not get past. */
  const takeTurn = (request: FastifyRequest, reply: FastifyReply): void => {
    const turn = turns.take(request.headers.authorization ?? '');
    turnOf.set(request, turn);
    reply.raw.once('close', turn.end);
  };
  /** @param isAhead the answer to the batch before had not come when this one was sent */
  const take =
    (isAhead: boolean): DeviceHandler =>
    async (request, reply, device) => {
      const turn = turnOf.get(request);
      turn?.own();
      const parsed = parseBody(eventsRequestSchema, request.body);
      if (!parsed.ok) return refuse(reply, 'bad-request', parsed.error.message);
      const { protocol, events, previous } = parsed.value;
      if (protocol < OLDEST_EVENTS) return refuseProtocol(reply);
      if (isAhead && !(device.keys && previous)) {
        return refuse(reply, 'bad-request', 'a batch ahead names the one before it');
      }
      const batch = device.keys && {
        digest: digestOf(request),
        previous: previous ? Buffer.from(previous, 'hex') : null,
        isAhead,
      };
      const now = hub.clock();
      const receipt = { protocol, batch, now, isBelieved: hub.isBelieved, turn: turn?.come };
      try {
        const answer = await receiveEvents(hub.database, device, events, receipt);
        if (answer.quarantined.length > 0) {
          const { length: count } = answer.quarantined;
          request.log.warn({ device: device.id, count }, 'events were put aside');
        }
        const can = { takes: EVENTS_TAKEN, ahead: true };
        return reply.header('cache-control', 'no-store').send({ ...answer, ...can });
      } catch (error) {
        if (!(error instanceof OutOfTurn)) throw error;
        return refuse(reply, 'unavailable', 'the batch before this one is not the newest here');
      } finally {
        turn?.end();
      }
    };
  for (const [path, isAhead] of [
    ['/events', false],
    // A hub of before has no such address: a copy of it beside this one refuses what it could not keep in order.
    ['/events/ahead', true],
  ] as const) {
    const route = forDevice(hub, take(isAhead), takeTurn);
    server.post(API_PREFIX + path, { bodyLimit: EVENTS_BODY_BYTES, ...route });
  }
}
