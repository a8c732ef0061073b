// Editions of beliefs: each is named by its content and never rewritten, since stored decisions name it.
import { type Database, sql } from './database.ts';

/** JSON text of the newest edition; undefined before the first. */
export async function readBeliefs(db: Database): Promise<string | undefined> {
  const [row] = await db.query<{ doc: string }>(
    sql`select doc from beliefs order by created_at desc, version collate "C" desc limit 1`,
  );
  return row?.doc;
}

/** JSON text of one edition. */
export async function readBeliefsEdition(
  db: Database,
  version: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ doc: string }>(
    sql`select doc from beliefs where version = ${version}`,
  );
  return row?.doc;
}

/** Makes it the newest edition. @returns whether another one was the newest before. */
export async function saveBeliefs(db: Database, version: string, doc: string): Promise<boolean> {
  const count = await db.execute(sql`
    insert into beliefs (version, doc, created_at) values (${version}, ${doc}, clock_timestamp())
    on conflict (version) do update set created_at = excluded.created_at
    where beliefs.version <> (
      select version from beliefs order by created_at desc, version collate "C" desc limit 1)`);
  return count > 0;
}
