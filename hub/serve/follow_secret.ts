// A copy of the hub that serves while the secret is rotated elsewhere: it looks into the database with the requests and
// reads the secret's file again when the database has followed another rotation.
import type { FastifyInstance } from 'fastify';
import type { Database } from '#hub/db/database.ts';
import { readGeneration } from '#hub/db/generation.ts';
import type { HubSecret } from '#hub/secret.ts';
import { refuse } from './answer.ts';
import type { Hub } from './authorise.ts';

/** One small question to the database in this time, however many requests come. */
const LOOK_EVERY_MS = 1_000;

type Following = {
  readonly database: Database;
  /** As it was read at the start. */
  readonly secret: HubSecret;
  /** Reads the file again. @throws SecretProblem when it is of before the rotation, or unreadable */
  readonly reopen: () => Promise<HubSecret>;
  /** UTC ms */
  readonly clock: () => number;
  readonly lookEveryMs?: number;
};

export type FollowedHub = Hub & {
  /** @throws SecretProblem as `reopen` does: then nothing may be answered with the secret of before */
  readonly follow: () => Promise<void>;
};

export function followSecret(options: Following): FollowedHub {
  const { database, reopen, clock, lookEveryMs = LOOK_EVERY_MS } = options;
  let current = options.secret;
  let looked = performance.now();
  let isBehind = false;
  let looking: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    isBehind ||= (await readGeneration(database)) > current.generation;
    looked = performance.now();
    if (!isBehind) return;
    current = await reopen();
    isBehind = false;
  };
  return {
    database,
    clock,
    get secret() {
      return current;
    },
    follow() {
      if (!isBehind && performance.now() - looked < lookEveryMs) return Promise.resolve();
      looking ??= look().finally(() => {
        looking = null;
      });
      return looking;
    },
  };
}

/** Nothing is answered with a secret of before: who asked asks again, and another copy may know. */
export function followWithRequests(server: FastifyInstance, hub: FollowedHub): void {
  server.addHook('onRequest', async (request, reply) => {
    try {
      await hub.follow();
      return undefined;
    } catch (error) {
      request.log.error({ err: error }, 'the secret was rotated, and its new file cannot be read');
      return refuse(reply, 'unavailable', 'the hub cannot answer now; try again later');
    }
  });
}
