// What was put aside is listed, corrected and taken, also under a number that is another's by now, or dismissed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import type { EnrolResponse } from '#shared/wire/enrol.ts';
import { heldThrough } from '#hub/db/answers.ts';
import { sql } from '#hub/db/database.ts';
import { readSetAside, twinOf } from '#hub/db/quarantine.ts';
import { readHeld } from '#hub/db/device_report.ts';
import { readToldEvents } from '#hub/db/told.ts';
import { receiveEvents } from './receive_events.ts';
import { dismissSetAside, takeSetAside } from './take_aside.ts';
import { enrolTestDevice, openTestHub, type TestHub } from './test_hub.ts';

let hub: TestHub;
let device: EnrolResponse;
beforeAll(async () => {
  hub = await openTestHub();
  device = await enrolTestDevice(hub);
});
afterAll(() => hub.close());

let last = 1_795_000_000_000;
const newId = () => uuid7((last += 1), new Uint8Array(10));
const care = (sequence: number, payload: object = {}) => ({
  id: newId(),
  device: device.device,
  sequence,
  kind: 'visit.started',
  payload: { visit: newId(), customer: 1, purpose: 'bill', intended: null, ...payload },
  at: 1_795_000_000_000,
  day: '2026-11-21',
  staff: 'c1',
});
const send = (events: readonly object[]) =>
  receiveEvents(hub.db, { id: device.device, branch: 'b1' }, events, { isBelieved: true });
const aside = async () => readSetAside(hub.db, 'b1', false);

test('a malformed event is corrected and taken under its own number', async () => {
  const event = care(1, { intended: -5 });
  expect((await send([event, care(2)])).quarantined).toHaveLength(1);
  const [found] = await aside();
  if (found === undefined) throw new Error('nothing put aside');
  expect(found.reason).toContain('malformed: payload');
  expect(await takeSetAside(hub.db, found.digest, null)).toMatchObject({
    ok: false,
    error: { type: 'still-wrong' },
  });
  const corrected = JSON.stringify({ ...event, payload: { ...event.payload, intended: 500 } });
  expect(await takeSetAside(hub.db, found.digest.slice(0, 12), corrected)).toMatchObject({
    ok: true,
    value: { event: event.id, device: device.device, sequence: 1 },
  });
  expect(await aside()).toEqual([]);
  expect(await takeSetAside(hub.db, found.digest, corrected)).toMatchObject({
    error: { type: 'settled' },
  });
  // The device sends it once more: it stays settled.
  await send([event]);
  expect(await aside()).toEqual([]);
});

test('an event under the number of another is taken beside it, and not told to its own device', async () => {
  const other = care(2);
  expect((await send([other])).quarantined[0]?.reason).toContain('sequence-taken');
  const [found] = await aside();
  const taken = await takeSetAside(hub.db, found?.digest ?? '', null);
  expect(taken).toMatchObject({
    ok: true,
    value: { event: other.id, device: twinOf(device.device), sequence: 1 },
  });
  // The numbers of the device itself are as they were.
  expect(await readHeld(hub.db, device.device)).toMatchObject({ highest: 2, total: 2 });
  const asking = { branch: 'b1', after: new Map<string, number>() };
  const toldTo = async (id: string) =>
    (
      await readToldEvents(hub.db, { ...asking, device: id }, ['visit.started'], '2026-11-01', 9)
    ).map(({ id: event }) => event);
  expect(await toldTo(device.device)).toEqual([]);
  expect(await toldTo('somebody-else')).toContain(other.id);
});

test('a dismissed event asks nobody any more, and can still be read', async () => {
  await send([{ ...care(3), kind: 'unheard.of' }]);
  const [found] = await aside();
  expect(await dismissSetAside(hub.db, found?.digest ?? '')).toMatchObject({ ok: true });
  expect(await aside()).toEqual([]);
  expect(await readSetAside(hub.db, null, true)).toHaveLength(3);
  expect(await takeSetAside(hub.db, 'ffffff', null)).toMatchObject({ error: { type: 'unknown' } });
});

test('an answer behind entries that a mended ledger lost is learned from', async () => {
  await send([
    {
      ...care(9),
      kind: 'ledger.mended',
      payload: { cause: 'damaged', kept: 3, lost: [{ from: 4, through: 8 }], lookUps: 0 },
      staff: 'program',
    },
  ]);
  expect((await heldThrough(hub.db)).get(device.device)).toBe(9);
  expect(await hub.db.query(sql`select id from event where sequence between 4 and 8`)).toEqual([]);
});
