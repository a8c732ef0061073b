// The hub's HTTP API, version 1. docs/protocol.md describes it.
import { fastify, type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import { schemaState } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { refuse } from './answer.ts';
import type { Hub } from './authorise.ts';
import { takeBodies } from './conversation.ts';
import { carriedRoute } from './carried_route.ts';
import { changesRoute } from './changes_route.ts';
import { enrolRoute } from './enrol_route.ts';
import { eventsRoute } from './events_route.ts';
import { type FollowedHub, followWithRequests } from './follow_secret.ts';
import { heldRoute } from './held_route.ts';
import { identityRoute } from './identity_route.ts';
import { keysRoute } from './keys_route.ts';
import { chunkRoute, packRoute } from './pack_route.ts';
import { toldRoute } from './told_route.ts';
import { updatesRoute } from './updates_route.ts';

const BODY_BYTES = 16 * 1024;

/** @param updates the folder of `hub updates`; undefined: none are served */
export function createServer(
  hub: Hub | FollowedHub,
  log?: FastifyBaseLogger,
  updates?: string,
): FastifyInstance {
  const server = fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    bodyLimit: BODY_BYTES,
    // Nothing is merged from a body, and one odd member must not lose a whole batch of events.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // Keep-alive connections must not hold up the end of the process.
    forceCloseConnections: 'idle',
    // What the router itself refuses, such as an address without end, is answered as all else is.
    frameworkErrors: (_error, _request, reply) =>
      void refuse(reply, 'bad-request', 'no such address'),
    requestTimeout: 60_000,
    keepAliveTimeout: 30_000,
  });
  takeBodies(server);
  if ('follow' in hub) followWithRequests(server, hub);
  for (const add of [
    identityRoute,
    enrolRoute,
    keysRoute,
    packRoute,
    chunkRoute,
    changesRoute,
    eventsRoute,
    heldRoute,
    toldRoute,
    carriedRoute,
  ]) {
    add(server, hub);
  }
  healthRoutes(server, hub);
  if (updates !== undefined) updatesRoute(server, updates);
  server.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found', 'no such address'));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode === 413) return refuse(reply, 'too-large', 'the body is too large');
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return refuse(reply, 'bad-request', error.message);
    }
    request.log.error({ err: error }, 'the request failed');
    return refuse(reply, 'unavailable', 'the hub cannot answer now; try again later');
  });
  return server;
}

/** GET /healthz: the process runs. GET /readyz: it can serve, with its database at the right schema. */
function healthRoutes(server: FastifyInstance, hub: Hub): void {
  server.get('/healthz', { logLevel: 'warn' }, async () => ({ ok: true }));
  server.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const { found, known } = await schemaState(hub.database, MIGRATIONS);
    if (found !== known) {
      return refuse(reply, 'unavailable', `the database is at migration ${found}, not ${known}`);
    }
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });
}
