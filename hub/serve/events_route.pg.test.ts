// Events: each exactly once, whatever is sent twice, lost, mixed up or malformed.
import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import type { EnrolResponse } from '#shared/wire/enrol.ts';
import { type EventsResponse, eventsResponseSchema } from '#shared/wire/events.ts';
import {
  EVENT_PAYLOAD_BYTES,
  EVENTS_PER_BATCH,
  EVENTS_TAKEN,
  OLDEST_EVENTS,
  PROTOCOL_VERSION,
} from '#shared/wire/protocol.ts';
import { sql } from '#hub/db/database.ts';
import { startProxy } from '#tests/fixtures/proxy.ts';
import { ENROL_WINDOW_MS } from './enrol.ts';
import { bearer, enrolTestDevice, openTestHub, type TestHub } from './test_hub.ts';

let hub: TestHub;
let device: EnrolResponse;
beforeAll(async () => {
  hub = await openTestHub({ isBelieved: true });
});
beforeEach(async () => {
  hub.now += ENROL_WINDOW_MS;
  device = await enrolTestDevice(hub);
});
afterAll(() => hub.close());

const id = () => uuid7(hub.now, randomBytes(10));

function visit(sequence: number, more: Record<string, unknown> = {}) {
  return {
    id: id(),
    device: device.device,
    sequence,
    kind: 'visit.started',
    payload: { visit: id(), customer: 7, purpose: 'top-up', intended: 5000 },
    at: hub.now,
    day: '2026-11-21',
    staff: 'c1',
    ...more,
  };
}

const decision = (sequence: number, inputs: string) =>
  visit(sequence, {
    kind: 'decision.made',
    payload: {
      visit: id(),
      customer: 7,
      engine: '1',
      catalog: '1',
      policy: '1',
      beliefs: 'none',
      digest: '0'.repeat(64),
      seed: 1,
      proposals: [],
      silence: null,
      inputs,
    },
  });

const batch = (events: readonly unknown[]) => ({ protocol: PROTOCOL_VERSION, events });

async function send(
  events: readonly unknown[],
  server: FastifyInstance = hub.server,
): Promise<EventsResponse> {
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/events',
    headers: bearer(device),
    payload: batch(events),
  });
  expect(answer.statusCode).toBe(200);
  return eventsResponseSchema.parse(answer.json());
}

const heldBy = (who: EnrolResponse) =>
  hub.db.query<{ id: string; sequence: number; branch: string; payload: unknown }>(sql`
    select id, sequence, branch, payload from event where device = ${who.device} order by sequence`);
const asideOf = (who: EnrolResponse) =>
  hub.db.query<{ id: string; reason: string; body: string }>(sql`
    select id, reason, body from event_quarantine where device = ${who.device} order by reason`);

test('a batch is stored and told; sent again it changes nothing', async () => {
  const events = [visit(1), visit(2), visit(3)];
  const ids = events.map((event) => event.id);
  expect(await send(events)).toEqual({
    stored: ids,
    quarantined: [],
    total: 3,
    takes: EVENTS_TAKEN,
    ahead: true,
  });
  expect(await send(events)).toEqual({
    stored: ids,
    quarantined: [],
    total: 3,
    takes: EVENTS_TAKEN,
    ahead: true,
  });
  expect(await send([...events.slice(1), visit(4)])).toMatchObject({ total: 4, quarantined: [] });
  const held = await heldBy(device);
  expect(held).toHaveLength(4);
  expect(held[0]).toMatchObject({ sequence: 1, branch: 'b1', payload: events[0]?.payload });
});

test('a bad event is put aside with its reason and blocks no other', async () => {
  const good = visit(1);
  const last = visit(20);
  const bad = [
    visit(2, { device: 'device-of-others' }),
    visit(3, { kind: 'customer.deleted' }),
    visit(4, { payload: { visit: id(), customer: 7, purpose: 'robbery', intended: null } }),
    visit(5, { sequence: 0 }),
    visit(6, { staff: '' }),
    visit(7, { payload: { filler: 'x'.repeat(EVENT_PAYLOAD_BYTES) } }),
    visit(8, { extra: 1 }),
    visit(9, { kind: 'toString' }),
    visit(10, { day: '2026-02-30' }),
    visit(11, { at: 1.5 }),
    { id: 'not-a-uuid' },
    null,
    'text',
    [],
  ];
  const answer = await send([good, ...bad, last]);
  expect(answer.stored).toEqual([good.id, last.id]);
  expect(answer.total).toBe(2);
  expect(answer.quarantined).toHaveLength(bad.length);
  const reasons = answer.quarantined.map(({ reason }) => reason.split(':')[0]);
  expect(reasons.slice(0, 6)).toEqual([
    'other-device',
    'unknown-kind',
    'malformed',
    'malformed',
    'malformed',
    'too-large',
  ]);
  expect(answer.quarantined[4]?.reason).toBe('malformed: staff: a code');
  expect(await asideOf(device)).toHaveLength(bad.length);
  expect((await send(bad)).quarantined).toHaveLength(bad.length);
  const aside = await asideOf(device);
  expect(aside).toHaveLength(bad.length);
  const large = aside.find(({ reason }) => reason === 'too-large');
  expect(JSON.parse(large?.body ?? '')).toEqual(bad[5]);
});

test('text that the database cannot hold is put aside; odd but valid text is kept', async () => {
  const odd = decision(1, 'a backslash and u0000: \\u0000, and 𠮷, "quotes"');
  const nul = decision(2, 'a\u0000b');
  const half = decision(3, 'half \ud842 a character');
  const answer = await send([odd, nul, half]);
  expect(answer.stored).toEqual([odd.id]);
  expect(answer.quarantined.map((event) => event.id)).toEqual([nul.id, half.id]);
  expect((await heldBy(device))[0]?.payload).toEqual(odd.payload);
});

test('members with names of the language, and deep nesting, lose no batch', async () => {
  const good = visit(1);
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const poisoned = JSON.stringify(visit(2)).replace(
    '"customer":7',
    '"customer":7,"__proto__":{"x":1}',
  );
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { ...bearer(device), 'content-type': 'application/json' },
    payload: `{"protocol":${PROTOCOL_VERSION},"events":[${deep},${poisoned},${JSON.stringify(good)}]}`,
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ stored: [good.id], total: 1 });
  expect(answer.json().quarantined).toHaveLength(2);
});

test('another event with a sequence or an id that is taken is put aside', async () => {
  const first = visit(1);
  await send([first]);
  const sameSequence = visit(1);
  const sameId = visit(2, { id: first.id });
  const next = visit(3);
  const answer = await send([sameSequence, sameId, next]);
  expect(answer.stored).toEqual([next.id]);
  expect(answer.quarantined.map(({ reason }) => reason.split(':')[0]).toSorted()).toEqual([
    'id-taken',
    'sequence-taken',
  ]);
  expect((await heldBy(device)).map((event) => event.sequence)).toEqual([1, 3]);
});

test('the same event twice in one batch is stored once', async () => {
  const event = visit(1);
  expect(await send([event, event])).toMatchObject({ stored: [event.id, event.id], total: 1 });
});

test('another device cannot take the id of an event', async () => {
  const event = visit(1);
  await send([event]);
  const first = device;
  device = await enrolTestDevice(hub, 'b2');
  const stolen = { ...event, device: device.device };
  const answer = await send([stolen]);
  expect(answer).toMatchObject({ stored: [], total: 0 });
  expect(answer.quarantined[0]?.reason).toContain('id-taken');
  expect(await heldBy(first)).toHaveLength(1);
});

test('two copies that get the same batch at once store each event once', async () => {
  const second = await hub.secondCopy();
  const events = Array.from({ length: EVENTS_PER_BATCH }, (_, index) => visit(index + 1));
  const answers = await Promise.all([
    send(events),
    send(events, second),
    send(events.toReversed(), second),
    send(events.slice(50), hub.server),
  ]);
  for (const answer of answers) expect(answer.quarantined).toEqual([]);
  expect(answers[0]?.stored).toHaveLength(EVENTS_PER_BATCH);
  expect(await heldBy(device)).toHaveLength(EVENTS_PER_BATCH);
});

test('a reply that is lost after the commit: sent again, each event is there once', async () => {
  const server = await hub.secondCopy();
  const line = await startProxy(await server.listen({ host: '127.0.0.1', port: 0 }));
  const events = [visit(1), visit(2)];
  line.mode = { kind: 'lose-answers', path: /^\/v1\/events/ };
  await expect(post(line.url, batch(events))).rejects.toThrow(/hang up|ECONNRESET/);
  expect(await heldBy(device)).toHaveLength(2);
  line.mode = { kind: 'pass' };
  expect(await post(line.url, batch(events))).toMatchObject({
    stored: events.map((event) => event.id),
    total: 2,
  });
  expect(await heldBy(device)).toHaveLength(2);
  await line.close();
});

test('a stranger is refused before the body is read', async () => {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { authorization: `Bearer ${'x'.repeat(43)}`, 'content-type': 'application/json' },
    payload: '{"protocol":1,"events":[',
  });
  expect(answer.statusCode).toBe(401);
});

test('malformed batches are refused as a whole', async () => {
  const post = (payload: object) =>
    hub.server.inject({ method: 'POST', url: '/v1/events', headers: bearer(device), payload });
  const tooMany = Array.from({ length: EVENTS_TAKEN + 1 }, (_, index) => visit(index + 1));
  for (const payload of [{}, batch([]), batch(tooMany), { events: [visit(1)] }]) {
    expect((await post(payload)).json()).toMatchObject({ error: 'bad-request' });
  }
  expect((await post({ ...batch([visit(1)]), protocol: OLDEST_EVENTS - 1 })).json()).toMatchObject({
    error: 'protocol',
    protocol: PROTOCOL_VERSION,
  });
  const large = await post(batch(['x'.repeat(EVENTS_PER_BATCH * (EVENT_PAYLOAD_BYTES + 1024))]));
  expect(large.json()).toMatchObject({ error: 'too-large' });
  expect(await heldBy(device)).toEqual([]);
});

function post(url: string, payload: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${url}/v1/events`,
      {
        method: 'POST',
        agent: false,
        headers: { ...bearer(device), 'content-type': 'application/json' },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => (text += part));
        incoming.on('end', () => resolve(JSON.parse(text)));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(payload));
  });
}
