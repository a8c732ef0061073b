// GET /v1/status
import type { FastifyInstance } from 'fastify';
import { API_PREFIX, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { StatusResponse } from '#shared/wire/status.ts';
import { readPublication } from '../db/publication.ts';
import { forDevice } from './authorise.ts';
import type { Hub } from './hub.ts';

export function statusRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/status`,
    forDevice(hub.database, async (_request, reply, device) => {
      const publication = await readPublication(hub.database, device.branch);
      const answer: StatusResponse = {
        protocol: PROTOCOL_VERSION,
        now: hub.clock() as StatusResponse['now'],
        latest: publication?.number ?? 0,
      };
      return reply.header('cache-control', 'no-store').send(answer);
    }),
  );
}
