// Trained models, by kind (`churn`, `lifetime`). A version is never rewritten: scores name it.
import { type Database, sql } from './database.ts';

export type StoredModel = { readonly kind: string; readonly version: string; readonly doc: string };

/** @returns the document in force, as it was saved; undefined before any was. */
export async function readModel(db: Database, kind: string): Promise<string | undefined> {
  const [row] = await db.query<{ doc: string }>(sql`
    select doc from model where kind = ${kind}
    order by created_at desc, version collate "C" desc limit 1`);
  return row?.doc;
}

/**
 * Puts the model in force. Saving one that is known already puts it in force again.
 * @throws when the version stands for another document: versions name the content
 */
export async function saveModel(db: Database, { kind, version, doc }: StoredModel): Promise<void> {
  const saved = await db.execute(sql`
    insert into model (kind, version, doc, created_at)
    values (${kind}, ${version}, ${doc}, clock_timestamp())
    on conflict (kind, version) do update set created_at = excluded.created_at
    where model.doc = excluded.doc`);
  if (saved !== 1) throw new Error(`model ${kind} ${version} is there with another content`);
}
