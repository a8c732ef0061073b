// GET /v1/held: what the hub holds of a device's events, so that a loss on either side is noticed and mended.
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import type { HeldResponse } from '#shared/wire/held.ts';
import { readHeld } from '#hub/db/device_report.ts';
import { forDevice, type Hub } from './authorise.ts';

export function heldRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/held`,
    forDevice(hub, async (_request, reply, device) => {
      const answer: HeldResponse = await readHeld(hub.database, device.id);
      return reply.header('cache-control', 'no-store').send(answer);
    }),
  );
}
