// Decks of tickets that devices hold, with what they reported of them.
import type { Day } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import { type Database, sql } from './database.ts';

/** Counts by prize, blanks under `-`. */
export type TicketCounts = OpenLease['tickets'];

export type StoredLease = OpenLease & {
  readonly branch: string;
  readonly deviceName: string;
  /** Of the branch. */
  readonly timeZone: string;
  /** Null: open, all its prizes count as given away. */
  readonly given: TicketCounts | null;
};

type LeaseRow = {
  readonly id: string;
  readonly branch: string;
  readonly device: string;
  readonly device_name: string;
  readonly time_zone: string;
  readonly lottery: string;
  readonly valid_from: Day;
  readonly valid_to: Day;
  readonly tickets: TicketCounts;
  readonly commitment: string;
  readonly last_seed: string;
  readonly given: TicketCounts | null;
};

const rowToLease = (row: LeaseRow): StoredLease => ({
  id: row.id,
  branch: row.branch,
  lottery: row.lottery,
  device: row.device,
  deviceName: row.device_name,
  timeZone: row.time_zone,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  tickets: row.tickets,
  commitment: row.commitment,
  lastSeed: row.last_seed,
  given: row.given,
});

/** Of all branches, settled ones too, in the order in which they were granted. */
export async function readLeases(db: Database): Promise<readonly StoredLease[]> {
  const rows = await db.query<LeaseRow>(sql`
    select l.id, l.branch, l.device, d.name as device_name, b.time_zone, l.lottery, l.valid_from, l.valid_to,
      l.tickets, l.commitment, l.last_seed, l.given
    from lottery_lease l
    join device d on d.id = l.device
    join branch b on b.code = l.branch
    order by l.granted_at, l.id collate "C"`);
  return rows.map(rowToLease);
}

export const insertLease = (
  tx: Database,
  branch: string,
  lease: OpenLease,
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into lottery_lease (id, branch, device, lottery, valid_from, valid_to, tickets, commitment, last_seed,
      granted_at)
    values (${lease.id}, ${branch}, ${lease.device}, ${lease.lottery}, ${lease.validFrom}, ${lease.validTo},
      ${JSON.stringify(lease.tickets)}, ${lease.commitment}, ${lease.lastSeed}, ${new Date(now)})`);

/** From now on only what was given of it counts. */
export const settleLease = (
  tx: Database,
  lease: string,
  given: TicketCounts,
  now: number,
): Promise<number> =>
  tx.execute(sql`
    update lottery_lease set settled_at = ${new Date(now)}, given = ${JSON.stringify(given)}
    where id = ${lease} and settled_at is null`);

export type StoredDraw = EventPayload<'lottery.drawn'> & {
  /** The event. */
  readonly event: string;
};

/** Draws that the lease's own device reported, in the order in which it made them. */
export async function readDraws(
  db: Database,
  lease: { readonly id: string; readonly device: string },
): Promise<readonly StoredDraw[]> {
  const rows = await db.query<{ id: string; payload: EventPayload<'lottery.drawn'> }>(sql`
    select id, payload from event
    where kind = 'lottery.drawn' and payload ->> 'lease' = ${lease.id} and device = ${lease.device}
    order by sequence`);
  return rows.map(({ id, payload }) => ({ ...payload, event: id }));
}

/** How many of its draws are here, for each open lease that has any. */
export async function countOpenDraws(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ lease: string; count: number }>(sql`
    select l.id as lease, count(distinct (e.payload ->> 'draw')::int) as count
    from lottery_lease l
    join event e on e.kind = 'lottery.drawn' and e.payload ->> 'lease' = l.id and e.device = l.device
    where l.settled_at is null
    group by l.id`);
  return new Map(rows.map(({ lease, count }) => [lease, count]));
}

export async function readDraw(db: Database, event: string): Promise<StoredDraw | undefined> {
  const [row] = await db.query<{ id: string; payload: EventPayload<'lottery.drawn'> }>(
    sql`select id, payload from event where kind = 'lottery.drawn' and id = ${event}`,
  );
  return row && { ...row.payload, event: row.id };
}

/** Draws that name a lease which HQ never granted to the device that made them. */
export const readStrayDraws = (
  db: Database,
): Promise<
  readonly { readonly event: string; readonly lease: string; readonly device: string }[]
> =>
  db.query(sql`
    select e.id as event, e.payload ->> 'lease' as lease, e.device
    from event e
    left join lottery_lease l on l.id = e.payload ->> 'lease' and l.device = e.device
    where e.kind = 'lottery.drawn' and l.id is null
    order by e.device collate "C", e.sequence`);
