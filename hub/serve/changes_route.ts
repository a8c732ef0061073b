// GET /v1/changes?since=N: what was published after number N. `&told=1`: all that the device recorded is here.
import type { FastifyInstance } from 'fastify';
import type { ChangesResponse } from '#shared/wire/change.ts';
import { API_PREFIX, CHANGES_PER_ANSWER } from '#shared/wire/protocol.ts';
import { noteProgress } from '#hub/db/device_report.ts';
import { noteHeard } from '#hub/db/told.ts';
import { storedToSigned } from '#hub/db/pack.ts';
import { readChanges, readPublication } from '#hub/db/publication.ts';
import { refuse, refuseProtocol, speaksOther } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';

export function changesRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/changes`,
    forDevice(hub, async (request, reply, { id: device, branch }) => {
      const { since: text, told } = request.query as {
        readonly since?: unknown;
        readonly told?: unknown;
      };
      const since = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
      if (since === undefined) return refuse(reply, 'bad-request', 'since: a number');

      if (told === '1') {
        await noteProgress(hub.database, device, since, hub.clock());
        await noteHeard(hub.database, device, hub.clock());
      }
      if (speaksOther(request)) return refuseProtocol(reply);
      const latest = (await readPublication(hub.database, branch))?.number ?? 0;
      const changes =
        since < latest ? await readChanges(hub.database, branch, since, CHANGES_PER_ANSWER) : [];
      // Pruned, or never written (the first pack): only a pack helps. To who is ahead of the hub nothing helps
      // but a newer publish, so `latest` alone is the answer.
      const unbroken = since >= latest || changes[0]?.number === since + 1;
      if (!unbroken) {
        return refuse(
          reply,
          'pack-needed',
          `no changes lead from ${since} to ${latest}: fetch the pack`,
        );
      }
      const answer: ChangesResponse = {
        latest,
        changes: changes.map((change) => ({
          head: storedToSigned(change),
          rows: Buffer.from(change.rows).toString('base64'),
        })),
      };
      return reply.header('cache-control', 'no-store').send(answer);
    }),
  );
}
