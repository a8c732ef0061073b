// Events of one device: good ones are stored once, early ones kept, wrong and unbelievable ones put aside; none blocks another.
import type { EventsResponse } from '#shared/wire/events.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import { type Batch, type Device, isHead, noteBatch } from '#hub/db/device.ts';
import {
  type EventFate,
  type IncomingEvent,
  lockDevice,
  putAside,
  type QuarantinedEvent,
  storeEvents,
} from '#hub/db/event.ts';
import { withoutErased } from '#hub/db/erasure.ts';
import { storeWaiting, type WaitingEvent } from '#hub/db/event_waiting.ts';
import { canonicalText, checkEvent, jsonText, REASONS, setAside } from './check_event.ts';
import { EVENT_FORMS, type EventForms } from './event_forms.ts';
import { readVisitsWaiting } from '#hub/db/grounds.ts';
import { noteWhole } from '#hub/db/whole.ts';
import { MAY_FIT_LATER, reasonOf } from '#hub/vet/misfit.ts';
import { vetBatch } from '#hub/vet/vet_batch.ts';
import { readWaitingOf } from './read_waiting.ts';
import { reviveAside } from './revive_aside.ts';
import { visitIn } from './visit_in.ts';

export type Receipt = {
  /** The one that the device speaks. */
  readonly protocol?: number;
  readonly forms?: EventForms;
  /** Of a device with keys: its place on the device's chain. */
  readonly batch?: Batch | null;
  /** The hub's clock, UTC ms. */
  readonly now?: number;
  /** What is well formed is taken at its word: for tests of what is made of events. */
  readonly isBelieved?: boolean | undefined;
  /** Resolves when the batches of the device that came before have ended. */
  readonly turn?: Promise<void> | undefined;
};

/** A batch that was sent ahead, and the one before it is not the newest here: nothing of it was taken. */
export class OutOfTurn extends Error {}

/**
 * Stores, keeps, puts aside and counts in one transaction. The answer tells what the hub holds now.
 * @throws OutOfTurn
 */
export async function receiveEvents(
  db: Database,
  device: Device,
  sent: readonly unknown[],
  receipt: Receipt = {},
): Promise<EventsResponse> {
  const { protocol = PROTOCOL_VERSION, forms = EVENT_FORMS, batch = null } = receipt;
  const { now = Date.now(), isBelieved = false } = receipt;
  const clean = await withoutErased(db, sent);
  const good: Sent<IncomingEvent>[] = [];
  const early: Sent<WaitingEvent>[] = [];
  const bad: QuarantinedEvent[] = [];
  for (const raw of clean) {
    const checked = checkEvent(raw, { device: device.id, protocol }, forms);
    if (checked.type === 'readable') good.push({ event: checked.event, raw });
    else if (checked.type === 'early') early.push({ event: checked.event, raw });
    else bad.push(setAside(raw, jsonText(raw), checked.reason));
  }
  /** What is believed. What rests on an event that this hub cannot read yet waits with it. */
  const vet = async (tx: Database): Promise<readonly Sent<IncomingEvent>[]> => {
    const misfits = await vetBatch(tx, device, good.map(eventOf), now);
    if (misfits.size === 0) return good;
    const waiting = new Set([
      ...(await readVisitsWaiting(tx, device.id)),
      ...early.flatMap(({ event }) => visitOf(event) ?? []),
    ]);
    return good.filter(({ event, raw }) => {
      const misfit = misfits.get(event);
      if (misfit === undefined) return true;
      const visit = visitIn(event.content);
      if (visit !== null && waiting.has(visit) && MAY_FIT_LATER.includes(misfit.code)) {
        const body = canonicalText(raw);
        const later = Math.max(protocol, forms.protocol + 1);
        const { id, sequence } = event;
        early.push({ event: { id, sequence, protocol: later, body }, raw });
      } else {
        bad.push(setAside(raw, jsonText(raw), reasonOf(misfit)));
      }
      return false;
    });
  };
  await receipt.turn;
  return db.transaction(async (tx) => {
    await lockDevice(tx, device.id);
    if (batch?.isAhead && !(await isHead(tx, device.id, batch.previous))) throw new OutOfTurn();
    // Another copy of the hub, older than this one, may have kept what this one can read.
    await readWaitingOf(tx, device, forms, { now, isBelieved });
    const believed = isBelieved ? good : await vet(tx);
    const stored: EventsResponse['stored'] = [];
    const settle = (
      all: readonly Sent<Pick<IncomingEvent, 'id'>>[],
      fates: readonly EventFate[],
    ) => {
      for (const [index, { event, raw }] of all.entries()) {
        const fate = fates[index] ?? 'other-id';
        if (fate === 'identical') stored.push(event.id);
        else bad.push(setAside(raw, jsonText(raw), REASONS[fate]));
      }
    };
    settle(believed, await storeEvents(tx, device.branch, believed.map(eventOf)));
    settle(early, await storeWaiting(tx, device.id, early.map(eventOf), forms.protocol));
    if (bad.length > 0) await putAside(tx, device.id, bad);
    const visits = new Set(believed.flatMap(({ event }) => visitIn(event.content) ?? []));
    if (!isBelieved && visits.size > 0) await reviveAside(tx, device, visits, now);
    if (batch !== null) {
      const events = believed.map(({ event }) => event.id);
      await noteBatch(tx, device.id, batch, { now, events });
    }
    const { total } = await noteWhole(tx, device.id, bad.length > 0);
    return { stored, quarantined: bad.map(({ id, reason }) => ({ id, reason })), total };
  });
}

/** @typeParam E what was made of the event as it came */
type Sent<E> = { readonly event: E; readonly raw: unknown };

const eventOf = <E>({ event }: Sent<E>): E => event;

const visitOf = ({ body }: WaitingEvent): string | null =>
  visitIn((JSON.parse(body) as { readonly payload?: unknown }).payload);
