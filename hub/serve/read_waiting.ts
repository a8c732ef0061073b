// After an upgrade of the hub: what later counters sent ahead of it is read, in the order of each device.
import type { Database } from '#hub/db/database.ts';
import type { Device } from '#hub/db/device.ts';
import { type IncomingEvent, lockDevice, putAside, storeEvents } from '#hub/db/event.ts';
import {
  noteTried,
  readDevicesWaiting,
  readUntried,
  removeWaiting,
} from '#hub/db/event_waiting.ts';
import { reasonOf } from '#hub/vet/misfit.ts';
import { vetBatch } from '#hub/vet/vet_batch.ts';
import { checkEvent, REASONS, setAside } from './check_event.ts';
import { EVENT_FORMS, type EventForms } from './event_forms.ts';

export type ReadCount = { readonly read: number; readonly putAside: number };

/** In one transaction and in memory at a time. */
const PIECE = 200;

/** Of all devices. Each event is tried once by a hub of a protocol; one that is still too early goes on waiting. */
export async function readWaiting(
  db: Database,
  forms = EVENT_FORMS,
  { now = Date.now(), isBelieved = false } = {},
): Promise<ReadCount> {
  const counts = { read: 0, putAside: 0 };
  for (const device of await readDevicesWaiting(db, forms.protocol)) {
    const more = await db.transaction(async (tx) => {
      await lockDevice(tx, device.id);
      return readWaitingOf(tx, device, forms, { now, isBelieved });
    });
    counts.read += more.read;
    counts.putAside += more.putAside;
  }
  return counts;
}

/** In a transaction that holds the lock of the device. */
export async function readWaitingOf(
  tx: Database,
  device: Device,
  forms: EventForms,
  { now, isBelieved }: { readonly now: number; readonly isBelieved: boolean },
): Promise<ReadCount> {
  const counts = { read: 0, putAside: 0 };
  for (;;) {
    const events = await readUntried(tx, device.id, forms.protocol, PIECE);
    if (events.length === 0) return counts;
    const readable: { readonly event: IncomingEvent; readonly body: string }[] = [];
    const stillEarly: string[] = [];
    const wrong: ReturnType<typeof setAside>[] = [];
    for (const { id, protocol, body } of events) {
      const raw: unknown = JSON.parse(body);
      const checked = checkEvent(raw, { device: device.id, protocol }, forms);
      if (checked.type === 'readable') readable.push({ event: checked.event, body });
      else if (checked.type === 'early') stillEarly.push(id);
      else wrong.push(setAside(raw, body, checked.reason));
    }
    await noteTried(tx, stillEarly, forms.protocol);
    const early = new Set(stillEarly);
    await removeWaiting(
      tx,
      events.map(({ id }) => id).filter((id) => !early.has(id)),
    );
    const misfits = isBelieved
      ? new Map<IncomingEvent, never>()
      : await vetBatch(
          tx,
          device,
          readable.map(({ event }) => event),
          now,
        );
    for (const { event, body } of readable) {
      const misfit = misfits.get(event);
      if (misfit !== undefined) wrong.push(setAside(event, body, reasonOf(misfit)));
    }
    const believed = readable.filter(({ event }) => !misfits.has(event));
    const fates = await storeEvents(
      tx,
      device.branch,
      believed.map(({ event }) => event),
    );
    for (const [index, { event, body }] of believed.entries()) {
      const fate = fates[index] ?? 'other-id';
      if (fate === 'identical') counts.read += 1;
      else wrong.push(setAside(event, body, REASONS[fate]));
    }
    if (wrong.length > 0) await putAside(tx, device.id, wrong);
    counts.putAside += wrong.length;
  }
}
