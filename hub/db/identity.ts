// The public key of the secret that a database belongs to.
import { type Database, sql } from './database.ts';

export async function hasIdentity(db: Database): Promise<boolean> {
  const rows = await db.query<{ public_key: Uint8Array }>(sql`select public_key from hub_identity`);
  return rows.length > 0;
}

/** Writes the key when there is none. @returns whether the database now belongs to this key. */
export async function claimIdentity(db: Database, publicKey: Uint8Array): Promise<boolean> {
  await db.execute(
    sql`insert into hub_identity (public_key) values (${publicKey}) on conflict do nothing`,
  );
  const [row] = await db.query<{ public_key: Uint8Array }>(
    sql`select public_key from hub_identity`,
  );
  return row !== undefined && Buffer.from(row.public_key).equals(publicKey);
}
