// Portraits of the groups of a branch: one document each.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Group } from '#shared/model/group.ts';
import { type Database, sql } from './database.ts';

/** Puts these in the place of all that the branch had. */
export async function saveGroups(
  tx: Database,
  branch: string,
  groups: readonly Group[],
): Promise<void> {
  await tx.execute(sql`delete from customer_group where branch = ${branch}`);
  await tx.execute(sql`
    insert into customer_group (branch, kind, code, doc)
    select ${branch}, kind, code, doc::jsonb
    from unnest(${groups.map(({ kind }) => kind)}::text[], ${groups.map(({ code }) => code)}::text[],
      ${groups.map((group) => canonicalJson(group as Json))}::text[]) as u (kind, code, doc)`);
}

/** By kind and code. */
export async function readGroups(db: Database, branch: string): Promise<readonly Group[]> {
  const rows = await db.query<{ doc: Group }>(sql`
    select doc from customer_group where branch = ${branch}
    order by kind collate "C", code collate "C"`);
  return rows.map(({ doc }) => doc);
}
