// HQ takes what a neighbour brings for the signature of the device that recorded it, each event once and without a gap.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import {
  carriedResponseSchema,
  type CarriedResponse,
  sheetReceiptSchema,
} from '#shared/wire/neighbour.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { createNeighbour, visitEvents } from '#tests/fixtures/sheets.ts';
import { sql } from '#hub/db/database.ts';
import { insertDevice } from '#hub/db/device.ts';
import { hashToken } from './enrol.ts';
import { openTestHub, type TestHub } from './test_hub.ts';

const TOKEN = 'c'.repeat(43);
const NOW = Date.UTC(2026, 10, 21, 8) as Instant;

const hub: TestHub = await openTestHub({ isBelieved: true });
const carrier = createNeighbour('carrier');
const author = createNeighbour('author');
const elsewhere = createNeighbour('elsewhere', 'b2');

await insertDevice(
  hub.db,
  { id: 'carrier', branch: 'b1', name: 'carrier', tokenHash: hashToken(TOKEN), keys: null },
  NOW - 86_400_000,
);
for (const { device: id, branch, publicKeys } of [author, elsewhere]) {
  const keys = {
    sign: Buffer.from(publicKeys.sign, 'base64'),
    seal: Buffer.from(publicKeys.seal, 'base64'),
  };
  const tokenHash = hashToken(id);
  await insertDevice(hub.db, { id, branch, name: id, tokenHash, keys }, NOW - 86_400_000);
}
afterAll(() => hub.close());
beforeEach(async () => {
  await hub.db.execute(sql`delete from event`);
  await hub.db.execute(sql`delete from device_whole`);
  await hub.db.execute(sql`update device set revoked_at = null`);
});

async function carry(...sheets: readonly (readonly [string, Signed])[]) {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/v1/carried',
    headers: { authorization: `Bearer ${TOKEN}` },
    payload: {
      protocol: PROTOCOL_VERSION,
      sheets: sheets.map(([device, sheet]) => ({ device, sheet })),
    },
  });
  expect(answer.statusCode).toBe(200);
  return carriedResponseSchema.parse(answer.json()).sheets;
}

const fates = (answer: CarriedResponse['sheets']): readonly string[] =>
  answer.map((one) => (one.fate === 'refused' ? one.reason : one.fate));
const held = async (): Promise<readonly unknown[]> =>
  (await hub.db.query<{ sequence: number }>(sql`select sequence from event order by sequence`)).map(
    ({ sequence }) => sequence,
  );

it('stores each event once, whoever brings it and however often, and signs a receipt for its device', async () => {
  const first = author.sheet(visitEvents('author', 1, NOW));
  const second = author.sheet(visitEvents('author', 3, NOW));
  const answer = await carry(['author', first], ['author', second], ['author', first]);
  expect(fates(answer)).toEqual(['taken', 'taken', 'taken']);
  expect(await held()).toEqual([1, 2, 3, 4]);
  const [one] = answer;
  if (one?.fate !== 'taken') throw new Error('not taken');
  const receipt = sheetReceiptSchema.parse(
    JSON.parse(Buffer.from(one.receipt.body, 'base64').toString()),
  );
  expect(receipt).toMatchObject({ device: 'author', branch: 'b1', through: 2, quarantined: [] });
  expect(receipt.stored).toHaveLength(2);
  const [heard] = await hub.db.query(sql`select at from device_heard where device = 'author'`);
  expect(heard).toBeDefined();
});

it('lets no gap come about by a neighbour’s hand', async () => {
  const later = author.sheet(visitEvents('author', 3, NOW));
  expect(fates(await carry(['author', later]))).toEqual(['waits']);
  expect(await held()).toEqual([]);
  await carry(['author', author.sheet(visitEvents('author', 1, NOW))]);
  expect(fates(await carry(['author', later]))).toEqual(['taken']);
});

describe('refuses', () => {
  const events = visitEvents('author', 1, NOW);
  const honest = author.sheet(events);
  it('what its device did not sign', async () => {
    const answer = await carry(
      ['author', carrier.sheet(events, { device: 'author' })],
      ['author', { ...honest, body: Buffer.from('{}').toString('base64') }],
      ['author', author.sheet(events, { branch: 'b2' })],
      ['carrier', honest],
      ['nobody', honest],
    );
    expect(fates(answer)).toEqual([
      'not signed by its device',
      'not signed by its device',
      'of another device',
      'the device has no keys',
      'no such device',
    ]);
    expect(await held()).toEqual([]);
  });

  it('devices of other branches, and those that were turned away', async () => {
    await hub.db.execute(sql`update device set revoked_at = now() where id = 'author'`);
    const answer = await carry(
      ['author', honest],
      ['elsewhere', elsewhere.sheet(visitEvents('elsewhere', 1, NOW))],
    );
    expect(fates(answer)).toEqual(['the device was revoked', 'no such device']);
    expect(await held()).toEqual([]);
  });

  it('events of others in a signed sheet: they are put aside, and the rest is taken', async () => {
    const [begin, end] = events;
    const answer = await carry(['author', author.sheet([begin, { ...end, device: 'carrier' }])]);
    expect(fates(answer)).toEqual(['taken']);
    expect(await held()).toEqual([1]);
  });
});
