// HQ of the simulator: what the hub's routes answer, over events in memory that can be copied and put back. `sim_hub.pg.test.ts`
// holds it against the real one.
import type { EventEnvelope, EventPayload } from '#shared/model/event.ts';
import type { EventsResponse } from '#shared/wire/events.ts';
import type { HeldResponse } from '#shared/wire/held.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { StickPart, StickReply, StickReport } from '#shared/wire/stick.ts';
import { type Told, TOLD_EVENTS, TOLD_KINDS, type ToldEvent } from '#shared/wire/told.ts';

export const BRANCH = 'B001';

/** By sequence. */
type Events = Map<number, EventEnvelope>;

type Shelf = {
  readonly events: Events;
  /** By id and text: what could not be stored. */
  readonly aside: Map<string, EventEnvelope>;
  /** The newest that came by stick. */
  report: StickReport | null;
  /** As `device_whole`: up to where nothing is waited for, and how often something came later that lies before. */
  through: number;
  series: number;
  head: string | null;
};

type Store = Map<string, Shelf>;

export type SimHub = {
  /** As `receiveEvents`: each once, however often it comes. @param batch its name on the chain; null: it has none */
  receive(device: string, events: readonly EventEnvelope[], batch?: string | null): EventsResponse;
  /** As `device_chain`: the newest batch that was taken. */
  head(device: string): string | null;
  /** As `readHeld`. */
  held(device: string): HeldResponse;
  /** As `tellDevice`, with no gifts. @param now UTC ms */
  tell(device: string, after: ReadonlyMap<string, number>, now: number): Told;
  /** As `hub usb import`. */
  readLetter(device: string, report: StickReport, events: readonly EventEnvelope[]): void;
  /** As `hub usb export`; `told` is signed by whoever sends it. */
  writeLetter(device: string, now: number): HubLetter;
  events(device: string): readonly EventEnvelope[];
  setAside(device: string): readonly EventEnvelope[];
  /** A backup is made; the newest one takes the place of what there is. */
  backUp(): void;
  putBack(): void;
};

export type HubLetter = {
  readonly at: number;
  readonly reply: StickReply;
  readonly receipts: Extract<StickPart, { type: 'receipts' }>;
  readonly told: readonly Told[];
};

export function createSimHub(devices: readonly string[], branch = BRANCH): SimHub {
  const empty = (): Store => new Map(devices.map((device) => [device, newShelf()]));
  let store = empty();
  let backup = empty();
  const shelfOf = (device: string): Shelf => {
    const shelf = store.get(device);
    if (shelf === undefined) throw new Error(`no device ${device}`);
    return shelf;
  };

  const hub: SimHub = {
    receive(device, events, batch = null) {
      const shelf = shelfOf(device);
      shelf.head = batch ?? shelf.head;
      const stored: EventsResponse['stored'] = [];
      const quarantined: EventsResponse['quarantined'] = [];
      const isLate = events.some(
        ({ sequence }) => sequence <= shelf.through && !shelf.events.has(sequence),
      );
      if (isLate) shelf.series += 1;
      for (const event of events) {
        const known = shelf.events.get(event.sequence);
        const text = JSON.stringify(event);
        if (known === undefined || JSON.stringify(known) === text) {
          shelf.events.set(event.sequence, event);
          stored.push(event.id as EventsResponse['stored'][number]);
        } else {
          shelf.aside.set(text, event);
          quarantined.push({ id: event.id, reason: SEQUENCE_TAKEN });
        }
      }
      shelf.through = unbroken(shelf, shelf.through);
      return { stored, quarantined, total: shelf.events.size };
    },
    head: (device) => shelfOf(device).head,
    held(device) {
      const { events } = shelfOf(device);
      return {
        through: unbroken(shelfOf(device), 0),
        total: events.size,
        highest: Math.max(0, ...events.keys()),
      };
    },
    tell(device, after, now) {
      const events = devices
        .filter((other) => other !== device)
        .flatMap((other) => {
          const last = after.get(other) ?? 0;
          const { through } = shelfOf(other);
          return hub
            .events(other)
            .filter(({ sequence }) => sequence > last && sequence <= through)
            .filter(({ kind }) => TOLD_KINDS.includes(kind as never));
        });
      return {
        kind: 'told',
        protocol: PROTOCOL_VERSION,
        branch,
        device,
        at: now as Told['at'],
        devices: devices
          .filter((other) => other !== device)
          .map((id) => {
            const { through, series } = shelfOf(id);
            return { id, name: id, heardAt: null, through, series, keys: null, addresses: [] };
          }),
        events: events.slice(0, TOLD_EVENTS) as unknown as ToldEvent[],
        more: events.length >= TOLD_EVENTS,
        gifts: [],
        shares: null,
      };
    },
    readLetter(device, report, events) {
      hub.receive(device, events);
      const shelf = shelfOf(device);
      if (shelf.report === null || shelf.report.letter < report.letter) shelf.report = report;
    },
    writeLetter(device, now) {
      const { report, aside } = shelfOf(device);
      const held = hub.held(device);
      const stored = hub
        .events(device)
        .filter(({ sequence }) => sequence > (report?.floor ?? 0))
        .map(({ id }) => id as EventsResponse['stored'][number]);
      const quarantined = [...aside.values()].map(({ id }) => ({ id, reason: SEQUENCE_TAKEN }));
      const toldAfter = report?.told ?? {};
      const isLost = report !== null && (held.total < report.stored || held.through < report.floor);
      return {
        at: now,
        reply: {
          letter: report?.letter ?? 0,
          held,
          resendAfter: isLost ? held.through : null,
          latest: 1,
          manifest: null,
          keys: null,
          toldAfter,
        },
        receipts: { type: 'receipts', stored, quarantined },
        told: [hub.tell(device, new Map(Object.entries(toldAfter)), now)],
      };
    },
    events: (device) =>
      [...shelfOf(device).events.values()].toSorted((a, b) => a.sequence - b.sequence),
    setAside: (device) => [...shelfOf(device).aside.values()],
    backUp() {
      backup = copyOf(store);
    },
    putBack() {
      store = copyOf(backup);
    },
  };
  return hub;
}

const newShelf = (): Shelf => ({
  events: new Map(),
  aside: new Map(),
  report: null,
  through: 0,
  series: 0,
  head: null,
});

const copyOf = (store: Store): Store =>
  new Map(
    [...store].map(([device, shelf]) => [
      device,
      { ...shelf, events: new Map(shelf.events), aside: new Map(shelf.aside) },
    ]),
  );

const SEQUENCE_TAKEN = 'sequence-taken: the hub holds another event with this device and sequence';

function unbroken({ events, aside }: Shelf, after: number): number {
  const come = new Set(events.keys());
  for (const { sequence } of aside.values()) come.add(sequence);
  for (const { kind, payload, sequence } of events.values()) {
    if (kind !== 'ledger.mended') continue;
    for (const span of (payload as EventPayload<'ledger.mended'>).lost) {
      for (let lost = span.from; lost <= Math.min(span.through, sequence); lost += 1)
        come.add(lost);
    }
  }
  let through = after;
  while (come.has(through + 1)) through += 1;
  return through;
}
