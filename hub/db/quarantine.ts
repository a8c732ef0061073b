// What devices sent and could not be stored: looked at by a person, who takes it after all or lays it aside for good.
import type { Device } from './device.ts';
import { type Database, sql } from './database.ts';

export type SetAside = {
  readonly device: string;
  readonly branch: string;
  /** SHA-256 of the body in hex: names it on the command line. */
  readonly digest: string;
  readonly id: string;
  readonly reason: string;
  /** JSON text as it came. */
  readonly body: string;
  readonly receivedAt: number;
  /** Null: nobody has settled it. */
  readonly settled: 'taken' | 'dismissed' | null;
};

type SetAsideRow = {
  readonly device: string;
  readonly branch: string;
  readonly digest: Uint8Array;
  readonly id: string;
  readonly reason: string;
  readonly body: string;
  readonly received_at: number;
  readonly settled: SetAside['settled'];
};

const rowToSetAside = ({ digest, received_at, ...row }: SetAsideRow): SetAside => ({
  ...row,
  digest: Buffer.from(digest).toString('hex'),
  receivedAt: received_at,
});

/** @param branch of one; null: of all @param all also what is settled */
export async function readSetAside(
  db: Database,
  branch: string | null,
  all: boolean,
): Promise<readonly SetAside[]> {
  const rows = await db.query<SetAsideRow>(sql`
    select q.device, d.branch, q.digest, q.id, q.reason, q.body, q.received_at, q.settled
    from event_quarantine q join device d on d.id = q.device
    where (${branch}::text is null or d.branch = ${branch}) and (${all} or q.settled is null)
    order by q.received_at, q.device, q.digest`);
  return rows.map(rowToSetAside);
}

/** @param digest in hex, or so much of its beginning that it is one's alone */
export async function findSetAside(db: Database, digest: string): Promise<readonly SetAside[]> {
  const rows = await db.query<SetAsideRow>(sql`
    select q.device, d.branch, q.digest, q.id, q.reason, q.body, q.received_at, q.settled
    from event_quarantine q join device d on d.id = q.device
    where encode(q.digest, 'hex') like ${`${digest}%`} order by q.digest limit 2`);
  return rows.map(rowToSetAside);
}

/** Of one device, what nobody has settled and was put aside for one of these reasons; the oldest first. */
export async function readUnsettled(
  db: Database,
  device: string,
  codes: readonly string[],
): Promise<readonly SetAside[]> {
  const rows = await db.query<SetAsideRow>(sql`
    select q.device, d.branch, q.digest, q.id, q.reason, q.body, q.received_at, q.settled
    from event_quarantine q join device d on d.id = q.device
    where q.device = ${device} and q.settled is null
      and split_part(q.reason, ':', 1) = any(${[...codes]}::text[])
    order by q.received_at, q.digest`);
  return rows.map(rowToSetAside);
}

/** Those of which something is put aside and unsettled. */
export const readDevicesAside = (db: Database): Promise<readonly Device[]> =>
  db.query<Device>(sql`
    select d.id, d.branch from device d
    where exists (select from event_quarantine q where q.device = d.id and q.settled is null)
    order by d.id collate "C"`);

export const settle = (
  tx: Database,
  { device, digest }: Pick<SetAside, 'device' | 'digest'>,
  settled: 'taken' | 'dismissed',
): Promise<number> =>
  tx.execute(sql`
    update event_quarantine set settled = ${settled}, settled_at = now()
    where device = ${device} and digest = decode(${digest}, 'hex')`);

/**
 * Under this name stands what a device recorded under numbers that are others' by now, as after it was put back to an
 * older copy. No device has its token.
 */
export const twinOf = (device: string): string => `${device.slice(0, 58)}.again`;

/** @returns the next number of the twin, which is made when it is first needed */
export async function nextOfTwin(tx: Database, { id, branch }: Device): Promise<number> {
  const twin = twinOf(id);
  await tx.execute(sql`
    insert into device (id, branch, name, token_hash, revoked_at)
    select ${twin}, ${branch}, d.name || ' (2)', sha256(gen_random_uuid()::text::bytea), now()
    from device d where d.id = ${id}
    on conflict do nothing`);
  const [row] = await tx.query<{ next: number }>(
    sql`select coalesce(max(sequence), 0) + 1 as next from event where device = ${twin}`,
  );
  return row?.next ?? 1;
}
