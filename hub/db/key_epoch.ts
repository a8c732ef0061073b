// Epochs of the keys of a branch's packs and changes. Who was revoked has no key of the next one.
import { type Database, sql } from './database.ts';

/** The one that is published with; 0 before the first revocation. */
export async function readKeyEpoch(db: Database, branch: string): Promise<number> {
  const [row] = await db.query<{ epoch: number }>(
    sql`select coalesce(max(epoch), 0) as epoch from key_epoch where branch = ${branch}`,
  );
  return row?.epoch ?? 0;
}

/** @returns the new one; what is published from now on is encrypted with its key */
export async function beginKeyEpoch(
  tx: Database,
  branch: string,
  reason: string,
  now: number,
): Promise<number> {
  const [row] = await tx.query<{ epoch: number }>(sql`
    insert into key_epoch (branch, epoch, begun_at, reason)
    select ${branch}, coalesce(max(epoch), 0) + 1, ${new Date(now)}, ${reason}
    from key_epoch where branch = ${branch}
    returning epoch`);
  return row?.epoch ?? 0;
}
