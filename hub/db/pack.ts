// Packs and their chunks.
import type { Signed } from '#shared/wire/signed.ts';
import { type Database, sql, type Sql } from './database.ts';

export type StoredPack = {
  readonly number: number;
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
};

export const storedToSigned = (stored: {
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}): Signed => ({
  body: Buffer.from(stored.body).toString('base64'),
  signature: Buffer.from(stored.signature).toString('base64'),
});

export async function readLatestPack(
  db: Database,
  branch: string,
): Promise<StoredPack | undefined> {
  const [row] = await db.query<StoredPack>(sql`
    select number, body, signature from pack where branch = ${branch} order by number desc limit 1`);
  return row;
}

/** A chunk of a pack of this branch; of another branch's there is none. */
export async function readChunk(
  db: Database,
  branch: string,
  sha256: Uint8Array,
): Promise<Uint8Array | undefined> {
  const [row] = await db.query<{ bytes: Uint8Array }>(sql`
    select c.bytes from pack_chunk c
    where c.sha256 = ${sha256} and exists (
      select 1 from pack_part p where p.sha256 = c.sha256 and p.branch = ${branch})`);
  return row?.bytes;
}

export const putChunk = (tx: Database, sha256: Uint8Array, bytes: Uint8Array): Promise<number> =>
  tx.execute(sql`
    insert into pack_chunk (sha256, bytes) values (${sha256}, ${bytes}) on conflict do nothing`);

/** A second pack of the same number takes the place of the first. */
export async function putPack(
  tx: Database,
  branch: string,
  pack: StoredPack,
  chunks: readonly Uint8Array[],
  now: number,
): Promise<void> {
  const replaced = sql`number = ${pack.number}`;
  const before = await chunksOf(tx, branch, replaced);
  await tx.execute(sql`delete from pack where branch = ${branch} and ${replaced}`);
  await tx.execute(sql`
    insert into pack (branch, number, body, signature, created_at)
    values (${branch}, ${pack.number}, ${pack.body}, ${pack.signature}, ${new Date(now)})`);
  await tx.execute(sql`
    insert into pack_part (branch, number, position, sha256)
    select ${branch}, ${pack.number}, t.position, t.sha256
    from unnest(${chunks.map((_, index) => index)}::integer[], ${chunks}::bytea[]) as t (position, sha256)`);
  await deleteUnused(tx, before);
}

/** Of this branch's packs only: what others publish meanwhile is theirs. */
const chunksOf = async (tx: Database, branch: string, those: Sql): Promise<readonly Uint8Array[]> =>
  (
    await tx.query<{ sha256: Uint8Array }>(
      sql`select distinct sha256 from pack_part where branch = ${branch} and ${those}`,
    )
  ).map(({ sha256 }) => sha256);

const deleteUnused = (tx: Database, chunks: readonly Uint8Array[]): Promise<number> =>
  tx.execute(sql`
    delete from pack_chunk c where c.sha256 = any(${chunks}::bytea[])
      and not exists (select 1 from pack_part p where p.sha256 = c.sha256)`);

export const resignPack = (tx: Database, branch: string, pack: StoredPack): Promise<number> =>
  tx.execute(sql`
    update pack set body = ${pack.body}, signature = ${pack.signature}
    where branch = ${branch} and number = ${pack.number}`);

/** Keeps the newest `keep` packs of a branch. @returns the number of the oldest that stays. */
export async function prunePacks(
  tx: Database,
  branch: string,
  keep: number,
): Promise<number | undefined> {
  const kept = await tx.query<{ number: number }>(sql`
    select number from pack where branch = ${branch} order by number desc limit ${keep}`);
  const oldest = kept.at(-1)?.number;
  if (oldest === undefined) return undefined;
  const older = sql`number < ${oldest}`;
  const gone = await chunksOf(tx, branch, older);
  await tx.execute(sql`delete from pack where branch = ${branch} and ${older}`);
  await deleteUnused(tx, gone);
  return oldest;
}
