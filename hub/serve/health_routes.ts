// GET /healthz: the process runs. GET /readyz: it can serve, with its database at the right schema.
import type { FastifyInstance } from 'fastify';
import { schemaState } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { refuse } from './answer.ts';
import type { Hub } from './hub.ts';

export function healthRoutes(server: FastifyInstance, hub: Hub): void {
  server.get('/healthz', { logLevel: 'warn' }, async () => ({ ok: true }));
  server.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const { found, known } = await schemaState(hub.database, MIGRATIONS);
    if (found !== known) {
      return refuse(reply, 'unavailable', `the database is at migration ${found}, not ${known}`);
    }
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });
}
