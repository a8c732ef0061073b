// How many events of a device are held is counted once: what is new is added, and what comes late is counted anew.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import type { EnrolResponse } from '#shared/wire/enrol.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { enrolTestDevice, openTestHub, type TestHub } from '#hub/serve/test_hub.ts';
import { sql } from './database.ts';
import { readHeld } from './device_report.ts';

let hub: TestHub;
let device: EnrolResponse;
beforeAll(async () => {
  hub = await openTestHub();
  device = await enrolTestDevice(hub);
});
afterAll(() => hub.close());

let last = 1_795_000_000_000;
const newId = () => uuid7((last += 1), new Uint8Array(10));
const event = (sequence: number, kind = 'visit.started') => ({
  id: newId(),
  device: device.device,
  sequence,
  kind,
  payload: { visit: newId(), customer: 1, purpose: 'bill', intended: null },
  at: 1_795_000_000_000,
  day: '2026-11-21',
  staff: 'c1',
});
async function send(events: readonly object[], protocol = PROTOCOL_VERSION): Promise<number> {
  const to = { id: device.device, branch: 'b1' };
  return (await receiveEvents(hub.db, to, events, { isBelieved: true, protocol })).total;
}
const noted = async (): Promise<number | null> => {
  const [row] = await hub.db.query<{ held: number | null }>(
    sql`select held from device_whole where device = ${device.device}`,
  );
  return row?.held ?? null;
};
const note = (held: number | null): Promise<number> =>
  hub.db.execute(sql`update device_whole set held = ${held} where device = ${device.device}`);

test('a batch counts what is new, and not what was counted', async () => {
  expect(await send([event(1), event(2)])).toBe(2);
  expect(await noted()).toBe(2);
  await note(1_002);
  expect(await send([event(3)])).toBe(1_003);
  expect(await noted()).toBe(1_003);
  // Of a hub of before nothing is noted.
  await note(null);
  expect(await send([event(4)])).toBe(4);
  expect(await noted()).toBe(4);
});

test('what lies behind a gap is counted, and the gap is not', async () => {
  expect(await send([event(7), event(8)])).toBe(6);
  expect(await noted()).toBe(4);
  expect(await readHeld(hub.db, device.device)).toEqual({ through: 4, total: 6, highest: 8 });
  const lost = { cause: 'put-back', kept: 6, lost: [{ from: 5, through: 6 }], lookUps: 0 };
  expect(await send([{ ...event(9, 'ledger.mended'), payload: lost }])).toBe(7);
  expect(await noted()).toBe(7);
  expect(await readHeld(hub.db, device.device)).toEqual({ through: 9, total: 7, highest: 9 });
});

test('what comes late, readable or not, is counted once', async () => {
  expect(await send([event(5)])).toBe(8);
  expect(await send([event(6, 'of.later')], PROTOCOL_VERSION + 1)).toBe(9);
  expect(await send([event(10)])).toBe(10);
  expect(await noted()).toBe(10);
  // A later hub reads it: it lies among the others then.
  await hub.db.execute(sql`
    update event_waiting set tried = 0,
      body = replace(body, '"of.later"', '"visit.started"')
    where device = ${device.device}`);
  expect(await send([event(11)])).toBe(11);
  expect(await hub.db.query(sql`select 1 as one from event_waiting`)).toEqual([]);
  expect(await readHeld(hub.db, device.device)).toEqual({ through: 11, total: 11, highest: 11 });
});

test('what somebody took away is seen by the next batch, and by who compares', async () => {
  await hub.db.execute(sql`delete from event where device = ${device.device} and sequence = 3`);
  expect(await noted()).toBeNull();
  expect(await readHeld(hub.db, device.device)).toEqual({ through: 2, total: 10, highest: 11 });
  expect(await send([event(12)])).toBe(11);
});
