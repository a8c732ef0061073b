// What the hub tells one device of the branch's others, and what a correction changes at HQ.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { signedSchema } from '#shared/wire/signed.ts';
import { TOLD_DAYS, toldSchema, type Told } from '#shared/wire/told.ts';
import { heldThrough, standingAnswers } from '#hub/db/answers.ts';
import { sql } from '#hub/db/database.ts';
import { readHeld } from '#hub/db/device_report.ts';
import { readAnswersHeard } from '#hub/db/heard.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { hashToken } from './enrol.ts';
import { receiveEvents } from './receive_events.ts';
import { takeSetAside } from './take_aside.ts';
import { openTestHub, type TestHub } from './test_hub.ts';

const TOKEN = 'a'.repeat(43);
const OTHER_TOKEN = 'b'.repeat(43);
const NOW = Date.UTC(2026, 10, 21, 8) as Instant;
const VISIT = '019f0000-0002-7000-8000-0000000000a1' as EventPayload<'visit.started'>['visit'];
const SECOND = '019f0000-0002-7000-8000-0000000000a2' as typeof VISIT;

let hub: TestHub;
let window1: TestDevice;
let window2: TestDevice;
let customer: number;

beforeAll(async () => {
  hub = await openTestHub();
  window1 = await createTestDevice(hub.db, 'b1', 'w1', NOW);
  window2 = await createTestDevice(hub.db, 'b1', 'w2', NOW);
  await createTestDevice(hub.db, 'b2', 'elsewhere', NOW);
  await hub.db.execute(sql`update device set token_hash = ${hashToken(TOKEN)} where id = 'w2'`);
  const [first] = await hub.db.query<{ id: number }>(
    sql`select id from customer where branch = 'b1' order by id limit 1`,
  );
  customer = first?.id ?? 0;
});
afterAll(() => hub.close());

async function ask(after = ''): Promise<Told> {
  const answer = await hub.server.inject({
    url: `/v1/told?after=${encodeURIComponent(after)}`,
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(answer.statusCode).toBe(200);
  const { body } = signedSchema.parse(answer.json());
  return toldSchema.parse(JSON.parse(Buffer.from(body, 'base64').toString()));
}

const finish = (visit: typeof VISIT, prepaid: number): EventPayload<'visit.finished'> => ({
  visit,
  customer,
  purpose: 'top-up',
  intended: fen(5_000),
  prepaid: fen(prepaid),
  gifts: [{ gift: 'umbrella', count: 1 }],
});

function record(device: TestDevice, visit: typeof VISIT) {
  device.record('visit.started', { visit, customer, purpose: 'top-up', intended: fen(5_000) });
  const answer = device.record('answer.recorded', {
    visit,
    customer,
    decision: VISIT,
    offer: 'gift',
    tier: 't100',
    treatment: 'plain',
    answer: 'accepted',
    declineReason: null,
    notSaidReason: null,
    laterOn: null,
    asks: fen(10_000),
  });
  return { answer, end: device.record('visit.finished', finish(visit, 10_000)) };
}

test('a device is told what the others of its branch recorded, after what it knows', async () => {
  record(window1, VISIT);
  record(window2, SECOND);
  await window1.send();
  await window2.send();
  const told = await ask();
  expect(told).toMatchObject({ branch: 'b1', device: 'w2', more: false });
  expect(told.devices).toMatchObject([{ id: 'w1', name: 'w1', heardAt: null }]);
  expect(told.events.map(({ device, kind }) => `${device} ${kind}`)).toEqual([
    'w1 visit.started',
    'w1 answer.recorded',
    'w1 visit.finished',
  ]);
  expect(told.gifts).toEqual([{ gift: 'umbrella', count: 1 }]);
  expect((await ask('w1:2')).events.map(({ sequence }) => sequence)).toEqual([3]);
  const bad = await hub.server.inject({
    url: '/v1/told?after=w1',
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(bad.json()).toMatchObject({ error: 'bad-request' });
});

test('it is told when the hub last had all of a device', async () => {
  await hub.db.execute(
    sql`update device set token_hash = ${hashToken(OTHER_TOKEN)} where id = 'w1'`,
  );
  const round = (told: string) =>
    hub.server.inject({
      url: `/v1/changes?since=0${told}`,
      headers: { authorization: `Bearer ${OTHER_TOKEN}` },
    });
  await round('');
  expect((await ask()).devices).toMatchObject([{ id: 'w1', name: 'w1', heardAt: null }]);
  hub.now = NOW;
  await round('&told=1');
  expect((await ask()).devices).toMatchObject([{ id: 'w1', name: 'w1', heardAt: NOW }]);
});

/** Of which devices all has come up to where, and how often something came late. */
const wholes = async (): Promise<unknown> => {
  const [{ through, series } = {}] = (await ask()).devices;
  return { through, series };
};

test('what has come has no gap up to where it is said to be whole, and what comes late is told again', async () => {
  const late = window1.record('visit.started', {
    visit: VISIT,
    customer,
    purpose: 'bill',
    intended: null,
  });
  window1.record('visit.started', { visit: VISIT, customer, purpose: 'bill', intended: null });
  expect(await wholes()).toEqual({ through: 3, series: 0 });
  await window1.send([late.id]);
  // The fifth is there, the fourth is not.
  expect(await wholes()).toEqual({ through: 3, series: 0 });
  expect((await ask('w1:3')).events).toEqual([]);
  await window1.send();
  expect((await ask('w1:3')).events.map(({ sequence }) => sequence)).toEqual([4, 5]);
  expect(await wholes()).toEqual({ through: 5, series: 0 });

  // What was put aside has come; when it is taken after all, the others are told once more.
  const strange = { ...late, id: SECOND, device: 'w1', sequence: 6, kind: 'visit.started' };
  const body = { ...strange, payload: {}, at: NOW, day: '2026-11-21', staff: 'c1' };
  const sent = await receiveEvents(hub.db, { id: 'w1', branch: 'b1' }, [body]);
  expect(sent.quarantined).toHaveLength(1);
  expect(await wholes()).toEqual({ through: 6, series: 0 });
  const [aside] = await hub.db.query<{ digest: Uint8Array }>(
    sql`select digest from event_quarantine where device = 'w1'`,
  );
  const payload = { visit: VISIT, customer, purpose: 'bill', intended: null };
  const digest = Buffer.from(aside?.digest ?? []).toString('hex');
  const corrected = JSON.stringify({ ...body, payload });
  expect(await takeSetAside(hub.db, digest, corrected)).toMatchObject({ ok: true });
  expect(await wholes()).toEqual({ through: 6, series: 1 });
  await hub.db.execute(sql`delete from event where device = 'w1' and sequence > 3`);
});

test('days long past are not told', async () => {
  hub.now = NOW + (TOLD_DAYS + 2) * 86_400_000;
  expect((await ask()).events).toEqual([]);
  hub.now = NOW;
});

const answersHeard = async () =>
  (await readAnswersHeard(hub.db, 'b1', 0, '2030-01-01' as Day)).flatMap(({ answers }) =>
    answers.map(({ device, answer }) => `${device} ${answer}`),
  );

async function answersThatTeach(): Promise<readonly string[]> {
  const held = await heldThrough(hub.db);
  const found: string[] = [];
  for await (const rows of standingAnswers(hub.db, held, 100)) {
    for (const { device, answer } of rows) found.push(`${device} ${answer}`);
  }
  return found.toSorted();
}

test('a correction from another window changes what HQ counts, and the newest counts', async () => {
  expect(await answersThatTeach()).toEqual(['w1 accepted', 'w2 accepted']);
  const stored = await hub.db.query<{ id: string; payload: EventPayload<'answer.recorded'> }>(sql`
    select id, payload from event where device = 'w1' and kind = 'answer.recorded'`);
  const [given] = stored;
  if (given === undefined) throw new Error('no answer');
  const correct = (answer: 'declined' | 'later', at: number) =>
    window2.record(
      'visit.corrected',
      {
        visit: VISIT,
        customer,
        corrects: given.id as typeof VISIT,
        becomes: {
          ...given.payload,
          answer,
          declineReason: answer === 'declined' ? 'other' : null,
          laterOn: answer === 'later' ? ('2026-12-01' as Day) : null,
        },
        reason: 'wrong key',
        approvedBy: 'm1',
      },
      (NOW + at) as Instant,
    );
  correct('declined', 2_000);
  correct('later', 1_000);
  await window2.send();
  expect(await answersThatTeach()).toEqual(['w1 declined', 'w2 accepted']);
  expect((await answersHeard()).toSorted()).toEqual(['w1 declined', 'w2 accepted']);
});

test('a void visit counts nowhere, and its gift is back in the stock', async () => {
  window2.record('visit.corrected', {
    visit: VISIT,
    customer,
    corrects: VISIT,
    becomes: null,
    reason: 'never was',
    approvedBy: 'm1',
  });
  await window2.send();
  expect(await answersThatTeach()).toEqual(['w2 accepted']);
  expect(await answersHeard()).toEqual(['w2 accepted']);
  const [sum] = await hub.db.query<{ prepaid: number }>(sql`
    select sum((payload ->> 'prepaid')::bigint)::bigint as prepaid from standing_event
    where kind = 'visit.finished'`);
  expect(sum?.prepaid).toBe(10_000);
  const told = await ask('w1:3');
  expect(told.gifts).toEqual([]);
});

test('what comes behind events that are still to come is told after them', async () => {
  const late = await createTestDevice(hub.db, 'b1', 'late', NOW);
  const visit = '019f0000-0002-7000-8000-0000000000b1' as typeof VISIT;
  const { answer, end } = record(late, visit);
  const gone = late.record('visit.finished', finish(visit, 0));
  const lost = [{ from: gone.sequence, through: gone.sequence }];
  late.record('ledger.mended', { cause: 'put-back', kept: 3, lost, lookUps: 0 });
  record(late, '019f0000-0002-7000-8000-0000000000b2' as typeof VISIT);
  const toldOf = async (): Promise<readonly number[]> =>
    (await ask()).events.filter(({ device }) => device === late.id).map(({ sequence }) => sequence);
  // HQ was put back, and a stick brought what is newer before the line brought what is older.
  await late.send([answer.id, end.id, gone.id]);
  expect(await toldOf()).toEqual([1]);
  expect(await readHeld(hub.db, late.id)).toEqual({ through: 1, total: 5, highest: 8 });
  await late.send([gone.id]);
  expect(await toldOf()).toEqual([1, 2, 3, 6, 7, 8]);
  expect(await readHeld(hub.db, late.id)).toEqual({ through: 8, total: 7, highest: 8 });
});
