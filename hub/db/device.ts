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

export const insertDevice = (
  tx: Database,
  device: Device & { readonly name: string; readonly tokenHash: Uint8Array },
  now: number,
): Promise<number> =>
  tx.execute(sql`
    insert into device (id, branch, name, token_hash, enrolled_at)
    values (${device.id}, ${device.branch}, ${device.name}, ${device.tokenHash}, ${new Date(now)})`);
