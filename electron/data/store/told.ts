// What HQ told of the branch's other devices: their events, who they are, and what gifts they gave.
import type { Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { type ToldDevice, toldDeviceSchema, type ToldEvent } from '#shared/wire/told.ts';
import { z } from 'zod';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { noteCorrection } from './corrections.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';

/** By device, up to where its events were told. */
export const toldThrough = (ledger: ReadableDB): ReadonlyMap<string, number> =>
  new Map(
    ledger
      .all<{ device: string; last: number }>(
        sql`select device, max(sequence) as last from told_event group by device`,
      )
      .map(({ device, last }) => [device, last]),
  );

/** Call inside a transaction. An event that is here already changes nothing. @returns how many were new */
export function keepTold(ledger: WritableDB, events: readonly ToldEvent[], at: Instant): number {
  let kept = 0;
  for (const event of events) {
    const payload = event.payload as Readonly<Record<string, unknown>>;
    const changed = ledger.run(sql`
      insert or ignore into told_event
        (id, device, sequence, kind, visit, customer, undoes, payload, at, day, staff, told_at)
      values (${event.id}, ${event.device}, ${event.sequence}, ${event.kind},
        ${textOr(payload['visit'], '')}, ${numberOrNull(payload['customer'])},
        ${textOr(payload['undoes'], null)}, ${JSON.stringify(payload)}, ${event.at}, ${event.day},
        ${event.staff}, ${at})`);
    kept += changed;
    if (changed > 0 && event.kind === 'visit.corrected') {
      noteCorrection(ledger, event.id, payload as EventPayload<'visit.corrected'>);
    }
  }
  return kept;
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
