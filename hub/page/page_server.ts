// HQ's page for regional managers and HQ: a server of its own, which can only read and holds no secret of the branches.
import { fastify, type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import type { Database } from '#hub/db/database.ts';
import { fail, guardPage, type PageGuard } from './guard.ts';
import type { PageFile } from './files.ts';
import { figureRoutes } from './figure_routes.ts';
import { packAnswers } from './packed.ts';
import { sessionRoutes } from './session_routes.ts';

export type PageOptions = {
  readonly database: Database;
  /** UTC ms */
  readonly clock: () => number;
  /** By address; see `readPageFiles`. */
  readonly files: ReadonlyMap<string, PageFile>;
  /** As browsers have it: `https://hq.example`. Undefined: by plain HTTP, at whatever name it is asked. */
  readonly origin?: string | undefined;
};

const BODY_BYTES = 4 * 1024;

export function createPageServer(options: PageOptions, log?: FastifyBaseLogger): FastifyInstance {
  const server = fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    bodyLimit: BODY_BYTES,
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply) => void fail(reply, 400, { type: 'bad-request' }),
    requestTimeout: 30_000,
    keepAliveTimeout: 30_000,
  });
  const guard: PageGuard = guardPage(server, options);
  packAnswers(server);
  fileRoutes(server, options.files);
  sessionRoutes(server, options, guard);
  figureRoutes(server, options, guard);
  server.get('/healthz', { logLevel: 'warn' }, async () => ({ ok: true }));
  server.setNotFoundHandler((_request, reply) => fail(reply, 404, { type: 'not-found' }));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode !== undefined && error.statusCode < 500)
      return fail(reply, error.statusCode, { type: 'bad-request' });
    request.log.error({ err: error }, 'the request failed');
    return fail(reply, 503, { type: 'unavailable' });
  });
  return server;
}

function fileRoutes(server: FastifyInstance, files: ReadonlyMap<string, PageFile>): void {
  for (const [address, { bytes, type, etag, isForGood }] of files) {
    server.get(address, { logLevel: 'warn' }, async (request, reply) => {
      void reply
        .header('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache')
        .header('etag', etag);
      if (request.headers['if-none-match']?.replace(/^W\//, '') === etag)
        return reply.code(304).send();
      return reply.type(type).send(bytes);
    });
  }
}
