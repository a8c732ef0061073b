// GET /v1/identity: the hub's keys. Who enrols holds them against the fingerprint in the code before saying anything.
import type { FastifyInstance } from 'fastify';
import type { identitySchema } from '#shared/wire/enrol.ts';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import type { z } from 'zod';
import type { Hub } from './authorise.ts';

export function identityRoute(server: FastifyInstance, hub: Hub): void {
  server.get(`${API_PREFIX}/identity`, async (_request, reply) => {
    const { secret } = hub;
    const keys = { sign: secret.publicKey, seal: secret.sealKey };
    const succession = [...secret.succession];
    // Counters of before know no other member than the keys, and no secret was ever rotated where they enrol.
    const identity: z.input<typeof identitySchema> =
      succession.length === 0 ? { keys } : { keys, succession };
    return reply.header('cache-control', 'no-store').send(identity);
  });
}
