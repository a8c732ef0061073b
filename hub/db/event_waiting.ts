// Events that came from later counters than this hub can read: each once, whole, until a later hub reads them.
import type { EventEnvelope } from '#shared/model/event.ts';
import { type Database, sql } from './database.ts';
import type { EventFate } from './event.ts';

export type WaitingEvent = {
  readonly id: EventEnvelope['id'];
  readonly sequence: number;
  /** The protocol that it came under. */
  readonly protocol: number;
  /** Canonical JSON of the whole event. */
  readonly body: string;
};

/**
 * Keeps what is new; an id or a sequence that a readable event has is taken here too.
 * @param tried the protocol of the hub that could not read them
 * @returns the fate of each, in the same order.
 */
export async function storeWaiting(
  tx: Database,
  device: string,
  events: readonly WaitingEvent[],
  tried: number,
): Promise<readonly EventFate[]> {
  if (events.length === 0) return [];
  const given = sql`
    select id, sequence, protocol, body, n from unnest(
      ${events.map((event) => event.id)}::uuid[],
      ${events.map((event) => event.sequence)}::bigint[],
      ${events.map((event) => event.protocol)}::bigint[],
      ${events.map((event) => event.body)}::text[])
      with ordinality as t (id, sequence, protocol, body, n)`;
  await tx.execute(sql`
    with stored as (
      insert into event_waiting (id, device, sequence, protocol, tried, body)
      select g.id, ${device}, g.sequence, g.protocol, ${tried}, g.body
      from (${given}) as g
      where not exists (
        select 1 from event e where e.id = g.id or (e.device = ${device} and e.sequence = g.sequence))
      order by g.n
      on conflict do nothing
      returning sequence)
    update device_whole set held = null
    where device = ${device} and through >= (select min(sequence) from stored)`);
  const rows = await tx.query<{ fate: EventFate }>(sql`
    select case
      when w.device = ${device} and w.body = g.body then 'identical'
      when w.id is not null or exists (select 1 from event e where e.id = g.id) then 'other-content'
      else 'other-id' end as fate
    from (${given}) as g
    left join event_waiting w on w.id = g.id
    order by g.n`);
  return rows.map((row) => row.fate);
}

/** Of a device, the first that no hub of this protocol has tried to read. */
export const readUntried = (
  tx: Database,
  device: string,
  protocol: number,
  limit: number,
): Promise<readonly WaitingEvent[]> =>
  tx.query<WaitingEvent>(sql`
    select id, sequence, protocol, body from event_waiting
    where device = ${device} and tried < ${protocol}
    order by sequence limit ${limit}`);

export const readDevicesWaiting = (
  db: Database,
  protocol: number,
): Promise<readonly { readonly id: string; readonly branch: string }[]> =>
  db.query(sql`
    select d.id, d.branch from device d
    where exists (select 1 from event_waiting w where w.device = d.id and w.tried < ${protocol})
    order by d.id collate "C"`);

export const noteTried = (
  tx: Database,
  ids: readonly string[],
  protocol: number,
): Promise<number> =>
  tx.execute(sql`update event_waiting set tried = ${protocol} where id = any(${[...ids]}::uuid[])`);

export const removeWaiting = (tx: Database, ids: readonly string[]): Promise<number> =>
  tx.execute(sql`
    with gone as (
      delete from event_waiting where id = any(${[...ids]}::uuid[]) returning device, sequence)
    update device_whole w set held = null
    from gone where w.device = gone.device and w.through >= gone.sequence`);
