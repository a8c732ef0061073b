// Counters of every version of the protocol report to this hub: nothing of theirs is refused, lost or guessed at.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { eventEnvelopeSchema, eventPayloads } from '#shared/model/event.ts';
import type { EnrolResponse } from '#shared/wire/enrol.ts';
import { type EventsResponse, eventsResponseSchema } from '#shared/wire/events.ts';
import { EVENTS_TAKEN, OLDEST_EVENTS, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { sql } from '#hub/db/database.ts';
import { readOverview } from '#hub/db/overview.ts';
import { ENROL_WINDOW_MS } from './enrol.ts';
import { EVENT_FORMS, type EventForms } from './event_forms.ts';
import { reportedThrough } from '#hub/lend/points.ts';
import { readWaiting } from './read_waiting.ts';
import { receiveEvents } from './receive_events.ts';
import { bearer, enrolTestDevice, openTestHub, type TestHub } from './test_hub.ts';

type Recorded = {
  readonly protocol: number;
  readonly events: readonly {
    readonly id: string;
    readonly sequence: number;
    readonly kind: string;
    readonly payload: Readonly<Record<string, unknown>>;
  }[];
};

/** What versions look like is tried here; whether an event may be believed, in hub/vet/. */
const BELIEVED = { isBelieved: true };

let hub: TestHub;
let device: EnrolResponse;
beforeAll(async () => {
  hub = await openTestHub({ isBelieved: true });
});
beforeEach(async () => {
  await hub.db.script('delete from event; delete from event_waiting; delete from event_quarantine');
  hub.now += ENROL_WINDOW_MS;
  device = await enrolTestDevice(hub);
});
afterAll(() => hub.close());

/** One request as a counter of that version sends it, from the present device. */
function recorded(name: string): Recorded {
  const text = readFileSync(join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8');
  return JSON.parse(text.replaceAll('DEVICE', device.device)) as Recorded;
}

async function send(batch: object): Promise<EventsResponse> {
  const url = '/v1/events';
  const answer = await hub.server.inject({
    method: 'POST',
    url,
    headers: bearer(device),
    payload: batch,
  });
  expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)]);
  return eventsResponseSchema.parse(answer.json());
}

const idsOf = ({ events }: Recorded): string[] => events.map(({ id }) => id);
const held = () =>
  hub.db.query<{ id: string; kind: string; payload: unknown }>(
    sql`select id, kind, payload from event where device = ${device.device} order by sequence`,
  );
const waiting = () =>
  hub.db.query<{ id: string; body: string }>(
    sql`select id, body from event_waiting where device = ${device.device} order by sequence`,
  );
const aside = () =>
  hub.db.query<{ id: string; reason: string }>(
    sql`select id, reason from event_quarantine where device = ${device.device} order by id`,
  );

const TAKEN = Array.from(
  { length: PROTOCOL_VERSION - OLDEST_EVENTS + 1 },
  (_, index) => OLDEST_EVENTS + index,
);

test.each(TAKEN)('all events of protocol %i are stored as they were sent', async (version) => {
  const batch = recorded(`protocol_${version}`);
  expect(batch.protocol).toBe(version);
  const answer = await send(batch);
  expect(answer).toEqual({
    stored: idsOf(batch),
    quarantined: [],
    total: batch.events.length,
    takes: EVENTS_TAKEN,
    ahead: true,
  });
  expect(await held()).toEqual(
    batch.events.map(({ id, kind, payload }) => ({ id, kind, payload })),
  );
  expect(await waiting()).toEqual([]);
});

test('the newest record holds every kind of this version', () => {
  const kinds = recorded(`protocol_${PROTOCOL_VERSION}`).events.map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(Object.keys(eventPayloads).toSorted());
});

test('an updated counter still sends what it recorded before in the older form', async () => {
  const batch = { ...recorded('protocol_1'), protocol: PROTOCOL_VERSION };
  expect((await send(batch)).quarantined).toEqual([]);
});

/** What a hub of protocol 3 may come to know: a new kind, a new form of an old one, a new member of the envelope. */
const LATER: EventForms = {
  protocol: 3,
  envelope: eventEnvelopeSchema.extend({ counter: z.string().optional() }),
  payloads: new Map([
    ...EVENT_FORMS.payloads,
    [
      'visit.rated',
      [z.strictObject({ visit: z.uuid(), customer: z.int(), stars: z.int().max(5) })],
    ],
    [
      'consent.changed',
      [
        eventPayloads['consent.changed'].extend({ channel: z.string() }),
        ...(EVENT_FORMS.payloads.get('consent.changed') ?? []),
      ],
    ],
  ]),
};

test('what a later counter sends is kept, told as stored, and read by a later hub', async () => {
  const batch = recorded('protocol_3_to_come');
  const [, rated, consent, care] = batch.events;
  const answer = await send(batch);
  expect(answer.stored.toSorted()).toEqual(idsOf(batch).toSorted());
  expect(answer).toMatchObject({ quarantined: [], total: batch.events.length });
  expect((await held()).map(({ kind }) => kind)).toEqual(['visit.started', 'visit.finished']);
  expect((await waiting()).map(({ body }) => JSON.parse(body))).toEqual([rated, consent, care]);
  const [branch] = await readOverview(hub.db);
  expect(branch).toMatchObject({ branch: 'b1', events: 2, waiting: 3, quarantined: 0 });
  // What is not understood may be anything, so nothing after it counts as known.
  expect(await reportedThrough(hub.db, device.device)).toBe(1);

  expect(await send(batch)).toMatchObject({ quarantined: [], total: batch.events.length });
  expect(await readWaiting(hub.db, EVENT_FORMS, BELIEVED)).toEqual({ read: 0, putAside: 0 });
  expect(await waiting()).toHaveLength(3);

  expect(await readWaiting(hub.db, LATER, BELIEVED)).toEqual({ read: 3, putAside: 0 });
  expect(await waiting()).toEqual([]);
  expect(await held()).toEqual(
    batch.events.map(({ id, kind, payload }) => ({ id, kind, payload })),
  );
  expect(await reportedThrough(hub.db, device.device)).toBe(batch.events.length);
});

test('a later copy of the hub reads what an older one kept when the device reports again', async () => {
  const batch = recorded('protocol_3_to_come');
  await send(batch);
  const answer = await receiveEvents(hub.db, { id: device.device, branch: 'b1' }, batch.events, {
    protocol: 3,
    forms: LATER,
    ...BELIEVED,
  });
  expect(answer).toEqual({ stored: idsOf(batch), quarantined: [], total: batch.events.length });
  expect(await held()).toHaveLength(batch.events.length);
  expect(await waiting()).toEqual([]);
});

test('an event that even its own version cannot read is put aside then, with its reason', async () => {
  const batch = recorded('protocol_3_to_come');
  const events = batch.events.map((event) =>
    event.kind === 'visit.rated' ? { ...event, payload: { ...event.payload, stars: 9 } } : event,
  );
  await send({ ...batch, events });
  expect(await readWaiting(hub.db, LATER, BELIEVED)).toEqual({ read: 2, putAside: 1 });
  expect(await aside()).toEqual([
    { id: batch.events[1]?.id, reason: expect.stringContaining('malformed: payload stars') },
  ]);
});

test('one that is still too early for the upgraded hub goes on waiting', async () => {
  const batch = { ...recorded('protocol_3_to_come'), protocol: Number.MAX_SAFE_INTEGER };
  await send(batch);
  const before = { ...LATER, payloads: EVENT_FORMS.payloads };
  expect(await readWaiting(hub.db, before, BELIEVED)).toEqual({ read: 1, putAside: 0 });
  expect((await waiting()).map(({ id }) => id)).toEqual([batch.events[1]?.id, batch.events[2]?.id]);
  expect(
    await readWaiting(hub.db, { ...LATER, protocol: Number.MAX_SAFE_INTEGER }, BELIEVED),
  ).toEqual({
    read: 2,
    putAside: 0,
  });
});

test('from a later counter as well, what is damaged is put aside and keeps no place', async () => {
  const batch = recorded('protocol_3_to_come');
  const rated = batch.events[1];
  const damaged = [
    { ...rated, device: 'device-of-others' },
    { ...rated, id: 'not-a-uuid' },
    { ...rated, day: 'yesterday' },
    { ...rated, payload: { note: 'a\0b' } },
    { ...rated, payload: { note: 'x'.repeat(70_000) } },
    null,
  ];
  const answer = await send({ protocol: 3, events: damaged });
  expect(answer).toMatchObject({ stored: [], total: 0 });
  expect(answer.quarantined.map(({ reason }) => reason.split(':')[0])).toEqual([
    'other-device',
    'malformed',
    'malformed',
    'malformed',
    'too-large',
    'malformed',
  ]);
});

test('nesting without end from a later counter loses no batch', async () => {
  const { protocol, events } = recorded('protocol_3_to_come');
  const nested = (depth: number, place: number) =>
    JSON.stringify({ ...events[place], payload: 0 }).replace(
      '"payload":0',
      `"payload":${'['.repeat(depth)}${']'.repeat(depth)}`,
    );
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { ...bearer(device), 'content-type': 'application/json' },
    payload: `{"protocol":${protocol},"events":[${nested(30_000, 1)},${nested(500, 2)},${JSON.stringify(events[0])}]}`,
  });
  expect(answer.json()).toMatchObject({
    stored: [events[0]?.id, events[2]?.id],
    quarantined: [{ id: events[1]?.id }],
  });
});

test('the id and the place of an event that waits are taken', async () => {
  const batch = recorded('protocol_3_to_come');
  const [started, rated] = batch.events;
  if (!started || !rated) throw new Error('two events');
  await send({ ...batch, events: [rated] });
  const sameId = { ...started, id: rated.id, sequence: 9 };
  const samePlace = { ...started, sequence: rated.sequence };
  const otherContent = { ...rated, payload: { stars: 1 } };
  const answer = await send({ ...batch, events: [sameId, samePlace, otherContent] });
  expect(answer).toMatchObject({ stored: [], total: 1 });
  expect(answer.quarantined.map(({ reason }) => reason.split(':')[0])).toEqual([
    'id-taken',
    'sequence-taken',
    'id-taken',
  ]);
  await send({ ...batch, events: [started] });
  const late = await send({ ...batch, events: [{ ...rated, id: started.id, sequence: 7 }] });
  expect(late.quarantined[0]?.reason).toContain('id-taken');
});
