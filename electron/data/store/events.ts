// The ledger's events: appended with the next sequence, read by visit, and the outbox.
import type { Uuid } from '#shared/base/id.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import {
  type EventEnvelope,
  type EventKind,
  type EventPayload,
  eventPayloads,
  type LedgerEvent,
} from '#shared/model/event.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { noteCorrection } from './corrections.ts';
import { readSetting, writeSetting } from './settings.ts';

export type EventRow = {
  readonly sequence: number;
  readonly id: string;
  readonly device: string;
  readonly kind: string;
  readonly payload: string;
  readonly at: number;
  readonly day: string;
  readonly staff: string;
};

/** Rows were checked when they were written. */
const rowToEvent = (row: EventRow): LedgerEvent =>
  ({
    id: row.id,
    device: row.device,
    sequence: row.sequence,
    kind: row.kind,
    payload: JSON.parse(row.payload),
    at: row.at,
    day: row.day,
    staff: row.staff,
  }) as LedgerEvent;

export type EventDraft = {
  readonly [K in EventKind]: {
    readonly id: Uuid;
    readonly kind: K;
    readonly payload: EventPayload<K>;
  };
}[EventKind];

/** Who, when and on which device. */
export type Stamp = {
  readonly device: string;
  readonly staff: string;
  readonly at: Instant;
  readonly day: Day;
};

/** An event as it was just appended: what a visit is folded from. */
export type RecordedEvent = EventDraft & Pick<Stamp, 'at' | 'day'>;

/**
 * Call inside a transaction: the sequence is the one after the last, also after the last that only HQ knows of.
 * @throws when the payload does not fit its kind: that is a bug, and HQ would quarantine it.
 */
export function appendEvent(ledger: WritableDB, draft: EventDraft, stamp: Stamp): RecordedEvent {
  const payload = eventPayloads[draft.kind].parse(draft.payload);
  const customer = 'customer' in payload ? payload.customer : null;
  const undoes = 'undoes' in payload ? payload.undoes : null;
  // The column is never null; an event outside any visit has an empty one.
  const visit = 'visit' in payload ? (payload.visit ?? '') : '';
  ledger.run(sql`
    insert into event (sequence, id, device, kind, visit, customer, undoes, payload, at, day, staff)
    values (
      max(
        (select coalesce(max(sequence), 0) from event),
        coalesce((select cast(value as integer) from setting where key = 'sequence-floor'), 0)
      ) + 1,
      ${draft.id}, ${stamp.device}, ${draft.kind}, ${visit}, ${customer}, ${undoes},
      ${JSON.stringify(payload)}, ${stamp.at}, ${stamp.day}, ${stamp.staff}
    )`);
  if (draft.kind === 'visit.corrected') noteCorrection(ledger, draft.id, draft.payload);
  return { ...draft, payload, at: stamp.at, day: stamp.day } as RecordedEvent;
}

/** Of one visit, in order, those that stand. */
export const eventsOfVisit = (ledger: ReadableDB, visit: string): readonly LedgerEvent[] =>
  ledger
    .all<EventRow>(
      sql`
        select sequence, id, device, kind, payload, at, day, staff
        from standing where visit = ${visit} order by sequence`,
    )
    .map(rowToEvent);

/** Events of the walk-ins with this number that stand, in order. @param phone in normal form */
export const eventsOfPhone = (ledger: ReadableDB, phone: string): readonly LedgerEvent[] =>
  ledger
    .all<EventRow>(
      sql`
        select sequence, id, device, kind, payload, at, day, staff
        from standing
        where sequence in (
          select sequence from event
          where kind in ('walk-in.started', 'walk-in.changed', 'walk-in.finished')
            and json_extract(payload, '$.phone') = ${phone})
        order by sequence`,
    )
    .map(rowToEvent);

export const isUndone = (ledger: ReadableDB, event: string): boolean =>
  ledger.get(sql`select sequence from event where undoes = ${event}`) !== undefined;

/** The newest id of each device comes last in order: ids of one device only grow. */
export const lastEventId = (ledger: ReadableDB): string | null =>
  ledger.get<{ id: string }>(sql`select id from event order by sequence desc limit 1`)?.id ?? null;

/** Events without a receipt, oldest first, from `floor` on. */
export const outbox = (ledger: ReadableDB, limit: number): readonly EventEnvelope[] =>
  ledger
    .all<EventRow>(
      sql`
        select sequence, id, device, kind, payload, at, day, staff
        from event
        where sequence > ${outboxFloor(ledger)}
          and not exists (select 1 from receipt where receipt.sequence = event.sequence)
        order by sequence limit ${limit}`,
    )
    .map(rowToEvent);

/** With or without a receipt. */
export const eventsAfter = (
  ledger: ReadableDB,
  after: number,
  limit: number,
): readonly EventEnvelope[] =>
  ledger
    .all<EventRow>(
      sql`
        select sequence, id, device, kind, payload, at, day, staff
        from event where sequence > ${after} order by sequence limit ${limit}`,
    )
    .map(rowToEvent);

/** The same as `outbox`, from `after` on up to `through`. */
export const unsentBetween = (
  ledger: ReadableDB,
  after: number,
  through: number,
  limit: number,
): readonly EventEnvelope[] =>
  ledger
    .all<EventRow>(
      sql`
        select sequence, id, device, kind, payload, at, day, staff
        from event
        where sequence > ${Math.max(after, outboxFloor(ledger))} and sequence <= ${through}
          and not exists (select 1 from receipt where receipt.sequence = event.sequence)
        order by sequence limit ${limit}`,
    )
    .map(rowToEvent);

export type Unsent = { readonly count: number; readonly oldest: Instant | null };

export function unsent(ledger: ReadableDB): Unsent {
  const floor = outboxFloor(ledger);
  const row = ledger.get<{ count: number }>(sql`
    select (select count(*) from event where sequence > ${floor})
      - (select count(*) from receipt where sequence > ${floor}) as count`);
  const oldest = ledger.get<{ at: Instant }>(sql`
    select at from event
    where sequence > ${floor}
      and not exists (select 1 from receipt where receipt.sequence = event.sequence)
    order by sequence limit 1`);
  return { count: row?.count ?? 0, oldest: oldest?.at ?? null };
}

/** What neither HQ has nor a stick was given. */
export const unsavedCount = (ledger: ReadableDB): number =>
  ledger.get<{ count: number }>(sql`
    select count(*) as count from event
    where sequence > ${Math.max(outboxFloor(ledger), exportedThrough(ledger))}
      and not exists (select 1 from receipt where receipt.sequence = event.sequence)`)?.count ?? 0;

/** The last sequence that a stick was given. */
const exportedThrough = (ledger: ReadableDB): number =>
  Number(readSetting(ledger, 'exported-through') ?? 0);

export const quarantinedCount = (ledger: ReadableDB): number =>
  ledger.get<{ count: number }>(
    sql`select count(*) as count from receipt where quarantined is not null`,
  )?.count ?? 0;

export type ReturnedEvent = {
  readonly sequence: number;
  readonly kind: EventKind;
  readonly day: Day;
  readonly staff: string;
  /** In HQ's words; begins with the reason's name. */
  readonly reason: string;
};

/** What HQ could not store, the newest first. */
export const returnedEvents = (ledger: ReadableDB, limit: number): readonly ReturnedEvent[] =>
  ledger.all<ReturnedEvent>(sql`
    select event.sequence, event.kind, event.day, event.staff, receipt.quarantined as reason
    from receipt join event on event.sequence = receipt.sequence
    where receipt.quarantined is not null order by receipt.sequence desc limit ${limit}`);

export type Receipt = { readonly id: string; readonly quarantined: string | null };

/** Notes what the hub holds. A receipt for an event that is not ours, or has one already, changes nothing. */
export function acknowledge(ledger: WritableDB, receipts: readonly Receipt[], at: Instant): number {
  return ledger.transaction(() => {
    let noted = 0;
    for (const receipt of receipts) {
      noted += ledger.run(sql`
        insert or ignore into receipt (sequence, at, quarantined)
        select sequence, ${at}, ${receipt.quarantined} from event where id = ${receipt.id}`);
    }
    if (noted > 0) raiseFloor(ledger);
    return noted;
  });
}

/** Events that HQ said it holds. */
export const storedCount = (ledger: ReadableDB): number =>
  ledger.get<{ count: number }>(
    // Neither reads a row: it is asked with each batch, of all that this device ever recorded.
    sql`select (select count(*) from receipt)
      - (select count(*) from receipt where quarantined is not null) as count`,
  )?.count ?? 0;

/** The last sequence that HQ said it holds; 0: none. */
export const lastStored = (ledger: ReadableDB): number =>
  ledger.get<{ last: number }>(
    sql`select coalesce(max(sequence), 0) as last from receipt where quarantined is null`,
  )?.last ?? 0;

/** Of the first event; null: there is none yet. */
export const firstRecordedAt = (ledger: ReadableDB): Instant | null =>
  ledger.get<{ at: Instant }>(sql`select at from event order by sequence limit 1`)?.at ?? null;

export const lastSequence = (ledger: ReadableDB): number =>
  ledger.get<{ last: number }>(sql`select coalesce(max(sequence), 0) as last from event`)?.last ??
  0;

export const hasReceipts = (ledger: ReadableDB): boolean =>
  ledger.get(sql`select sequence from receipt limit 1`) !== undefined;

/** HQ no longer holds what came after `through`: it is sent again. @returns how many events */
export function forgetReceipts(ledger: WritableDB, through: number): number {
  return ledger.transaction(() => {
    const forgotten = ledger.run(sql`delete from receipt where sequence > ${through}`);
    if (outboxFloor(ledger) > through) writeSetting(ledger, 'outbox-floor', String(through));
    // What HQ lost may be on no stick any more.
    if (exportedThrough(ledger) > through) {
      writeSetting(ledger, 'exported-through', String(through));
    }
    return forgotten;
  });
}

/** Every event up to this sequence has its receipt: the outbox never looks there again. */
export const outboxFloor = (ledger: ReadableDB): number =>
  Number(readSetting(ledger, 'outbox-floor') ?? 0);

function raiseFloor(ledger: WritableDB): void {
  const floor = outboxFloor(ledger);
  const gap = ledger.get<{ sequence: number }>(sql`
    select sequence from event
    where sequence > ${floor}
      and not exists (select 1 from receipt where receipt.sequence = event.sequence)
    order by sequence limit 1`);
  const last = ledger.get<{ sequence: number | null }>(
    sql`select max(sequence) as sequence from event`,
  );
  const next = gap === undefined ? (last?.sequence ?? 0) : gap.sequence - 1;
  if (next > floor) writeSetting(ledger, 'outbox-floor', String(next));
}
