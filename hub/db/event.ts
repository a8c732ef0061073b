// Events as the branches sent them, each once, and what was put aside.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { barePayload, isBarePayload } from '#shared/model/let_go.ts';
import { type Database, sql } from './database.ts';
import { keepWalkIns } from './walk_ins.ts';

/** An event that is fit to be stored; `payload` is JSON text, `content` what it says. */
export type IncomingEvent = Omit<EventEnvelope, 'payload'> & {
  readonly payload: string;
  readonly content: EventEnvelope['payload'];
};

/** `identical`: held, as it was sent. `other-content`, `other-id`: its id or its sequence is another's. */
export type EventFate = 'identical' | 'other-content' | 'other-id';

/** One device's batches come one after another, also over several copies of the hub. */
export const lockDevice = async (tx: Database, device: string): Promise<void> => {
  await tx.query(sql`select id from device where id = ${device} for update`);
};

/** Stores what is new; an id or a sequence of an event that waits is taken. @returns the fate of each, in the same order. */
export async function storeEvents(
  tx: Database,
  branch: string,
  events: readonly IncomingEvent[],
): Promise<readonly EventFate[]> {
  if (events.length === 0) return [];
  // Payloads as one text: as an array of texts each quotation mark in them would be escaped and read once more.
  const given = sql`
    select t.n, t.id, t.device, t.sequence, t.kind, t.payload, t.at, t.day, t.staff
    from rows from (
      unnest(
        ${events.map((event) => event.id)}::uuid[],
        ${events.map((event) => event.device)}::text[],
        ${events.map((event) => event.sequence)}::bigint[],
        ${events.map((event) => event.kind)}::text[],
        ${events.map((event) => event.at)}::bigint[],
        ${events.map((event) => event.day)}::date[],
        ${events.map((event) => event.staff)}::text[]),
      jsonb_array_elements(${`[${events.map((event) => event.payload).join(',')}]`}::jsonb))
      with ordinality as t (id, device, sequence, kind, at, day, staff, payload, n)`;
  // What comes later than what lies behind it was passed over when the branch was told: it is told anew.
  const stored = await tx.query<{ id: string }>(sql`
    with stored as (
      insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
      select g.id, g.device, ${branch}, g.sequence, g.kind, g.payload, g.at, g.day, g.staff
      from (${given}) as g
      where not exists (
        select 1 from event_waiting w where w.id = g.id or (w.device = g.device and w.sequence = g.sequence))
      order by g.n
      on conflict do nothing
      returning id, device, sequence),
    retold as (
      update device_whole w set series = w.series + 1, held = null
      from (select device, min(sequence) as first from stored group by device) as s
      where w.device = s.device and w.through >= s.first)
    select id from stored`);
  const begun = events.filter(({ kind }) => kind === 'walk-in.started');
  if (begun.length > 0) {
    await keepWalkIns(
      tx,
      begun.map(({ id }) => id),
    );
  }
  // As a rule all are new, and what was just stored is as it was sent.
  if (stored.length === events.length) return events.map(() => 'identical');
  const rows = await tx.query<{ fate: EventFate }>(sql`
    select case
      when e.id is null and exists (select 1 from event_waiting w where w.id = g.id) then 'other-content'
      when e.id is null then 'other-id'
      when e.device = g.device and e.sequence = g.sequence and e.kind = g.kind and e.payload = g.payload
        and e.at = g.at and e.day = g.day and e.staff = g.staff then 'identical'
      else 'other-content' end as fate
    from (${given}) as g
    left join event e on e.id = g.id
    order by g.n`);
  const fates = rows.map((row) => row.fate);
  return (await knownBare(tx, events, fates)) ?? fates;
}

/**
 * What HQ or the counter let go of meanwhile is the same event all the same, if nothing else differs and one of the two
 * is bare already.
 * @returns null: none of them
 */
async function knownBare(
  tx: Database,
  events: readonly IncomingEvent[],
  fates: readonly EventFate[],
): Promise<readonly EventFate[] | null> {
  const odd = events.filter((_, index) => fates[index] === 'other-content');
  if (odd.length === 0) return null;
  const held = new Map(
    (
      await tx.query<{ id: string; envelope: string; payload: unknown }>(sql`
        select id, concat_ws(' ', device, sequence, kind, at, day, staff) as envelope, payload
        from event where id = any(${odd.map(({ id }) => id)}::uuid[])`)
    ).map((row) => [row.id, row]),
  );
  return fates.map((fate, index) => {
    const event = events[index];
    const known = event && held.get(event.id);
    if (fate !== 'other-content' || event === undefined || known === undefined) return fate;
    const { device, sequence, kind, at, day, staff } = event;
    if (known.envelope !== [device, sequence, kind, at, day, staff].join(' ')) return fate;
    const sent = event.content as Json;
    const bare = canonicalJson(barePayload(kind, sent) as Json);
    if (canonicalJson(barePayload(kind, known.payload) as Json) !== bare) return fate;
    const isBare = [sent, known.payload as Json].some((each) => isBarePayload(kind, each));
    return isBare ? 'identical' : fate;
  });
}

export type QuarantinedEvent = {
  /** As sent; empty when there was none. */
  readonly id: string;
  readonly reason: string;
  /** JSON text of the event as it came. */
  readonly body: string;
  /** SHA-256 of the body. */
  readonly digest: Uint8Array;
};

export const putAside = (
  tx: Database,
  device: string,
  events: readonly QuarantinedEvent[],
): Promise<number> =>
  tx.execute(sql`
    insert into event_quarantine (device, digest, id, reason, body)
    select ${device}, t.digest, t.id, t.reason, t.body
    from unnest(${events.map((event) => event.digest)}::bytea[],
      ${events.map((event) => event.id)}::text[], ${events.map((event) => event.reason)}::text[],
      ${events.map((event) => event.body)}::text[]) as t (digest, id, reason, body)
    on conflict do nothing`);
