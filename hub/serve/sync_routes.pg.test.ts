// What a device may read: its own branch's pack, chunks and changes, and nothing of others.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChangesResponse, changesResponseSchema } from '#shared/wire/change.ts';
import type { EnrolResponse } from '#shared/wire/enrol.ts';
import { CHANGES_PER_ANSWER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { type Signed, signedSchema } from '#shared/wire/signed.ts';
import { sql } from '#hub/db/database.ts';
import { setTestBalance } from '#hub/db/test_province.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { fetchPack } from '#hub/publish/test_cache.ts';
import { createServer } from './server.ts';
import { bearer, enrolTestDevice, openTestHub, type TestHub } from './test_hub.ts';

let hub: TestHub;
let one: EnrolResponse;
let two: EnrolResponse;
beforeAll(async () => {
  hub = await openTestHub();
  one = await enrolTestDevice(hub, 'b1');
  two = await enrolTestDevice(hub, 'b2');
});
afterAll(() => hub.close());

const get = (device: EnrolResponse, url: string) =>
  hub.server.inject({ url, headers: bearer(device) });
const publish = async (branch: string): Promise<void> => {
  const published = await publishBranch(hub.db, hub.secret, { branch, now: hub.now });
  expect(published.ok).toBe(true);
};
const chunksOf = async (device: EnrolResponse): Promise<readonly string[]> => {
  const signed = (await get(device, '/v1/packs/latest')).json<Signed>();
  const manifest = JSON.parse(Buffer.from(signed.body, 'base64').toString());
  return manifest.chunks;
};

test('without a token, with a wrong and with a revoked one there is no answer', async () => {
  const revoked = await enrolTestDevice(hub, 'b1');
  await hub.db.execute(sql`update device set revoked_at = now() where id = ${revoked.device}`);
  const token = 'x'.repeat(43);
  for (const [headers, error] of [
    [{}, 'unauthorised'],
    [bearer({ ...one, token }), 'unauthorised'],
    [bearer(revoked), 'revoked'],
    [{ authorization: one.token }, 'unauthorised'],
  ] as const) {
    for (const url of ['/v1/packs/latest', '/v1/changes?since=0', `/v1/chunks/${'0'.repeat(64)}`]) {
      const answer = await hub.server.inject({ url, headers });
      expect([answer.statusCode, answer.json().error]).toEqual([401, error]);
    }
    const answer = await hub.server.inject({
      method: 'POST',
      url: '/v1/events',
      headers,
      payload: {},
    });
    expect(answer.statusCode).toBe(401);
  }
});

test('before the first publish there is no pack, and no change', async () => {
  expect((await get(one, '/v1/packs/latest')).json()).toMatchObject({ error: 'no-pack' });
  expect((await get(one, '/v1/changes?since=0')).json()).toEqual({ latest: 0, changes: [] });
});

test('a device fetches its pack, chunk by chunk, through caches that may keep chunks for ever', async () => {
  await publish('b1');
  await publish('b2');
  const answer = await get(one, '/v1/packs/latest');
  expect(answer.headers['cache-control']).toBe('no-store');
  const { manifest } = await fetchPack(
    signedSchema.parse(answer.json()),
    one.hubPublicKey,
    async (sha256) => {
      const chunk = await get(one, `/v1/chunks/${sha256}`);
      expect(chunk.headers['cache-control']).toContain('immutable');
      return chunk.rawPayload;
    },
  );
  expect(manifest).toMatchObject({ branch: 'b1', customers: 30, number: 1 });
  expect((await get(one, '/v1/changes?since=1')).json()).toEqual({ latest: 1, changes: [] });
});

test('of a chunk that was cut the rest is served, and the whole for any other range', async () => {
  const [sha256 = ''] = await chunksOf(one);
  const url = `/v1/chunks/${sha256}`;
  const whole = (await get(one, url)).rawPayload;
  const askFor = (range: string) => hub.server.inject({ url, headers: { ...bearer(one), range } });
  const rest = await askFor('bytes=1000-');
  expect(rest.statusCode).toBe(206);
  expect(rest.headers['content-range']).toBe(`bytes 1000-${whole.length - 1}/${whole.length}`);
  expect(rest.rawPayload.equals(whole.subarray(1_000))).toBe(true);
  for (const range of ['bytes=0-', `bytes=${whole.length}-`, 'bytes=-5', 'bytes=1-2', 'rows=1-']) {
    const answer = await askFor(range);
    expect([answer.statusCode, answer.rawPayload.equals(whole)]).toEqual([200, true]);
  }
});

test('a device sees nothing of another branch', async () => {
  const [mine] = await chunksOf(one);
  const [theirs] = await chunksOf(two);
  expect(mine).not.toBe(theirs);
  expect((await get(two, `/v1/chunks/${mine}`)).json()).toMatchObject({ error: 'not-found' });
  expect((await get(two, `/v1/chunks/${theirs}`)).statusCode).toBe(200);
  const signed = (await get(two, '/v1/packs/latest')).json<Signed>();
  expect(JSON.parse(Buffer.from(signed.body, 'base64').toString()).branch).toBe('b2');
});

test('chunk names are checked', async () => {
  for (const name of ['abc', 'Z'.repeat(64), `${'0'.repeat(63)}'`]) {
    expect((await get(one, `/v1/chunks/${name}`)).json()).toMatchObject({ error: 'bad-request' });
  }
  expect((await get(one, `/v1/chunks/${'0'.repeat(64)}`)).statusCode).toBe(404);
});

test('changes come in order and in parts; who is too far behind needs the pack', async () => {
  const count = CHANGES_PER_ANSWER + 3;
  for (let step = 1; step <= count; step += 1) {
    await setTestBalance(hub.db, 'A000003', 10_000 + step);
    await publish('b1');
  }
  const numbers: number[] = [];
  let since = 1;
  for (let round = 0; round < 3; round += 1) {
    const answer = changesResponseSchema.parse(
      (await get(one, `/v1/changes?since=${since}`)).json<ChangesResponse>(),
    );
    expect(answer.latest).toBe(1 + count);
    expect(answer.changes.length).toBeLessThanOrEqual(CHANGES_PER_ANSWER);
    for (const { head } of answer.changes) {
      numbers.push(JSON.parse(Buffer.from(head.body, 'base64').toString()).number);
    }
    since = numbers.at(-1) ?? since;
  }
  expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 2));
  const behind = await get(one, '/v1/changes?since=0');
  expect([behind.statusCode, behind.json().error]).toEqual([410, 'pack-needed']);
  const ahead = await get(one, '/v1/changes?since=999');
  expect(ahead.json()).toEqual({ latest: 1 + count, changes: [] });
  for (const query of ['', '?since=', '?since=-1', '?since=x', '?since=1&since=2']) {
    expect((await get(one, `/v1/changes${query}`)).json()).toMatchObject({ error: 'bad-request' });
  }
});

test('a device of another protocol is told the version of this hub, and gets nothing that it could not read', async () => {
  for (const url of ['/v1/packs/latest', '/v1/changes?since=1', '/v1/changes?since=0&told=1']) {
    const ask = (version: number) =>
      hub.server.inject({
        url,
        headers: { ...bearer(one), [PROTOCOL_HEADER]: String(version) },
      });
    for (const other of [PROTOCOL_VERSION - 1, PROTOCOL_VERSION + 1]) {
      const answer = await ask(other);
      expect([answer.statusCode, answer.json()]).toEqual([
        409,
        expect.objectContaining({ error: 'protocol', protocol: PROTOCOL_VERSION }),
      ]);
    }
    expect((await ask(PROTOCOL_VERSION)).json().error).not.toBe('protocol');
  }
});

test('health, readiness and unknown addresses', async () => {
  expect((await hub.server.inject('/healthz')).json()).toEqual({ ok: true });
  expect((await hub.server.inject('/readyz')).json()).toEqual({ ok: true });
  expect((await hub.server.inject('/v1/nothing')).json()).toMatchObject({ error: 'not-found' });
  await hub.db.execute(
    sql`insert into schema_migration (number, name) values (${9990}, ${'later'})`,
  );
  const answer = await hub.server.inject('/readyz');
  expect([answer.statusCode, answer.json().error]).toEqual([503, 'unavailable']);
  await hub.db.execute(sql`delete from schema_migration where number = ${9990}`);
});

test('a database that is gone gives unavailable, not a crash', async () => {
  const broken = { ...hub.db, query: () => Promise.reject(new Error('connection lost')) };
  const lost = createServer({ database: broken, secret: hub.secret, clock: () => hub.now });
  const answer = await lost.inject({ url: '/v1/packs/latest', headers: bearer(one) });
  expect([answer.statusCode, answer.json().error]).toEqual([503, 'unavailable']);
  expect(answer.body).not.toContain('connection lost');
  await lost.close();
});

test('an address without end is answered as the protocol has it', async () => {
  const answer = await hub.server.inject({ url: `/v1/chunks/${'a'.repeat(5_000)}` });
  expect([answer.statusCode, answer.json().error]).toEqual([400, 'bad-request']);
});
