// A hub for tests of its routes: one or several copies on one database, asked without a network.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { EnrolRequest, EnrolResponse } from '#shared/wire/enrol.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createEnrolCode } from './enrol.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { createServer } from './server.ts';

export type TestHub = {
  readonly db: TestDatabase;
  readonly secret: HubSecret;
  readonly server: FastifyInstance;
  /** The hub's clock; tests move it. */
  now: number;
  /** A second copy: with PostgreSQL on connections of its own. */
  readonly secondCopy: () => Promise<FastifyInstance>;
  readonly close: () => Promise<void>;
};

/**
 * With branches b1 (30 customers) and b2 (2 customers), nothing published.
 * @param isBelieved events are not held against what the hub knows
 * @param takesKeyless false, as `hub serve` has it: who enrols has keys of its own
 */
export async function openTestHub({
  isBelieved = false,
  takesKeyless = true,
} = {}): Promise<TestHub> {
  const db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 30 });
  await createTestBranch(db, { code: 'b2', customers: 2 });
  const secret = secretFromMaster(randomBytes(32));
  const others: Database[] = [];
  const servers: FastifyInstance[] = [];
  const serve = (database: Database): FastifyInstance => {
    const server = createServer({
      database,
      secret,
      clock: () => hub.now,
      isBelieved,
      takesKeyless,
    });
    servers.push(server);
    return server;
  };
  const hub: TestHub = {
    db,
    secret,
    now: Date.UTC(2026, 10, 21, 8),
    server: serve(db),
    async secondCopy() {
      if (db.url === undefined) return serve(db);
      const other = await openDatabase({ url: db.url });
      others.push(other);
      return serve(other);
    },
    async close() {
      for (const server of servers) await server.close();
      for (const other of others) await other.close();
      await db.close();
    },
  };
  return hub;
}

export async function newCode(hub: TestHub, branch = 'b1'): Promise<string> {
  const made = await createEnrolCode(hub.db, hub.secret, { branch, now: hub.now });
  if (!made.ok) throw new Error(made.error.type);
  return made.value.code;
}

export const enrolRequest = (
  hub: TestHub,
  code: string,
  more: Partial<EnrolRequest> = {},
): object => ({
  protocol: PROTOCOL_VERSION,
  branch: 'b1',
  code,
  now: hub.now,
  deviceName: 'counter 1',
  ...more,
});

export async function enrolTestDevice(hub: TestHub, branch = 'b1'): Promise<EnrolResponse> {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/v1/enrol',
    payload: enrolRequest(hub, await newCode(hub, branch), { branch }),
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<EnrolResponse>();
}

export const bearer = (device: EnrolResponse): { authorization: string } => ({
  authorization: `Bearer ${device.token}`,
});
