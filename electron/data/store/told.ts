// What HQ and neighbours told of the branch's other devices: their events, who they are, and what gifts they gave.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { erasedPayload } from '#shared/model/erasure.ts';
import { type ToldDevice, toldDeviceSchema, type ToldEvent } from '#shared/wire/told.ts';
import { z } from 'zod';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { noteCorrection, takeBackCorrection } from './corrections.ts';
import { sequenceFloor } from './put_back.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';

/** By device, up to where HQ told all of it; a device that is not here from the beginning. */
export const toldThrough = (ledger: ReadableDB): ReadonlyMap<string, number> =>
  new Map(
    ledger
      .all<{ device: string; through: number }>(sql`select device, through from told_cursor`)
      .map(({ device, through }) => [device, through]),
  );

/** Of a ledger that was put back also this device: up to where HQ told what is lost here. */
export function askedThrough(ledger: ReadableDB, own: string): ReadonlyMap<string, number> {
  const through = toldThrough(ledger);
  return sequenceFloor(ledger) === 0
    ? through
    : new Map([...through, [own, through.get(own) ?? 0]]);
}

/** HQ has told all that this device lost. Call inside a transaction, once the last page was kept. */
export function noteOwnTold(ledger: WritableDB, own: string): void {
  const floor = sequenceFloor(ledger);
  if (floor === 0) return;
  ledger.run(sql`
    insert into told_cursor (device, through, series) values (${own}, ${floor}, 0)
    on conflict (device) do update set through = excluded.through`);
}

/** What HQ told of this device itself and is here already. */
export const isHere = (ledger: ReadableDB, { id }: ToldEvent): boolean =>
  ledger.get(sql`select sequence from event where id = ${id}`) !== undefined;

type Kept = ToldEvent & { readonly byNeighbour: boolean };

/**
 * What HQ told. Call inside a transaction. Its word takes the place of a neighbour's, and the newest of an older one.
 * @returns how many events were not here as they are now
 */
export function keepTold(
  ledger: WritableDB,
  events: readonly ToldEvent[],
  at: Instant,
  isNewest = true,
): number {
  let kept = 0;
  for (const event of events) {
    for (const { byNeighbour, ...other } of inPlaceOf(ledger, event)) {
      if (canonicalJson(other as Json) === canonicalJson(event as Json)) {
        if (byNeighbour) {
          ledger.run(sql`update told_event set by_neighbour = 0 where id = ${event.id}`);
        }
      } else if (byNeighbour || isNewest) forget(ledger, other);
    }
    kept += insert(ledger, event, at, false);
  }
  return kept;
}

/**
 * What a neighbour told. Call inside a transaction. Nothing that is here is changed by it, and of what HQ told as a
 * whole it adds nothing. @returns how many were new
 */
export function keepNeighbours(
  ledger: WritableDB,
  events: readonly ToldEvent[],
  at: Instant,
): number {
  const known = toldThrough(ledger);
  return events
    .filter(({ device, sequence }) => sequence > (known.get(device) ?? 0))
    .reduce((kept, event) => kept + insert(ledger, event, at, true), 0);
}

function insert(ledger: WritableDB, event: ToldEvent, at: Instant, byNeighbour: boolean): number {
  const payload = withoutErased(ledger, event.payload as Readonly<Record<string, unknown>>);
  const changed = ledger.run(sql`
    insert or ignore into told_event
      (id, device, sequence, kind, visit, customer, undoes, payload, at, day, staff, told_at, by_neighbour)
    values (${event.id}, ${event.device}, ${event.sequence}, ${event.kind},
      ${textOr(payload['visit'], '')}, ${numberOrNull(payload['customer'])},
      ${textOr(payload['undoes'], null)}, ${JSON.stringify(payload)}, ${event.at}, ${event.day},
      ${event.staff}, ${at}, ${byNeighbour ? 1 : 0})`);
  if (changed > 0 && event.kind === 'visit.corrected') {
    noteCorrection(ledger, event.id, payload as EventPayload<'visit.corrected'>);
  }
  return changed;
}

/** A neighbour that HQ has not told yet says what was erased here. */
function withoutErased(
  ledger: ReadableDB,
  payload: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const isErased = ledger.get(sql`
    select 1 from erased_customer where customer = ${numberOrNull(payload['customer'])}
    union all select 1 from erased_visit where visit = ${textOr(payload['visit'], null)}`);
  return isErased === undefined
    ? payload
    : (erasedPayload(payload) as Readonly<Record<string, unknown>>);
}

/** With its id, or with its number on its device. */
const inPlaceOf = (ledger: ReadableDB, { id, device, sequence }: ToldEvent): readonly Kept[] =>
  ledger
    .all<ToldRow>(sql`
      select id, device, sequence, kind, payload, at, day, staff, by_neighbour
      from told_event where id = ${id} or (device = ${device} and sequence = ${sequence})`)
    .map(rowToKept);

type ToldRow = Omit<ToldEvent, 'payload'> & {
  readonly payload: string;
  readonly by_neighbour: 0 | 1;
};

const rowToKept = ({ payload, by_neighbour: by, ...row }: ToldRow): Kept => ({
  ...row,
  payload: JSON.parse(payload),
  byNeighbour: by === 1,
});

/** It never was: the row of its visit is made anew, and so is what a correction did. */
function forget(ledger: WritableDB, { id, kind, payload }: ToldEvent): void {
  const { visit, corrects } = payload as Readonly<Record<string, unknown>>;
  const row = ledger.get<{ arrival: number }>(sql`select arrival from told_event where id = ${id}`);
  // The last arrival is given anew to what comes next: the rows of visits must not have passed it.
  const passed = Number(readSetting(ledger, 'visit-rows-told') ?? 0);
  if (row !== undefined && row.arrival <= passed) {
    writeSetting(ledger, 'visit-rows-told', String(row.arrival - 1));
  }
  ledger.run(sql`delete from told_event where id = ${id}`);
  if (typeof visit === 'string') {
    ledger.run(sql`insert or ignore into stale_visit (visit) values (${visit})`);
  }
  if (kind === 'visit.corrected') takeBackCorrection(ledger, id, String(corrects));
}

/**
 * HQ has told all of these devices up to `through`: what only a neighbour said of them up to there HQ did not believe.
 * Call inside a transaction, once the last page was kept.
 * @returns whether HQ has more to tell from the beginning, for what came later lies before what was told
 */
export function noteToldWhole(ledger: WritableDB, devices: readonly ToldDevice[]): boolean {
  const before = new Map(
    ledger
      .all<{ device: string; series: number }>(sql`select device, series from told_cursor`)
      .map(({ device, series }) => [device, series]),
  );
  let isAgain = false;
  for (const { id, through, series, keys } of devices) {
    const isOther = (before.get(id) ?? series) !== series;
    isAgain ||= isOther;
    ledger.run(sql`
      insert into told_cursor (device, through, series)
      values (${id}, ${isOther ? 0 : through}, ${series})
      on conflict (device) do update set through = excluded.through, series = excluded.series`);
    if (isOther) continue;
    // Of a device that was turned away HQ takes nothing any more.
    dropUntold(ledger, id, keys === null ? Number.MAX_SAFE_INTEGER : through);
  }
  return isAgain;
}

function dropUntold(ledger: WritableDB, device: string, through: number): void {
  const rows = ledger.all<ToldRow>(sql`
    select id, device, sequence, kind, payload, at, day, staff, by_neighbour
    from told_event
    where by_neighbour = 1 and device = ${device} and sequence <= ${through}`);
  for (const row of rows) forget(ledger, rowToKept(row));
}

const textOr = <T>(value: unknown, other: T): string | T =>
  typeof value === 'string' ? value : other;
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Whether HQ told this after all that it told before: an old stick takes nothing back. Call inside a transaction. */
export function isNewestTold(ledger: WritableDB, at: Instant): boolean {
  if (at < Number(readSetting(ledger, 'told-at') ?? 0)) return false;
  writeSetting(ledger, 'told-at', String(at));
  return true;
}

/** All that the others gave, as HQ has it: takes the place of what was told before. Call inside a transaction. */
export function keepDrawnElsewhere(ledger: WritableDB, gifts: readonly GiftCount[]): void {
  ledger.run(sql`delete from gift_drawn_elsewhere`);
  for (const { gift, count } of gifts) {
    ledger.run(sql`insert into gift_drawn_elsewhere (gift, count) values (${gift}, ${count})`);
  }
}

const devicesSchema = z.array(toldDeviceSchema);

export const keepToldOf = (ledger: WritableDB, devices: readonly ToldDevice[]): void =>
  writeSetting(ledger, 'told-of', JSON.stringify(devices));

/** The branch's other devices, as HQ last told; empty before it did. */
export function readToldOf(ledger: ReadableDB): readonly ToldDevice[] {
  const text = readSetting(ledger, 'told-of');
  return text === null ? [] : devicesSchema.parse(JSON.parse(text));
}
