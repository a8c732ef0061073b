// Events of one device: good ones are stored once, early ones kept, wrong ones put aside; none blocks another.
import type { EventsResponse } from '#shared/wire/events.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import { type Batch, type Device, noteBatch } from '#hub/db/device.ts';
import {
  countEvents,
  type EventFate,
  type IncomingEvent,
  lockDevice,
  putAside,
  type QuarantinedEvent,
  storeEvents,
} from '#hub/db/event.ts';
import { storeWaiting, type WaitingEvent } from '#hub/db/event_waiting.ts';
import { checkEvent, jsonText, REASONS, setAside } from './check_event.ts';
import { EVENT_FORMS, type EventForms } from './event_forms.ts';
import { readWaitingOf } from './read_waiting.ts';

export type Receipt = {
  /** The one that the device speaks. */
  readonly protocol?: number;
  readonly forms?: EventForms;
  /** Of a device with keys: its place on the device's chain. */
  readonly batch?: Batch | null;
  /** The hub's clock, UTC ms. */
  readonly now?: number;
};

/** Stores, keeps, puts aside and counts in one transaction. The answer tells what the hub holds now. */
export function receiveEvents(
  db: Database,
  device: Device,
  sent: readonly unknown[],
  receipt: Receipt = {},
): Promise<EventsResponse> {
  const { protocol = PROTOCOL_VERSION, forms = EVENT_FORMS, batch = null } = receipt;
  const { now = Date.now() } = receipt;
  const good: Sent<IncomingEvent>[] = [];
  const early: Sent<WaitingEvent>[] = [];
  const bad: QuarantinedEvent[] = [];
  for (const raw of sent) {
    const text = jsonText(raw);
    const checked = checkEvent(raw, text, { device: device.id, protocol }, forms);
    if (checked.type === 'readable') good.push({ event: checked.event, text });
    else if (checked.type === 'early') early.push({ event: checked.event, text });
    else bad.push(setAside(raw, text, checked.reason));
  }
  return db.transaction(async (tx) => {
    await lockDevice(tx, device.id);
    // Another copy of the hub, older than this one, may have kept what this one can read.
    await readWaitingOf(tx, device, forms);
    const stored: EventsResponse['stored'] = [];
    const settle = (
      all: readonly Sent<Pick<IncomingEvent, 'id'>>[],
      fates: readonly EventFate[],
    ) => {
      for (const [index, { event, text }] of all.entries()) {
        const fate = fates[index] ?? 'other-id';
        if (fate === 'identical') stored.push(event.id);
        else bad.push(setAside(event, text, REASONS[fate]));
      }
    };
    settle(good, await storeEvents(tx, device.branch, good.map(eventOf)));
    settle(early, await storeWaiting(tx, device.id, early.map(eventOf), forms.protocol));
    if (bad.length > 0) await putAside(tx, device.id, bad);
    if (batch !== null) await noteBatch(tx, device.id, batch, now);
    const total = await countEvents(tx, device.id);
    return { stored, quarantined: bad.map(({ id, reason }) => ({ id, reason })), total };
  });
}

/** @typeParam E what was made of the text */
type Sent<E> = { readonly event: E; readonly text: string };

const eventOf = <E>({ event }: Sent<E>): E => event;
