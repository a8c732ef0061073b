// GET /v1/keys: the keys of the branch's packs and changes, wrapped for the device that asks.
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import { refuseProtocol, speaksOther } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';
import { handKeys } from './hand_keys.ts';

export function keysRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/keys`,
    forDevice(hub, async (request, reply, device) => {
      if (speaksOther(request)) return refuseProtocol(reply);
      const answer = await handKeys(hub.database, hub.secret, device);
      return reply.header('cache-control', 'no-store').send(answer);
    }),
  );
}
