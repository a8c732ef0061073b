// The simulator's HQ answers as the real one does: whatever comes, in whatever order.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Uuid } from '#shared/base/id.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import type { StickReport } from '#shared/wire/stick.ts';
import type { Told } from '#shared/wire/told.ts';
import { readHeld } from '#hub/db/device_report.ts';
import { noteStickReport, readSetAside, readStickReport, readStoredAfter } from '#hub/db/stick.ts';
import { sql } from '#hub/db/database.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { tellDevice } from '#hub/serve/tell_device.ts';
import { enrolTestDevice, openTestHub, type TestHub } from '#hub/serve/test_hub.ts';
import { createSimHub } from './sim_hub.ts';

const ROUNDS = 12;
const STEPS = 12;

let hub: TestHub;
const devices: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  for (let count = 0; count < 2; count += 1) devices.push((await enrolTestDevice(hub)).device);
});
afterAll(() => hub.close());

const uuid = (name: number): Uuid =>
  `0193${name.toString(16).padStart(4, '0')}-0000-7000-8000-${'0'.repeat(12)}` as Uuid;

/** Of `variant`, so that a number can be taken twice. */
function eventOf(device: string, sequence: number, variant: number): EventEnvelope {
  const n = devices.indexOf(device) * 10_000 + sequence * 10 + variant;
  const isMended = sequence % 5 === 0;
  const payload = isMended
    ? {
        cause: 'put-back',
        kept: 0,
        lost: [{ from: sequence - 2, through: sequence - 1 }],
        lookUps: 0,
      }
    : { visit: uuid(n), customer: 1, purpose: 'top-up', intended: 5_000 };
  return {
    id: uuid(n),
    device,
    sequence,
    kind: isMended ? 'ledger.mended' : 'visit.started',
    payload,
    at: hub.now as Instant,
    day: new Date(hub.now).toISOString().slice(0, 10) as Day,
    staff: 'c1',
  } as EventEnvelope;
}

const wholes = ({ devices: all }: Told) =>
  all.map(({ id, through, series }) => [id, through, series]);

it('stores, counts, puts aside, tells and writes letters alike', async () => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const random = createRandom(round);
    const below = (count: number): number => Math.floor(random() * count);
    const simulated = createSimHub(devices, 'b1');
    await hub.db.execute(sql`delete from stick_letter`);
    await hub.db.execute(sql`delete from event_quarantine`);
    await hub.db.execute(sql`delete from event`);
    await hub.db.execute(sql`delete from device_whole`);
    for (let step = 0; step < STEPS; step += 1) {
      const device = devices[below(2)] ?? '';
      const first = 1 + below(12);
      const events = Array.from({ length: below(4) }, (_, index) =>
        eventOf(device, first + index, random() < 0.2 ? 1 : 0),
      );
      const received = { id: device, branch: 'b1', keys: null } as never;
      const real = await receiveEvents(hub.db, received, events, {
        now: hub.now,
        isBelieved: true,
      });
      expect(simulated.receive(device, events)).toEqual(real);
      expect(simulated.held(device)).toEqual(await readHeld(hub.db, device));
      const after = new Map([[devices[below(2)] ?? '', below(8)]]);
      const { told } = await tellDevice(
        hub.db,
        hub.secret,
        { branch: 'b1', device, after },
        null,
        hub.now,
      );
      const said = simulated.tell(device, after, hub.now);
      expect({ ...said, devices: wholes(said) }).toEqual({ ...told, devices: wholes(told) });
      if (random() < 0.4) {
        const report: StickReport = {
          letter: 1 + below(5),
          number: 1,
          floor: below(6),
          stored: below(6),
          last: 10,
          told: {},
          share: { series: 0, edition: 0, pieces: {} },
        };
        simulated.readLetter(device, report, events);
        await noteStickReport(hub.db, device, report, hub.now, hub.now);
      }
      const letter = simulated.writeLetter(device, hub.now);
      const noted = await readStickReport(hub.db, device);
      expect(letter.reply.letter).toBe(noted?.letter ?? 0);
      expect(letter.receipts.stored.toSorted()).toEqual(
        (await readStoredAfter(hub.db, device, noted?.floor ?? 0)).toSorted(),
      );
      expect(letter.receipts.quarantined.toSorted(byId)).toEqual(
        [...(await readSetAside(hub.db, device))].toSorted(byId),
      );
    }
  }
});

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : 1;
