// GET /v1/identity: the hub's keys. Who enrols holds them against the fingerprint in the code before saying anything.
import type { FastifyInstance } from 'fastify';
import type { Identity } from '#shared/wire/enrol.ts';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import type { Hub } from './authorise.ts';

export function identityRoute(server: FastifyInstance, { secret }: Hub): void {
  server.get(`${API_PREFIX}/identity`, async (_request, reply) => {
    const identity: Identity = {
      keys: { sign: secret.publicKey, seal: secret.sealKey },
      succession: [...secret.succession],
    };
    return reply.header('cache-control', 'no-store').send(identity);
  });
}
