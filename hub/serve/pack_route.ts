// GET /v1/packs/latest: the manifest as it was signed.
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import { readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { refuse, refuseProtocol, speaksOther } from './answer.ts';
import { forDevice } from './authorise.ts';
import type { Hub } from './hub.ts';

export function packRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/packs/latest`,
    forDevice(hub.database, async (request, reply, device) => {
      if (speaksOther(request)) return refuseProtocol(reply);
      const pack = await readLatestPack(hub.database, device.branch);
      if (!pack) return refuse(reply, 'no-pack', 'nothing was published to this branch yet');
      return reply.header('cache-control', 'no-store').send(storedToSigned(pack));
    }),
  );
}
