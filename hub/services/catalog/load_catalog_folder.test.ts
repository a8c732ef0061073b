import { expect, test } from 'vitest';
import { loadCatalogFolder } from './load_catalog_folder.ts';
test('x', async () => {
  const r = await loadCatalogFolder('resources/catalog');
  if (!r.ok) console.log(JSON.stringify(r.error.problems, null, 1));
  expect(r.ok).toBe(true);
});
