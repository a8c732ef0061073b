// How far the database has followed the rotations of the secret, and what must be signed anew.
import { type Database, sql } from './database.ts';

/** `change`: nobody else reads it so until the transaction ends; `use`: nobody changes it until then. */
type Until = 'change' | 'use' | 'look';

/** 0: it was never rotated, or there is no secret yet. */
export async function readGeneration(db: Database, until: Until = 'look'): Promise<number> {
  const lock = { change: sql`for update`, use: sql`for share`, look: sql`` }[until];
  const rows = await db.query<{ generation: number }>(
    sql`select generation from hub_identity ${lock}`,
  );
  return rows[0]?.generation ?? 0;
}

export const writeGeneration = (tx: Database, generation: number): Promise<number> =>
  tx.execute(sql`update hub_identity set generation = ${generation}`);

const BATCH = 500;

/** Everything that is signed and can be fetched. In a transaction. @returns how many documents */
export async function signAnew(
  tx: Database,
  sign: (body: Uint8Array) => Uint8Array,
): Promise<number> {
  let signed = 0;
  for (const table of [sql`pack`, sql`change`]) {
    const documents = sql`select branch, number, body from ${table} order by branch, number`;
    for await (const batch of tx.queryBatches<{
      branch: string;
      number: number;
      body: Uint8Array;
    }>(documents, BATCH)) {
      await tx.execute(sql`
        update ${table} as d set signature = t.signature
        from unnest(${batch.map(({ branch }) => branch)}::text[], ${batch.map(({ number }) => number)}::bigint[],
          ${batch.map(({ body }) => sign(body))}::bytea[]) as t (branch, number, signature)
        where d.branch = t.branch and d.number = t.number`);
      signed += batch.length;
    }
  }
  return signed;
}
