// Editions by their version: what a stored decision names.
import { type Catalog, catalogSchema } from '#shared/model/catalog.ts';
import { type Beliefs, beliefsSchema, NO_BELIEFS } from '#shared/model/beliefs.ts';
import { type Policy, policySchema } from '#shared/model/policy.ts';
import { readBeliefsEdition } from './beliefs.ts';
import { type Database, sql } from './database.ts';

/** Undefined when the hub has no such edition. Fields that came later have their defaults, as at the counter. */
export async function readCatalog(db: Database, version: string): Promise<Catalog | undefined> {
  const [row] = await db.query<{ doc: string }>(
    sql`select doc from catalog where version = ${version}`,
  );
  return row && catalogSchema.parse(JSON.parse(row.doc));
}

export async function readPolicy(db: Database, version: string): Promise<Policy | undefined> {
  const [row] = await db.query<{ doc: string }>(
    sql`select doc from policy where version = ${version}`,
  );
  return row && policySchema.parse(JSON.parse(row.doc));
}

export async function readBeliefsOf(db: Database, version: string): Promise<Beliefs | undefined> {
  if (version === NO_BELIEFS.version) return NO_BELIEFS;
  const doc = await readBeliefsEdition(db, version);
  return doc === undefined ? undefined : beliefsSchema.parse(JSON.parse(doc));
}
