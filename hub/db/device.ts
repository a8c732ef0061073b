// Devices of the branches. A token is kept as its SHA-256 only.
import { randomBytes } from 'node:crypto';
import { type Database, sql } from './database.ts';
import { type ContactRow, type NotedContact, rowToContact } from './device_contact.ts';

export type Device = { readonly id: string; readonly branch: string };

/** Public keys, SPKI DER. */
export type DeviceKeys = { readonly sign: Uint8Array; readonly seal: Uint8Array };

export type KnownDevice = Device & {
  /** Null: it was enrolled by a program that made none. */
  readonly keys: DeviceKeys | null;
  readonly isRevoked: boolean;
};

/** What it said of itself last; null: nothing yet. */
export type HeardDevice = KnownDevice & { readonly contact: NotedContact | null };

type DeviceRow = Device & {
  readonly sign_key: Uint8Array | null;
  readonly seal_key: Uint8Array | null;
  readonly revoked: boolean;
};

export async function findDeviceByToken(
  db: Database,
  tokenHash: Uint8Array,
): Promise<HeardDevice | undefined> {
  const [row] = await db.query<DeviceRow & ContactRow>(sql`
    select d.id, d.branch, d.sign_key, d.seal_key, d.revoked_at is not null as revoked,
      c.at, c.app, c.host, c.unsent, c.minutes_ahead, c.addresses
    from device d left join device_contact c on c.device = d.id
    where d.token_hash = ${tokenHash}`);
  return row && { ...rowToDevice(row), contact: rowToContact(row) };
}

function rowToDevice({
  id,
  branch,
  sign_key: sign,
  seal_key: seal,
  revoked,
}: DeviceRow): KnownDevice {
  const keys = sign === null || seal === null ? null : { sign, seal };
  return { id, branch, keys, isRevoked: revoked };
}

/** By its name, as a neighbour says it: a revoked device too. */
export async function findNeighbour(db: Database, id: string): Promise<KnownDevice | undefined> {
  const [row] = await db.query<DeviceRow>(sql`
    select id, branch, sign_key, seal_key, revoked_at is not null as revoked
    from device where id = ${id}`);
  return row && rowToDevice(row);
}

/** Whoever it is: a revoked device too. */
export async function findDevice(
  db: Database,
  id: string,
): Promise<(Device & { readonly isRevoked: boolean }) | undefined> {
  const [row] = await db.query<Device & { readonly revoked_at: number | null }>(
    sql`select id, branch, revoked_at from device where id = ${id}`,
  );
  return row && { id: row.id, branch: row.branch, isRevoked: row.revoked_at !== null };
}

export type NewDevice = Device & {
  readonly name: string;
  readonly tokenHash: Uint8Array;
  readonly keys: DeviceKeys | null;
};

export const insertDevice = (tx: Database, device: NewDevice, now: number): Promise<number> =>
  tx.execute(sql`
    insert into device (id, branch, name, token_hash, sign_key, seal_key, enrolled_at)
    values (${device.id}, ${device.branch}, ${device.name}, ${device.tokenHash},
      ${device.keys?.sign ?? null}, ${device.keys?.seal ?? null}, ${new Date(now)})`);

/** One whose computer is gone: its token is nobody's, and it is answered as one that was revoked. */
export const insertRetired = (
  tx: Database,
  { id, branch, name }: Device & { readonly name: string },
  enrolledAt: number,
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into device (id, branch, name, token_hash, enrolled_at, revoked_at)
    values (${id}, ${branch}, ${name}, ${randomBytes(32)}, ${new Date(enrolledAt)}, ${new Date(now)})`);

/** SHA-256 of a batch as it came, and of the one that it says came before. */
export type Batch = {
  readonly digest: Uint8Array;
  readonly previous: Uint8Array | null;
  /** It was sent before the answer to the one before came, and is to be taken behind that one or not at all. */
  readonly isAhead?: boolean;
};

/** In a transaction that holds the lock of the device: whether the newest batch that was taken is this one. */
export const isHead = async (
  tx: Database,
  device: string,
  digest: Uint8Array | null,
): Promise<boolean> =>
  (await tx.query(sql`select from device_chain where device = ${device} and head = ${digest}`))
    .length > 0;

/**
 * Notes a batch on the chain of its device, after what it brought was stored. It names the head before it, or, where the
 * last answer was lost, the one before that, or, where the last two were under way at once, the one before that; any other
 * is a break: a second ledger under this name, or a hub or a ledger that was put back. Behind what it names the chain
 * begins anew, so that two ledgers that take turns show. One that does not fit and brought nothing new is an old one that
 * somebody on the line sent again: it says nothing.
 * @param events of the batch, as far as they are believed
 */
export const noteBatch = (
  tx: Database,
  device: string,
  batch: Batch,
  { now, events }: { readonly now: number; readonly events: readonly string[] },
): Promise<number> => {
  const fits = sql`(excluded.head = c.head or excluded.before is not distinct from c.head
    or excluded.before is not distinct from c.before
    or (excluded.before = c.earlier and excluded.head is distinct from c.before))`;
  const isNews = sql`(select came from news)`;
  // What this transaction stored has its time. Looked up for a batch that does not fit, and once: the ids are many.
  return tx.execute(sql`
    with news as (
      select exists (
          select 1 from event e where e.id = any(${[...events]}::uuid[]) and e.received_at = now())
        or exists (
          select 1 from event_quarantine q where q.device = ${device} and q.received_at = now())
        or exists (
          select 1 from event_waiting w where w.device = ${device} and w.received_at = now()) as came)
    insert into device_chain as c (device, head, before, breaks, broken_at)
    values (${device}, ${batch.digest}, ${batch.previous},
      ${batch.previous === null ? 0 : 1}, ${batch.previous === null ? null : new Date(now)})
    on conflict (device) do update set
      head = case when ${fits} or ${isNews} then excluded.head else c.head end,
      before = case when excluded.head = c.head then c.before
        when ${fits} or ${isNews} then excluded.before else c.before end,
      earlier = case when excluded.head = c.head then c.earlier
        when excluded.before is not distinct from c.head then c.before
        when excluded.before is not distinct from c.before then c.earlier
        when ${fits} or ${isNews} then null else c.earlier end,
      batches = c.batches + 1,
      breaks = c.breaks + case when ${fits} then 0 when ${isNews} then 1 else 0 end,
      broken_at = case when ${fits} then c.broken_at when ${isNews} then ${new Date(now)}
        else c.broken_at end`);
};
