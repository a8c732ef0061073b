// Two real data processes of a branch and a real hub: gifts are lent, so that without a line none is promised twice.
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { ledgerPath } from '#electron/data/device.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createServer } from '#hub/serve/server.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { readLentGifts, releaseGifts } from '#hub/lend/gifts.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import {
  failure,
  startDataProcess,
  type TestProcess,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { type Proxy, startProxy } from '#tests/fixtures/proxy.ts';
import { enrolCode, smallProvince } from '#tests/fixtures/small_province.ts';

const BRANCH = 'CD01';
const MANAGER = '1000';
const GIFT = 'umbrella';

/** A computer at a window of the branch, on a line of its own. */
type Desk = { process: TestProcess; clerk: Client; readonly line: Proxy };

let db: TestDatabase;
let secret: HubSecret;
let server: FastifyInstance;
let url: string;
let first: Desk;
let second: Desk;

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  await smallProvince(db, secret, { customers: 200 });
  server = createServer({ database: db, secret, clock: () => Date.now() });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
  await allot(7);
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

async function allot(pieces: number): Promise<void> {
  await db.execute(
    sql`update gift set allocated = ${pieces} where branch = ${BRANCH} and id = ${GIFT}`,
  );
  const published = await publishBranch(db, secret, { branch: BRANCH, now: Date.now() });
  if (!published.ok) throw new Error(published.error.type);
}

async function openDesk(): Promise<Desk> {
  const line = await startProxy(url);
  const process = startDataProcess();
  const code = await enrolCode(db, secret, BRANCH);
  value(await process.connect().send('enrol.start', { hubUrl: line.url, branch: BRANCH, code }));
  return { process, clerk: await signIn(process), line };
}

async function signIn(process: TestProcess): Promise<Client> {
  const client = process.connect();
  value(await client.send('session.sign-in', { staff: '1001', pin: DEMO_PINS.clerk }));
  return client;
}

const sync = async (...desks: readonly Desk[]): Promise<void> => {
  // What one gives back the other gets with the round after.
  for (let round = 0; round < 3; round += 1) {
    for (const { clerk } of desks) value(await clerk.send('sync.now', {}));
  }
};
const cut = async (...desks: readonly Desk[]): Promise<void> => {
  for (const { line, clerk } of desks) {
    line.mode = { kind: 'cut' };
    expect(value(await clerk.send('sync.now', {})).line).toBe('offline');
  }
};
const mend = (...desks: readonly Desk[]): void => {
  for (const { line } of desks) line.mode = { kind: 'pass' };
};

let nextCustomer = 0;
/** A manager lets one go: no catalog and no lot has a say. */
async function give({ clerk }: Desk) {
  nextCustomer += 1;
  const visit = value(
    await clerk.send('visit.start', { customer: nextCustomer, purpose: 'bill', intended: null }),
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

/** @returns how many it gave, and why it gives no more */
async function giveAll(desk: Desk): Promise<readonly [number, string]> {
  for (let given = 0; ; given += 1) {
    const outcome = await give(desk);
    if (!outcome.ok) return [given, failure(outcome).type];
  }
}

const countsAt = async ({ clerk }: Desk) => {
  const gift = value(await clerk.send('gift.list', { customer: 150 })).find(
    ({ id }) => id === GIFT,
  );
  return { left: gift?.left, here: gift?.here };
};

async function atHq() {
  const lent = (await readLentGifts(db, BRANCH, Date.now())).find(({ gift }) => gift.id === GIFT);
  if (lent === undefined) throw new Error('no umbrellas');
  return lent.gift.allocated - lent.holders.reduce((sum, { drawn }) => sum + drawn, 0);
}

it('without a line two windows together give no more than there is', async () => {
  await sync(first, second);
  const [one, other] = [await countsAt(first), await countsAt(second)];
  expect([one.left, other.left]).toEqual([7, 7]);
  expect([one.here, other.here]).toEqual([4, 3]);
  await cut(first, second);
  expect(await giveAll(first)).toEqual([4, 'gift-elsewhere']);
  value(await give(second));
});

it('back on the line what is left goes to who needs it, and all screens say the same', async () => {
  mend(first, second);
  await sync(first, second);
  const counts = [await countsAt(first), await countsAt(second)];
  expect(counts).toEqual([
    { left: 2, here: 1 },
    { left: 2, here: 1 },
  ]);
  const manager = second.process.connect();
  value(await manager.send('session.sign-in', { staff: MANAGER, pin: DEMO_PINS.manager }));
  const report = value(await manager.send('report.day', { day: null }));
  expect(report.gifts.find(({ id }) => id === GIFT)).toMatchObject({ left: 2, drawnToday: 5 });
  expect(await atHq()).toBe(2);
  await cut(first, second);
  expect([(await giveAll(first))[0], (await giveAll(second))[0]]).toEqual([1, 1]);
  mend(first, second);
  await sync(first, second);
  expect(await countsAt(first)).toEqual({ left: 0, here: 0 });
  expect(await giveAll(second)).toEqual([0, 'out-of-stock']);
});

it('a window that is alone at work gets all but what the other holds', async () => {
  await allot(17);
  await sync(first, second);
  await cut(second);
  const held = (await countsAt(second)).here ?? 0;
  expect(held).toBeGreaterThan(0);
  await db.execute(sql`update device_heard set at = at - interval '8 days'
    where device = ${second.process.secrets()?.device ?? ''}`);
  await sync(first);
  expect((await countsAt(first)).here).toBe(10 - held);
});

it('what a lost window holds is free again when HQ takes it back', async () => {
  const device = second.process.secrets()?.device ?? '';
  await releaseGifts(db, { branch: BRANCH, device, now: Date.now() });
  await sync(first);
  expect((await countsAt(first)).here).toBe(10);
  // It is found again: it hears of it with its first contact, and the two share what there is.
  mend(second);
  await sync(second, first);
  const here = [await countsAt(first), await countsAt(second)].map((one) => one.here ?? 0);
  expect(here[0]).toBeGreaterThan(0);
  expect(here[1]).toBeGreaterThan(0);
  expect((here[0] ?? 0) + (here[1] ?? 0)).toBeLessThanOrEqual(10);
});

it('a ledger that was put back gives nothing until HQ lends anew', async () => {
  const secrets = first.process.secrets();
  if (secrets === null) throw new Error('not enrolled');
  const file = ledgerPath(first.process.dataDir, secrets.device);
  const restart = async (): Promise<void> => {
    first.process = startDataProcess({
      dataDir: first.process.dataDir,
      key: { state: 'held', secrets },
    });
    first.clerk = await signIn(first.process);
  };
  await sync(first, second);
  await first.process.stop();
  const older = readFileSync(file);
  await restart();
  value(await give(first));
  await sync(first, second);
  const left = await atHq();
  await first.process.stop();
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  writeFileSync(file, older);
  await restart();
  await sync(first, second);
  const total = async () =>
    ((await countsAt(first)).here ?? 0) + ((await countsAt(second)).here ?? 0);
  expect(await atHq()).toBe(left);
  // What was given in the lost time is gone at every screen.
  expect([(await countsAt(first)).left, (await countsAt(second)).left]).toEqual([left, left]);
  expect(await total()).toBeLessThanOrEqual(left);
  await cut(first, second);
  await giveAll(first);
  await giveAll(second);
  mend(first, second);
  await sync(first, second);
  expect(await atHq()).toBeGreaterThanOrEqual(0);
});

it('a computer that HQ refuses gives nothing any more, and HQ has what it held', async () => {
  await allot(40);
  await sync(first, second);
  expect((await countsAt(first)).here).toBeGreaterThan(0);
  await db.execute(
    sql`update device set revoked_at = now() where id = ${first.process.secrets()?.device ?? ''}`,
  );
  value(await first.clerk.send('sync.now', {}));
  await untilState(first.clerk, ({ phase }) => phase === 'revoked');
  // Whoever was signed in there is not any more.
  expect(failure(await first.clerk.send('gift.list', { customer: 1 })).type).toBe('signed-out');
  await sync(second);
  expect((await countsAt(second)).here).toBe(await atHq());
});
