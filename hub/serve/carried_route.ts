// POST /v1/carried: what other devices of the branch recorded and signed, brought by a neighbour's hand.
import type { FastifyInstance } from 'fastify';
import { carriedRequestSchema, type CarriedResponse } from '#shared/wire/neighbour.ts';
import { API_PREFIX, OLDEST_EVENTS } from '#shared/wire/protocol.ts';
import { parseBody, refuse, refuseProtocol } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';
import { takeSheet } from './take_sheet.ts';

/** A counter brings no more than one full sheet, or a few small ones, at a time. */
const CARRIED_BODY_BYTES = 8 * 1024 * 1024;

export function carriedRoute(server: FastifyInstance, hub: Hub): void {
  server.post(`${API_PREFIX}/carried`, {
    bodyLimit: CARRIED_BODY_BYTES,
    ...forDevice(hub, async (request, reply, { id: carrier, branch }) => {
      const parsed = parseBody(carriedRequestSchema, request.body);
      if (!parsed.ok) return refuse(reply, 'bad-request', parsed.error.message);
      const { protocol, sheets } = parsed.value;
      if (protocol < OLDEST_EVENTS) return refuseProtocol(reply);
      const answer: { sheets: CarriedResponse['sheets'] } = { sheets: [] };
      for (const { device, sheet } of sheets) {
        const fate = await takeSheet(hub, branch, device, sheet);
        if (fate.fate === 'refused') {
          request.log.warn({ device, carrier, reason: fate.reason }, 'a sheet was refused');
        }
        answer.sheets.push(fate);
      }
      return reply.header('cache-control', 'no-store').send(answer);
    }),
  });
}
