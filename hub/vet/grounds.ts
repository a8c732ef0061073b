// Gathers for a batch of one device what HQ knows of all that its events name.
import type { Fen } from '#shared/base/money.ts';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { EventKind, EventPayload } from '#shared/model/event.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import { type Busiest, USUAL_AMOUNTS, USUAL_BUSIEST } from '#shared/model/policy.ts';
import type { Database } from '#hub/db/database.ts';
import type { Device } from '#hub/db/device.ts';
import type { IncomingEvent } from '#hub/db/event.ts';
import { readCatalog } from '#hub/db/editions.ts';
import * as db from '#hub/db/grounds.ts';
import { type Rungs, rungsOf } from './rungs.ts';
import { follow, type Visits } from './visit_so_far.ts';

/** An event whose payload fits its kind. */
export type VettedEvent = {
  readonly [K in EventKind]: Omit<IncomingEvent, 'kind' | 'payload' | 'content'> & {
    readonly kind: K;
    readonly payload: EventPayload<K>;
  };
}[EventKind];

export type Grounds = {
  readonly branch: string;
  /** UTC ms. */
  readonly now: number;
  readonly enrolled: number;
  readonly dayOf: (at: number) => Day;
  /** Of whom the branch ever had: whether as a manager. */
  readonly staff: ReadonlyMap<string, boolean>;
  readonly customers: ReadonlyMap<number, db.Home>;
  readonly catalogs: ReadonlyMap<string, Rungs>;
  readonly policies: ReadonlySet<string>;
  readonly beliefs: Set<string>;
  readonly most: Fen;
  readonly busiest: Busiest;
  readonly decks: ReadonlyMap<string, Pick<OpenLease, 'lottery' | 'tickets' | 'lastSeed'>>;
  readonly letsSpend: boolean;
  readonly gifts: ReadonlySet<string>;
  /** Entries that corrections speak of, by id; also those of this batch that are believed. */
  readonly entries: Map<string, db.EntryPlace>;
  readonly visits: Visits;
  readonly starts: Starts;
};

/** How many visits began by day and by minute. */
export type Starts = {
  readonly days: Map<string, number>;
  readonly minutes: Map<number, number>;
};

export async function gatherGrounds(
  tx: Database,
  device: Device,
  events: readonly VettedEvent[],
  now: number,
): Promise<Grounds> {
  const names = namesIn(events);
  const usual = { most: USUAL_AMOUNTS.most, busiest: USUAL_BUSIEST };
  const place = await db.readPlace(tx, device, usual, names);
  const visits: Visits = new Map();
  const others = new Set<string>();
  for (const told of await db.readToldOfVisits(tx, device, names.visits)) {
    follow(visits, told);
    if (told.kind === 'decision.made') {
      const { catalog } = told.payload as EventPayload<'decision.made'>;
      if (!names.catalogs.includes(catalog)) others.add(catalog);
    }
  }
  const starts: Starts = { days: new Map(), minutes: new Map() };
  for (const [at, day] of place.starts) countStart(starts, at, day);
  const digests = [...place.catalogs, ...(await db.readCatalogDigests(tx, [...others]))];
  const entries = await db.readEntries(tx, names.entries);
  return {
    branch: device.branch,
    now,
    enrolled: place.enrolled,
    dayOf: dayTeller(place.zone),
    staff: place.staff,
    customers: place.customers,
    catalogs: await readRungs(tx, digests),
    policies: place.policies,
    beliefs: new Set([NO_BELIEFS.version, ...place.beliefs, ...place.ownBeliefs]),
    most: place.most as Fen,
    busiest: place.busiest,
    decks: await db.readDecksOf(tx, device.id, names.leases),
    letsSpend: place.letsSpend,
    gifts: place.gifts,
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    visits,
    starts,
  };
}

export function countStart({ days, minutes }: Starts, at: number, day: string): void {
  days.set(day, (days.get(day) ?? 0) + 1);
  minutes.set(minuteOf(at), (minutes.get(minuteOf(at)) ?? 0) + 1);
}

export const minuteOf = (at: number): number => Math.floor(at / 60_000);

function namesIn(events: readonly VettedEvent[]) {
  const visits = new Set<string>();
  const customers = new Set<number>();
  const catalogs = new Set<string>();
  const beliefs = new Set<string>();
  const leases = new Set<string>();
  const entries = new Set<string>();
  const days = new Set<string>();
  for (const { kind, payload, day } of events) {
    if ('visit' in payload && payload.visit !== null) visits.add(payload.visit);
    if ('customer' in payload && payload.customer !== null) customers.add(payload.customer);
    if (kind === 'decision.made') {
      catalogs.add(payload.catalog);
      if (payload.beliefs !== undefined) beliefs.add(payload.beliefs);
    }
    if (kind === 'lottery.drawn') leases.add(payload.lease);
    if (kind === 'visit.corrected') entries.add(payload.corrects);
    if (kind === 'visit.started' || kind === 'walk-in.started') days.add(day);
  }
  return {
    visits: [...visits],
    customers: [...customers],
    catalogs: [...catalogs],
    beliefs: [...beliefs],
    leases: [...leases],
    entries: [...entries],
    days: [...days],
  };
}

/** Editions as they were read last: reading one costs more than all the rest of a batch. */
const known = new Map<string, Rungs>();
const KNOWN_MOST = 16;

async function readRungs(
  tx: Database,
  digests: readonly (readonly [version: string, digest: string])[],
): Promise<ReadonlyMap<string, Rungs>> {
  const read = new Map<string, Rungs>();
  for (const [version, digest] of digests) {
    let rungs = known.get(digest);
    if (rungs === undefined) {
      const catalog = await readCatalog(tx, version);
      if (catalog === undefined) continue;
      rungs = rungsOf(catalog);
      known.set(digest, rungs);
      const oldest = known.keys().next();
      if (known.size > KNOWN_MOST && oldest.done !== true) known.delete(oldest.value);
    }
    read.set(version, rungs);
  }
  return read;
}

/** Formatting an instant is slow, and all batches are of few hours: by time zone, what was told before. */
const toldDays = new Map<string, Map<number, Day>>();
const TOLD_MOST = 20_000;

function dayTeller(zone: string): (at: number) => Day {
  const days = toldDays.get(zone) ?? new Map<number, Day>();
  toldDays.set(zone, days);
  return (at) => {
    const quarter = Math.floor(at / 900_000);
    const told = days.get(quarter) ?? dayOfInstant(at, zone);
    if (days.size >= TOLD_MOST) days.clear();
    days.set(quarter, told);
    return told;
  };
}
