// Puts the catalog and the policy in force. An edition is never rewritten: stored decisions name it.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import { type Database, sql, type Sql } from './database.ts';

/** The same version stands for another document: whoever changes one must raise its version. */
export type EditionTaken = {
  readonly type: 'edition-taken';
  readonly kind: 'catalog' | 'policy';
  readonly version: string;
};

export type EditionsSaved = { readonly catalog: 'new' | 'known'; readonly policy: 'new' | 'known' };

/** Puts both in force, in one transaction. Loading what is in force already changes nothing. */
export async function saveEditions(
  db: Database,
  catalog: Catalog,
  policy: Policy,
): Promise<Result<EditionsSaved, EditionTaken>> {
  const documents = [
    { kind: 'catalog', version: catalog.version, doc: canonicalJson(catalog as Json) },
    { kind: 'policy', version: policy.version, doc: canonicalJson(policy as Json) },
  ] as const;
  return db.transaction(async (tx) => {
    const saved = { catalog: 'new', policy: 'new' } as {
      -readonly [K in keyof EditionsSaved]: EditionsSaved[K];
    };
    for (const { kind, version } of documents) {
      const [row] = await tx.query<{ doc: string }>(selectEdition(kind, version));
      const doc = documents.find((each) => each.kind === kind)?.doc;
      if (row !== undefined && row.doc !== doc)
        return err({ type: 'edition-taken', kind, version });
      if (row !== undefined) saved[kind] = 'known';
    }
    for (const { kind, version, doc } of documents)
      await tx.execute(putInForce(kind, version, doc));
    return ok(saved);
  });
}

/** What each branch was allocated, by gift; branches without a gift too. @param branch null: all, by code */
export async function readBranchStock(
  db: Database,
  branch: string | null,
): Promise<
  readonly { readonly branch: string; readonly gifts: Readonly<Record<string, number>> }[]
> {
  const rows = await db.query<{ branch: string; gift: string | null; allocated: number | null }>(
    sql`
      select b.code as branch, g.id as gift, g.allocated
      from branch b left join gift g on g.branch = b.code
      where ${branch}::text is null or b.code = ${branch}
      order by b.code collate "C", g.id collate "C"`,
  );
  const byBranch = new Map<string, Record<string, number>>();
  for (const { branch: code, gift, allocated } of rows) {
    const gifts = byBranch.get(code) ?? {};
    if (gift !== null) gifts[gift] = allocated ?? 0;
    byBranch.set(code, gifts);
  }
  return [...byBranch].map(([code, gifts]) => ({ branch: code, gifts }));
}

const selectEdition = (kind: 'catalog' | 'policy', version: string): Sql =>
  kind === 'catalog'
    ? sql`select doc from catalog where version = ${version}`
    : sql`select doc from policy where version = ${version}`;

/** The newest created_at is in force; an edition already there is moved up only when another one is in force. */
const putInForce = (kind: 'catalog' | 'policy', version: string, doc: string): Sql =>
  kind === 'catalog'
    ? sql`
        insert into catalog (version, doc, created_at) values (${version}, ${doc}, clock_timestamp())
        on conflict (version) do update set created_at = excluded.created_at
        where catalog.version <> (select version from catalog order by created_at desc, version collate "C" desc limit 1)`
    : sql`
        insert into policy (version, doc, created_at) values (${version}, ${doc}, clock_timestamp())
        on conflict (version) do update set created_at = excluded.created_at
        where policy.version <> (select version from policy order by created_at desc, version collate "C" desc limit 1)`;
