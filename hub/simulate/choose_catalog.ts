// Which catalog a person means: a folder, an edition by its version, or `current`, the one in force.
import { statSync } from 'node:fs';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Database } from '#hub/db/database.ts';
import { type CatalogRefused, loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { readCatalog, readPolicy } from '#hub/db/editions.ts';
import type { Variant } from './scene.ts';

/** `no-policy`: the hub has an edition of a catalog, but no policy in force to go with it. */
export type NoCatalog =
  | CatalogRefused
  | { readonly type: 'no-such-catalog' | 'no-policy'; readonly name: string };

const IN_FORCE = 'current';

/** A folder brings its own policy; an edition of the hub goes with the policy in force. */
export async function chooseCatalog(
  name: string,
  db: Database | null,
): Promise<Result<Variant, NoCatalog>> {
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) {
    const loaded = await loadCatalogFolder(name);
    if (!loaded.ok) return loaded;
    const { catalog, policy } = loaded.value;
    return ok({ name: catalog.version, catalog, policy });
  }
  if (db === null) return err({ type: 'no-such-catalog', name });
  const catalog = await (name === IN_FORCE ? readCatalog(db) : readCatalog(db, name));
  if (!catalog) return err({ type: 'no-such-catalog', name });
  const policy = await readPolicy(db);
  if (!policy) return err({ type: 'no-policy', name });
  return ok({ name: catalog.version, catalog, policy });
}

/** The catalog with the levers of these offers at 100, and with the levers that are asked for. */
export function moveLevers(
  variant: Variant,
  levers: ReadonlyMap<string, number>,
): readonly [Variant, Variant] {
  const withLevers = (name: string, leverOf: (offer: string) => number): Variant => ({
    ...variant,
    name,
    catalog: {
      ...variant.catalog,
      offers: variant.catalog.offers.map((offer) =>
        levers.has(offer.id) ? { ...offer, lever: leverOf(offer.id) } : offer,
      ),
    },
  });
  const told = [...levers].map(([offer, lever]) => `${offer} ${lever}%`).join(' + ');
  return [withLevers('at 100', () => 100), withLevers(told, (offer) => levers.get(offer) ?? 100)];
}

/** The catalog, and beside it the same with nothing but these offers: what choosing among all is worth. */
export function onlyOffers(
  variant: Variant,
  only: ReadonlySet<string>,
): readonly [Variant, Variant] {
  const offers = variant.catalog.offers.filter(({ id }) => only.has(id));
  const name = `only ${[...only].join(' + ')}`;
  return [variant, { ...variant, name, catalog: { ...variant.catalog, offers } }];
}
