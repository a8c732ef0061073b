// What branches are lent and told of themselves, over the wire: leases at enrolment, spent points, the branch's memory.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import { uuid7 } from '#shared/base/id.ts';
import { customerDocSchema } from '#shared/wire/customer_doc.ts';
import { changesResponseSchema } from '#shared/wire/change.ts';
import type { EnrolResponse } from '#shared/wire/enrol.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { signedSchema } from '#shared/wire/signed.ts';
import { heardSchema } from '#shared/model/heard.ts';
import { lotteryLeaseSchema, pointsLeaseSchema } from '#shared/model/lease.ts';
import { sql } from '#hub/db/database.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { applyChanges, type CacheRows, fetchPack, readPack } from '#hub/publish/test_cache.ts';
import { bearer, enrolTestDevice, openTestHub, type TestHub } from './test_hub.ts';

const name = { zh: '抽奖', en: 'draw' };
const CATALOG = {
  version: '2026.11.1',
  offers: [],
  lotteries: [
    {
      id: 'autumn',
      name,
      validFrom: '2026-11-01',
      validTo: '2026-12-31',
      prizes: [{ id: 'pan', name, cost: 9_000, tickets: 2, total: 10 }],
      blanks: 8,
    },
  ],
};

let hub: TestHub;
let folder: string;
let one: EnrolResponse;
let two: EnrolResponse;
/** The cache of the first device, and its number. */
let rows: CacheRows;
let number = 0;
let customer = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lending-'));
  hub = await openTestHub({ isBelieved: true });
  const doc = JSON.stringify(CATALOG);
  await hub.db.execute(sql`insert into catalog (version, doc) values (${CATALOG.version}, ${doc})`);
  const [row] = await hub.db.query<{ id: number }>(
    sql`select id from customer where branch = 'b1' and account = 'A000020'`,
  );
  customer = row?.id ?? 0;
  await publish();
  one = await enrolTestDevice(hub);
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

async function publish(): Promise<void> {
  const published = await publishBranch(hub.db, hub.secret, { branch: 'b1', now: hub.now });
  expect(published.ok).toBe(true);
}

const get = (device: EnrolResponse, url: string) =>
  hub.server.inject({ url, headers: bearer(device) });

/** Signatures, hashes and the digest of every change are checked on the way. */
async function pull(): Promise<void> {
  const answer = (await get(one, `/v1/changes?since=${number}&told=1`)).json<unknown>();
  const changes = changesResponseSchema.parse(answer);
  if (changes.changes.length > 0)
    number = applyChanges(rows, changes, one.hubPublicKey, one.packKey);
}

const docs = (entity: string): unknown[] =>
  [...rows].filter(([key]) => key.startsWith(`${entity}\n`)).map(([, text]) => JSON.parse(text));

let sequence = 0;
function event(device: EnrolResponse, kind: string, payload: object, order: number) {
  const id = uuid7(hub.now + order, randomBytes(10));
  const { device: code } = device;
  return {
    id,
    device: code,
    sequence: order,
    kind,
    payload,
    at: hub.now,
    day: '2026-11-21',
    staff: 'c1',
  };
}
async function send(device: EnrolResponse, events: readonly object[]): Promise<void> {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/v1/events',
    headers: bearer(device),
    payload: { protocol: PROTOCOL_VERSION, events },
  });
  expect(answer.json()).toMatchObject({ quarantined: [] });
}
const newId = () => uuid7(hub.now, randomBytes(10));
const answered = (answer: string) => ({
  visit: newId(),
  customer,
  decision: newId(),
  offer: 'data-pack',
  tier: 't',
  treatment: 'plain',
  answer,
  declineReason: answer === 'declined' ? 'thinking' : null,
  notSaidReason: null,
  laterOn: null,
});
const pointsOf = (): number | null | undefined =>
  docs('customer')
    .map((doc) => customerDocSchema.parse(doc))
    .find(({ id }) => id === customer)?.points;

test('a device that enrols between two publications has its leases at once, as a change after the pack', async () => {
  const signed = signedSchema.parse((await get(one, '/v1/packs/latest')).json());
  const pack = await fetchPack(
    signed,
    one.hubPublicKey,
    async (sha256) => (await get(one, `/v1/chunks/${sha256}`)).rawPayload,
  );
  ({ rows } = await readPack(join(folder, 'pack.db'), pack.bytes, one.packKey));
  number = pack.manifest.number;
  expect(docs('lottery-lease')).toEqual([]);
  await pull();
  expect(number).toBe(2);
  const [lease] = docs('lottery-lease').map((doc) => lotteryLeaseSchema.parse(doc));
  expect(lease).toMatchObject({ device: one.device, tickets: { '-': 8, pan: 2 } });
  expect(docs('points-lease').map((doc) => pointsLeaseSchema.parse(doc))).toEqual([
    { device: one.device, deviceName: 'counter 1', counted: 0 },
  ]);

  two = await enrolTestDevice(hub);
  await pull();
  expect(docs('lottery-lease')).toHaveLength(2);
  // Each window is given both rows: with the seed of the other's deck it could tell what is drawn there next.
  const seeds = await hub.db.query<{ seed: string }>(
    sql`select last_seed as seed from lottery_lease`,
  );
  expect(seeds).toHaveLength(2);
  for (const { seed } of seeds) expect(JSON.stringify(docs('lottery-lease'))).not.toContain(seed);
  // The points stay where they are.
  expect(docs('points-lease')).toMatchObject([{ device: one.device }]);
});

test('what one device heard, all devices of the branch know after the next publication', async () => {
  const declined = event(two, 'answer.recorded', answered('declined'), 1);
  const mistaken = event(two, 'answer.recorded', answered('accepted'), 2);
  const undo = event(two, 'event.undone', { undoes: mistaken.id, visit: newId() }, 3);
  const visit = { visit: newId(), customer, purpose: 'complaint', intended: null };
  const complained = event(two, 'visit.started', visit, 4);
  await send(two, [declined, mistaken, undo, complained]);
  await publish();
  await pull();
  expect(docs('heard').map((doc) => heardSchema.parse(doc))).toEqual([
    {
      customer,
      answers: [
        { device: two.device, offer: 'data-pack', answer: 'declined', at: hub.now, laterOn: null },
      ],
      complaints: [{ device: two.device, day: '2026-11-21' }],
      walkIns: [],
    },
  ]);
  hub.now += 61 * DAY_MS;
  await publish();
  await pull();
  expect(docs('heard')).toEqual([]);
  hub.now -= 61 * DAY_MS;
});

test('points that were spent are gone from the published figures, and the lease says up to where', async () => {
  expect(pointsOf()).toBe(20);
  const finish = newId();
  const spent = { visit: newId(), customer, finish, offer: 'points', tier: 't', points: 15 };
  sequence += 1;
  await send(one, [event(one, 'points.spent', spent, sequence)]);
  // An enrolment publishes leases, but no points: nothing may be counted that is not published.
  await enrolTestDevice(hub);
  await pull();
  expect([pointsOf(), docs('points-lease')]).toMatchObject([20, [{ counted: 0 }]]);
  await publish();
  await pull();
  expect([pointsOf(), docs('points-lease')]).toMatchObject([5, [{ counted: 1 }]]);
  sequence += 1;
  await send(one, [event(one, 'event.undone', { undoes: finish, visit: newId() }, sequence)]);
  await publish();
  await pull();
  expect([pointsOf(), docs('points-lease')]).toMatchObject([20, [{ counted: 2 }]]);
});
