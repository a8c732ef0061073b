// Where the catalog that ships with the product lies: resources/catalog, above the source as above the built hub.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @throws when the installation is incomplete. */
export function shippedCatalogFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources', 'catalog');
    if (existsSync(join(candidate, 'catalog.yaml'))) return candidate;
    if (folder === dirname(folder))
      throw new Error('resources/catalog is missing from this installation');
  }
}
