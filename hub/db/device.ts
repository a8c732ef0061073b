// Devices of the branches. A token is kept as its SHA-256 only.
import { type Database, sql } from './database.ts';

export type Device = { readonly id: string; readonly branch: string };

export async function findDeviceByToken(
  db: Database,
  tokenHash: Uint8Array,
): Promise<Device | undefined> {
  const [row] = await db.query<Device>(sql`
    select id, branch from device where token_hash = ${tokenHash} and revoked_at is null`);
  return row;
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

export const insertDevice = (
  tx: Database,
  device: Device & { readonly name: string; readonly tokenHash: Uint8Array },
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into device (id, branch, name, token_hash, enrolled_at)
    values (${device.id}, ${device.branch}, ${device.name}, ${device.tokenHash}, ${new Date(now)})`);
