// What is said between a device with keys and the real hub: nobody on the line reads, changes or replays any of it, and
// a token alone is nothing.
import { createHash } from 'node:crypto';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createVoice, type Voice } from '#electron/data/sync/conversation.ts';
import { createDeviceKeys } from '#electron/data/sync/device_keys.ts';
import { fetchSecrets } from '#electron/data/sync/enrol.ts';
import { keysForEnrolment } from '#electron/data/sync/enrol_seed.ts';
import { createHubClient, type HubClient } from '#electron/data/sync/hub_client.ts';
import type { Secrets } from '#electron/port/parent.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { SEALED_TYPE } from '#shared/wire/conversation.ts';
import { createTestIds } from '#tests/fixtures/ids.ts';
import { sql } from '#hub/db/database.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { newCode, openTestHub, type TestHub } from '#hub/serve/test_hub.ts';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { type Proxy, startProxy } from '#tests/fixtures/proxy.ts';

let hub: TestHub;
let line: Proxy;
let secrets: Secrets;
let client: HubClient;
const { signal } = new AbortController();

const enrol = async (code: string) =>
  fetchSecrets({ hubUrl: line.url, branch: 'b1', code }, hub.now, signal);
const voiceOf = ({ keys, hubPublicKey, hubSealKey }: Secrets): Voice => {
  if (keys === undefined || hubSealKey === undefined) throw new Error('no keys');
  return createVoice(keys, { sign: hubPublicKey, seal: hubSealKey });
};

beforeAll(async () => {
  hub = await openTestHub();
  line = await startProxy(await hub.server.listen({ host: '127.0.0.1', port: 0 }));
});
beforeEach(async () => {
  line.mode = { kind: 'pass' };
  const enrolled = await enrol(await newCode(hub));
  if (!enrolled.ok) throw new Error(enrolled.error.type);
  secrets = enrolled.value;
  client = createHubClient(line.url, { token: secrets.token, voice: voiceOf(secrets) });
});
afterAll(async () => {
  await line.close();
  await hub.close();
});

const ids = createTestIds();
const optOut = (sequence: number, customer = 7): EventEnvelope =>
  ({
    id: ids(),
    device: secrets.device,
    sequence,
    kind: 'consent.changed',
    payload: { visit: null, customer, optedOut: true },
    at: hub.now,
    day: '2026-11-21',
    staff: 'c1',
  }) as EventEnvelope;

it('is refused by who is not the hub of the code, before the code is told', async () => {
  const code = await newCode(hub);
  const seen = line.seen.length;
  const other = secretFromMaster(Buffer.alloc(32, 9));
  line.mode = {
    kind: 'alter-answers',
    alter: (path, answer) =>
      path === '/v1/identity'
        ? {
            ...answer,
            body: Buffer.from(
              JSON.stringify({ keys: { sign: other.publicKey, seal: other.sealKey } }),
            ),
          }
        : answer,
  };
  expect(await enrol(code)).toEqual({ ok: false, error: { type: 'other-hub' } });
  expect(await enrol(code.slice(0, 9))).toEqual({ ok: false, error: { type: 'half-code' } });
  expect(line.seen.slice(seen)).toEqual(['GET /v1/identity', 'GET /v1/identity']);
  line.mode = { kind: 'pass' };
  expect((await enrol(code)).ok).toBe(true);
});

it('is the same device when the answer was lost and the code is given once more, until it spoke', async () => {
  const code = await newCode(hub);
  const folder = temporaryFolder();
  const ask = () =>
    fetchSecrets({ hubUrl: line.url, branch: 'b1', code }, hub.now, signal, (half) =>
      keysForEnrolment(folder, { branch: 'b1', code: half }),
    );
  line.mode = { kind: 'lose-answers', path: /enrol/ };
  expect(await ask()).toMatchObject({ error: { type: 'hub-unreachable' } });
  line.mode = { kind: 'pass' };
  // Another computer that heard the code gets nothing by it.
  expect(await enrol(code)).toMatchObject({ error: { type: 'used-code' } });
  const again = await ask();
  if (!again.ok) throw new Error(again.error.type);
  const [row] = await hub.db.query<{ devices: number }>(
    sql`select count(*) as devices from enrol_code c join device d on d.id = c.device
      where d.id = ${again.value.device}`,
  );
  expect(row?.devices).toBe(1);
  const device = createHubClient(line.url, {
    token: again.value.token,
    voice: voiceOf(again.value),
  });
  expect((await device.held(signal)).ok).toBe(true);
  expect(await ask()).toMatchObject({ error: { type: 'used-code' } });
});

it('carries neither code nor keys nor events in the open', async () => {
  const heard: string[] = [];
  const note = (body: Buffer): void => void heard.push(body.toString('latin1'));
  line.mode = {
    kind: 'alter-answers',
    alter: (path, answer) => {
      if (path !== '/v1/identity') note(answer.body);
      return answer;
    },
  };
  const code = await newCode(hub);
  const enrolled = await enrol(code);
  if (!enrolled.ok) throw new Error(enrolled.error.type);
  line.mode = {
    kind: 'alter-requests',
    alter: (_path, body) => {
      note(body);
      return body;
    },
  };
  const sent = await client.sendEvents([optOut(1)], null, signal);
  expect(sent.ok && sent.value.stored).toHaveLength(1);
  const { packKey, ledgerKey, token } = enrolled.value;
  for (const secret of [code.slice(0, 9), packKey, ledgerKey, token, 'optedOut', 'customer']) {
    expect(heard.join('\n')).not.toContain(secret);
  }
  expect(heard.join('').length).toBeGreaterThan(300);
});

it('needs the key of the device beside its token', async () => {
  const stranger = { ...secrets, keys: createDeviceKeys() };
  for (const voice of [null, voiceOf(stranger)]) {
    const thief = createHubClient(line.url, { token: secrets.token, voice });
    expect(await thief.sendEvents([optOut(1)], null, signal)).toMatchObject({ ok: false });
    expect(await thief.held(signal)).toMatchObject({ ok: false });
    expect(await thief.manifest(signal)).toMatchObject({ ok: false });
    expect(await thief.changes(0, false, signal)).toMatchObject({ ok: false });
    expect(
      await thief.told(new Map(), { series: 0, edition: 0, pieces: new Map() }, signal),
    ).toMatchObject({ ok: false });
  }
  const plain = createHubClient(line.url, { token: secrets.token, voice: null });
  expect(await plain.held(signal)).toMatchObject({ error: { code: 'unauthorised' } });
  expect(await client.held(signal)).toMatchObject({ ok: true, value: { total: 0 } });
});

it('is refused when a bit of the question is another', async () => {
  line.mode = {
    kind: 'alter-requests',
    alter: (_path, body) => {
      const other = Buffer.from(body);
      other[3] = (other[3] ?? 0) ^ 1;
      return other;
    },
  };
  expect(await client.sendEvents([optOut(1)], null, signal)).toMatchObject({
    error: { code: 'unauthorised' },
  });
});

it('takes no answer that is not the answer of the hub to this question', async () => {
  const answers: Buffer[] = [];
  line.mode = {
    kind: 'alter-answers',
    alter: (_path, answer) => {
      answers.push(answer.body);
      return { ...answer, body: answers[0] ?? answer.body };
    },
  };
  expect((await client.held(signal)).ok).toBe(true);
  expect(await client.held(signal)).toMatchObject({ error: { type: 'forged-answer' } });
  line.mode = {
    kind: 'alter-answers',
    alter: (_path, answer) => ({
      ...answer,
      body: Buffer.from('{"stored":[],"quarantined":[],"total":9}'),
    }),
  };
  expect(await client.sendEvents([optOut(1)], null, signal)).toMatchObject({
    error: { type: 'forged-answer' },
  });
});

it('lets nobody on the line turn a device away', async () => {
  line.mode = {
    kind: 'alter-answers',
    alter: (_path, answer) => ({
      ...answer,
      status: 403,
      body: Buffer.from('{"error":"revoked","message":"go away"}'),
    }),
  };
  expect(await client.held(signal)).toMatchObject({ error: { type: 'unreachable' } });
  line.mode = { kind: 'pass' };
  await hub.db.execute(sql`update device set revoked_at = now() where id = ${secrets.device}`);
  expect(await client.held(signal)).toMatchObject({ error: { code: 'revoked' } });
});

async function chainOf(device: string) {
  const [row] = await hub.db.query<{ batches: number; breaks: number }>(sql`
    select batches, breaks from device_chain where device = ${device}`);
  return row;
}

async function sendAfter(sequence: number, previous: string | null): Promise<string> {
  const sent = await client.sendEvents([optOut(sequence)], previous, signal);
  if (!sent.ok || sent.value.batch === null) throw new Error(JSON.stringify(sent));
  return sent.value.batch;
}

it('chains the batches of a device: a second ledger under its name shows', async () => {
  const first = await sendAfter(1, null);
  const second = await sendAfter(2, first);
  // The answer to the second was lost: the device names the first once more.
  const third = await sendAfter(3, first);
  await sendAfter(4, third);
  expect(await chainOf(secrets.device)).toEqual({ batches: 4, breaks: 0 });
  await sendAfter(5, second);
  await sendAfter(6, createHash('sha256').update('made up').digest('hex'));
  expect(await chainOf(secrets.device)).toEqual({ batches: 6, breaks: 2 });
});

it('is not alarmed by an old batch that somebody on the line sends again', async () => {
  const heard: { readonly headers: Record<string, string>; readonly body: Buffer }[] = [];
  const voice = voiceOf(secrets);
  const noted: Voice = {
    ...voice,
    ask(method, path, text) {
      const asked = voice.ask(method, path, text);
      if (asked.body !== null) heard.push({ headers: asked.headers, body: asked.body });
      return asked;
    },
  };
  client = createHubClient(line.url, { token: secrets.token, voice: noted });
  const first = await sendAfter(1, null);
  const second = await sendAfter(2, first);
  const third = await sendAfter(3, second);
  for (const { headers, body } of heard.slice(0, 2)) {
    const status = await new Promise((resolve, reject) => {
      const all = { ...headers, authorization: `Bearer ${secrets.token}` };
      const asked = httpRequest(
        `${line.url}/v1/events`,
        { method: 'POST', headers: all },
        (answer) => resolve(answer.resume().statusCode),
      );
      asked.on('error', reject).end(body);
    });
    expect(status).toBe(200);
  }
  await sendAfter(4, third);
  expect(await chainOf(secrets.device)).toEqual({ batches: 6, breaks: 0 });
});

it('takes a batch that was sent ahead behind the one before it, or not at all', async () => {
  const first = await sendAfter(1, null);
  const digestOf: string[] = [];
  const onSent = (batch: string): void => void digestOf.push(batch);
  const second = client.sendEvents([optOut(2)], first, signal, { onSent });
  await vi.waitFor(() => expect(digestOf).toHaveLength(1));
  const [behind = ''] = digestOf;
  const third = client.sendEvents([optOut(3)], behind, signal, { isAhead: true, onSent });
  expect(await second).toMatchObject({ ok: true, value: { total: 2, ahead: true } });
  expect(await third).toMatchObject({ ok: true, value: { total: 3 } });
  // The one before it was lost on its way, or came to another copy: nothing of it is stored.
  const lost = createHash('sha256').update('lost').digest('hex');
  for (const previous of [lost, first]) {
    expect(await client.sendEvents([optOut(5)], previous, signal, { isAhead: true })).toMatchObject(
      {
        error: { type: 'refused', code: 'unavailable' },
      },
    );
  }
  expect(await client.sendEvents([optOut(5)], null, signal, { isAhead: true })).toMatchObject({
    error: { type: 'refused', code: 'bad-request' },
  });
  expect(await client.held(signal)).toMatchObject({ ok: true, value: { total: 3 } });
  // Both answers were lost: the last that came is named, and the chain is whole.
  const fourth = await sendAfter(4, first);
  expect(await chainOf(secrets.device)).toEqual({ batches: 4, breaks: 0 });
  // Another copy of this ledger goes on where the chain was left.
  await sendAfter(5, behind);
  await sendAfter(6, fourth);
  expect(await chainOf(secrets.device)).toEqual({ batches: 6, breaks: 2 });
});

it('is held up by nobody who has its token alone and never ends a question', async () => {
  const first = await sendAfter(1, null);
  const headers = { authorization: `Bearer ${secrets.token}`, 'content-type': SEALED_TYPE };
  const holders = await Promise.all(
    ['/v1/events', '/v1/events/ahead'].map(
      (path) =>
        new Promise<ClientRequest>((resolve) => {
          const asked = httpRequest(hub.server.listeningOrigin + path, {
            method: 'POST',
            agent: false,
            headers: { ...headers, expect: '100-continue' },
          });
          asked.on('error', () => undefined);
          asked.on('continue', () => resolve(asked)).flushHeaders();
        }),
    ),
  );
  await sendAfter(2, first);
  for (const asked of holders) {
    expect(asked.destroyed).toBe(false);
    asked.destroy();
  }
}, 30_000);

it('shows two ledgers that take turns under one name, however they do', async () => {
  const start = await sendAfter(1, null);
  const own = await sendAfter(2, start);
  const copy = await sendAfter(3, start);
  await sendAfter(4, own);
  await sendAfter(5, copy);
  expect(await chainOf(secrets.device)).toEqual({ batches: 5, breaks: 2 });
});

it('refuses keys that the one who enrols does not hold', async () => {
  const keys = createDeviceKeys();
  const voice = createVoice(keys, { sign: hub.secret.publicKey, seal: hub.secret.sealKey });
  const victim = createVoice(createDeviceKeys(), {
    sign: hub.secret.publicKey,
    seal: hub.secret.sealKey,
  });
  const text = JSON.stringify({
    protocol: 2,
    branch: 'b1',
    code: (await newCode(hub)).slice(0, 9),
    now: hub.now,
    deviceName: 'x',
    keys: { sign: hub.secret.publicKey, seal: hub.secret.sealKey },
  });
  const { body, headers } = voice.ask('POST', '/v1/enrol', text);
  const { headers: others } = victim.ask('POST', '/v1/enrol', text);
  for (const given of [
    headers,
    { ...headers, ...others },
    { 'content-type': 'application/json' },
  ]) {
    const status = await post(line.url, given, given === headers ? (body ?? '') : text);
    expect(status).toBe(400);
  }
});

const post = (url: string, headers: Record<string, string>, body: Buffer | string) =>
  new Promise<number>((resolve, reject) => {
    const asked = httpRequest(`${url}/v1/enrol`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });
