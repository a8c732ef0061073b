// HQ's page as `hub serve` runs it: its built files, its server, and the lines of visits kept up beside it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { followVisits } from '#hub/visits/follow_visits.ts';
import { readPageFiles } from './files.ts';
import { createPageServer, type PageOptions } from './page_server.ts';

export type RunningPage = {
  readonly server: FastifyInstance;
  readonly isBuilt: boolean;
  readonly stop: () => Promise<void>;
};

const FOLLOW_MS = 5_000;
/** Visits at a time: PGlite answers nobody meanwhile. */
const STEP = 200;

export async function startPage({
  log,
  ...options
}: Omit<PageOptions, 'files'> & { readonly log: FastifyBaseLogger }): Promise<RunningPage> {
  const files = await readPageFiles(pageFolder());
  const server = createPageServer({ ...options, files }, log);
  const stopFollowing = keepFollowing(options.database, log);
  return {
    server,
    isBuilt: files.size > 0,
    async stop() {
      await stopFollowing();
      await server.close();
    },
  };
}

/** Beside the built hub; from the source, where the build puts it. */
function pageFolder(): string {
  const built = join(import.meta.dirname, '..', 'hub-page');
  return existsSync(built) ? built : join(import.meta.dirname, '..', '..', 'dist', 'hub-page');
}

/** One round at a time. @returns what ends it, once the round at work is over */
function keepFollowing(
  database: PageOptions['database'],
  log: FastifyBaseLogger,
): () => Promise<void> {
  const stop = new AbortController();
  let round: Promise<void> | null = null;
  const follow = async (): Promise<void> => {
    try {
      while (!stop.signal.aborted && (await followVisits(database, STEP)) > 0);
    } catch (error) {
      log.error({ err: error }, 'the lines of visits could not be brought up to date');
    }
    round = null;
  };
  const timer = setInterval(() => {
    round ??= follow();
  }, FOLLOW_MS);
  timer.unref();
  return async () => {
    stop.abort();
    clearInterval(timer);
    await round;
  };
}
