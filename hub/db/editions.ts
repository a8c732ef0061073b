// The one door to what decisions rest on: the catalog, the policy, the beliefs and the trained models, parsed and checked.
import type { z } from 'zod';
import { type Beliefs, beliefsSchema, NO_BELIEFS } from '#shared/model/beliefs.ts';
import { type Catalog, catalogSchema } from '#shared/model/catalog.ts';
import { type ChurnModel, churnModelSchema } from '#shared/model/churn_model.ts';
import { type LifetimeModel, lifetimeModelSchema } from '#shared/model/lifetime_model.ts';
import { type Policy, policySchema } from '#shared/model/policy.ts';
import { type Database, sql, type Sql } from './database.ts';

/** The edition of this version; without one, the edition in force. Undefined when the hub has none. */
export const readCatalog = (db: Database, version?: string): Promise<Catalog | undefined> =>
  readEdition(db, 'catalog', catalogSchema, version);

/** The edition that was in force before this one. */
export async function readCatalogBefore(db: Database): Promise<Catalog | undefined> {
  const [row] = await db.query<{ doc: string }>(sql`
    select doc from catalog order by created_at desc, version collate "C" desc offset 1 limit 1`);
  return row === undefined ? undefined : catalogSchema.parse(JSON.parse(row.doc));
}

export const readPolicy = (db: Database, version?: string): Promise<Policy | undefined> =>
  readEdition(db, 'policy', policySchema, version);

/** The beliefs that were there before any were learned are an edition too, though in force only while no other is. */
export async function readBeliefs(db: Database, version?: string): Promise<Beliefs | undefined> {
  if (version === NO_BELIEFS.version) return NO_BELIEFS;
  return readEdition(db, 'beliefs', beliefsSchema, version);
}

type Models = { readonly churn: ChurnModel; readonly lifetime: LifetimeModel };
export type ModelKind = keyof Models;

/** @returns the model in force; null before any, and for one that another edition of the hub has made: train it anew. */
export async function readModel<K extends ModelKind>(
  db: Database,
  kind: K,
): Promise<Models[K] | null> {
  const text = await readText(db, kind);
  const model = text === undefined ? undefined : MODELS[kind].safeParse(JSON.parse(text));
  return model?.success === true ? model.data : null;
}

const MODELS: { readonly [K in ModelKind]: z.ZodType<Models[K]> } = {
  churn: churnModelSchema,
  lifetime: lifetimeModelSchema,
};

type EditionKind = 'catalog' | 'policy' | 'beliefs';

/** What is in force as it was saved, byte for byte: what branches are given. Undefined before the first. */
export async function readText(
  db: Database,
  kind: EditionKind | ModelKind,
): Promise<string | undefined> {
  const [row] = await db.query<{ doc: string }>(sql`
    select doc from ${EDITIONS_OF[kind]}
    order by created_at desc, version collate "C" desc limit 1`);
  return row?.doc;
}

/** Fields that came later have their defaults, as at the counter. */
async function readEdition<T>(
  db: Database,
  kind: EditionKind,
  schema: z.ZodType<T>,
  version?: string,
): Promise<T | undefined> {
  const text =
    version === undefined ? await readText(db, kind) : await readTextOf(db, kind, version);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

async function readTextOf(
  db: Database,
  kind: EditionKind,
  version: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ doc: string }>(
    sql`select doc from ${EDITIONS_OF[kind]} where version = ${version}`,
  );
  return row?.doc;
}

const EDITIONS_OF: Readonly<Record<EditionKind | ModelKind, Sql>> = {
  catalog: sql`catalog`,
  policy: sql`policy`,
  beliefs: sql`beliefs`,
  churn: sql`model where kind = 'churn'`,
  lifetime: sql`model where kind = 'lifetime'`,
};

/** Makes these beliefs the newest edition. @returns whether another one was the newest before. */
export async function saveBeliefs(db: Database, version: string, doc: string): Promise<boolean> {
  const count = await db.execute(sql`
    insert into beliefs (version, doc, created_at) values (${version}, ${doc}, clock_timestamp())
    on conflict (version) do update set created_at = excluded.created_at
    where beliefs.version <> (
      select version from beliefs order by created_at desc, version collate "C" desc limit 1)`);
  return count > 0;
}

export type StoredModel = {
  readonly kind: ModelKind;
  readonly version: string;
  readonly doc: string;
};

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
