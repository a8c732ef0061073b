// Two real data processes of a branch tell each other over loopback what they record, with and without the real hub.
import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createServer } from '#hub/serve/server.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import {
  failure,
  startDataProcess,
  temporaryFolder,
  type TestProcess,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { catalogWithNeighbours } from '#tests/fixtures/neighbours.ts';
import { type Proxy, startProxy } from '#tests/fixtures/proxy.ts';
import { enrolCode, smallProvince } from '#tests/fixtures/small_province.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const BRANCH = 'CD01';
const MANAGER = '1000';
const GIFT = 'umbrella';

type Desk = {
  readonly process: TestProcess;
  readonly clerk: Client;
  readonly manager: Client;
  readonly line: Proxy;
  readonly device: string;
};

let db: TestDatabase;
let secret: HubSecret;
let server: FastifyInstance;
let url: string;
let first: Desk;
let second: Desk;

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  await smallProvince(db, secret, {
    customers: 200,
    catalogFolder: await catalogWithNeighbours(temporaryFolder()),
  });
  server = createServer({ database: db, secret, clock: () => Date.now() });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
  const published = await publishBranch(db, secret, { branch: BRANCH, now: Date.now() });
  if (!published.ok) throw new Error(published.error.type);
  first = await openDesk();
  second = await openDesk();
});
afterAll(async () => {
  for (const { process, line } of [first, second]) {
    await process.stop();
    await line.close();
  }
  await server.close();
  await db.close();
});

async function openDesk(): Promise<Desk> {
  const line = await startProxy(url);
  const process = startDataProcess();
  const code = await enrolCode(db, secret, BRANCH);
  const input = { hubUrl: line.url, branch: BRANCH, code };
  value(await process.connect().send('enrol.start', input));
  const device = process.secrets()?.device ?? '';
  const clerk = await signIn(process, '1001', DEMO_PINS.clerk);
  return {
    process,
    clerk,
    manager: await signIn(process, MANAGER, DEMO_PINS.manager),
    line,
    device,
  };
}

async function signIn(process: TestProcess, staff: string, pin: string): Promise<Client> {
  const client = process.connect();
  value(await client.send('session.sign-in', { staff, pin }));
  return client;
}

const heard = async ({ clerk }: Desk, limitMs = 40_000): Promise<void> => {
  await untilState(
    clerk,
    ({ neighbours }) => neighbours?.windows.some(({ state }) => state === 'heard') === true,
    limitMs,
  );
};

async function give({ clerk }: Desk, customer: number) {
  const visit = value(
    await clerk.send('visit.start', { customer, purpose: 'bill', intended: null }),
  );
  return clerk.send('visit.finish', {
    visit: visit.visit,
    prepaid: null,
    gifts: [],
    exception: {
      gift: GIFT,
      reason: 'promised',
      words: '',
      approval: { manager: MANAGER, pin: DEMO_PINS.manager },
    },
  });
}

/** @returns after how many ms it held */
async function until(holds: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  while (!(await holds())) {
    if (performance.now() - begun > 30_000) throw new Error('it never came');
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  return performance.now() - begun;
}

const visitsOf = async ({ manager }: Desk, device: string): Promise<number> =>
  value(await manager.send('report.day', { day: null })).devices.find(({ id }) => id === device)
    ?.visits ?? 0;

const eventsAtHq = async (device: string): Promise<readonly number[]> =>
  (
    await db.query<{ sequence: number }>(
      sql`select sequence from event where device = ${device} order by sequence`,
    )
  ).map(({ sequence }) => sequence);

it('finds the other window by the address that it gave HQ, and each hears the other', async () => {
  await heard(first);
  await heard(second);
  const { neighbours } = await untilState(first.clerk, () => true);
  expect(neighbours).toMatchObject({ problem: null, windows: [{ id: second.device, waiting: 0 }] });
  expect(neighbours?.addresses[0]).toMatch(/^127\.0\.0\.1:\d+$/);
});

it('without HQ a gift, an opt-out and a visit at one window are known at the other', async () => {
  for (const { line, clerk } of [first, second]) {
    line.mode = { kind: 'cut' };
    expect(value(await clerk.send('sync.now', {})).line).toBe('offline');
  }
  const left = async (): Promise<number | undefined> =>
    value(await second.manager.send('report.day', { day: null })).gifts.find(
      ({ id }) => id === GIFT,
    )?.left;
  const before = await left();
  value(await give(first, 1));
  const ms = await until(async () => (await left()) === (before ?? 0) - 1);
  expect(ms).toBeLessThan(5_000);
  expect(await visitsOf(second, first.device)).toBe(1);
  // The same gift on one day, at whichever window.
  expect(failure(await give(second, 1))).toMatchObject({ type: 'gift-given' });

  value(await first.clerk.send('customer.consent', { id: 2, visit: null, optedOut: true }));
  await until(
    async () => value(await second.clerk.send('customer.open', { id: 2 })).optedOutBy === 'counter',
  );
  const report = value(await second.manager.send('report.day', { day: null }));
  const asOf = report.devices.find(({ id }) => id === first.device)?.asOf ?? 0;
  expect(Math.abs(asOf - report.computedAt)).toBeLessThan(5_000);
});

it('HQ gets each event once by the hand of the window that has a line, and the other learns of it', async () => {
  const before = await eventsAtHq(first.device);
  second.line.mode = { kind: 'pass' };
  value(await second.clerk.send('sync.now', {}));
  await until(async () => (await eventsAtHq(first.device)).length > before.length);
  // The receipts come back to who never had a line.
  const { sync } = await untilState(first.clerk, (state) => state.sync.unsent === 0, 30_000);
  expect(sync.line).toBe('offline');
  const carried = await eventsAtHq(first.device);
  expect(carried).toEqual(carried.map((_, index) => index + 1));
  const quarantined = await db.query(sql`select 1 from event_quarantine`);
  expect(quarantined).toEqual([]);

  first.line.mode = { kind: 'pass' };
  value(await first.clerk.send('sync.now', {}));
  // With the first contact it tells HQ what was looked up: behind, and nothing twice.
  const all = await eventsAtHq(first.device);
  expect(all).toEqual(all.map((_, index) => index + 1));
  expect(all.length).toBeGreaterThanOrEqual(carried.length);
  value(await second.clerk.send('sync.now', {}));
  expect(await visitsOf(second, first.device)).toBe(1);
  const { neighbours } = await untilState(second.clerk, () => true);
  expect(neighbours?.windows).toMatchObject([{ id: first.device, waiting: 0 }]);
});

it('a computer that was put back whole, without HQ, is shown by its neighbour how far it had come', async () => {
  for (const { line } of [first, second]) line.mode = { kind: 'cut' };
  const { dataDir } = first.process;
  const copy = temporaryFolder();
  const startAgain = async (): Promise<void> => {
    const secrets = first.process.secrets();
    if (secrets === null) throw new Error('no secrets');
    const process = startDataProcess({ dataDir, key: { state: 'held', secrets } });
    const clerk = await signIn(process, '1001', DEMO_PINS.clerk);
    first = { ...first, process, clerk };
    await heard(first);
  };
  const visits = await visitsOf(second, first.device);
  await first.process.stop();
  cpSync(dataDir, copy, { recursive: true });
  await startAgain();
  for (const customer of [11, 12]) {
    const visit = await first.clerk.send('visit.start', {
      customer,
      purpose: 'bill',
      intended: null,
    });
    const end = { visit: value(visit).visit, prepaid: null, gifts: [] };
    value(await first.clerk.send('visit.finish', end));
  }
  await until(async () => (await visitsOf(second, first.device)) === visits + 2);
  // Its last word follows what is new; a window that stops between the two is known as far as the word before.
  await new Promise((resolve) => {
    setTimeout(resolve, 1_000);
  });
  await first.process.stop();
  rmSync(dataDir, { recursive: true });
  cpSync(copy, dataDir, { recursive: true });
  await startAgain();
  const { sync } = await untilState(first.clerk, (state) => state.sync.missing !== null, 20_000);
  expect(sync.missing).toBeGreaterThanOrEqual(4);
  expect(second.process.log.join()).toContain('was put back');
  // No number of the lost time is taken again.
  first.line.mode = { kind: 'pass' };
  value(await first.clerk.send('sync.now', {}));
  const known = await eventsAtHq(first.device);
  expect(new Set(known).size).toBe(known.length);
  second.line.mode = { kind: 'pass' };
  value(await second.clerk.send('sync.now', {}));
  expect(await db.query(sql`select reason from event_quarantine`)).toEqual([]);
});

it('a window that HQ turned away is not heard any more', async () => {
  await db.execute(sql`update device set revoked_at = now() where id = ${first.device}`);
  value(await second.clerk.send('sync.now', {}));
  const { neighbours } = await untilState(
    second.clerk,
    (state) => state.neighbours?.windows[0]?.state !== 'heard',
    20_000,
  );
  expect(neighbours?.windows).toMatchObject([{ id: first.device, state: 'turned-away' }]);
  await until(async () => second.process.log.some((line) => line.includes('is silent')));
});
