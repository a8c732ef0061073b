import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { readText } from './editions.ts';
import { readBranchStock, saveEditions } from './catalog.ts';
import { sql } from './sql.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function shipped() {
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
}

test('an edition goes in force once, an older one can be put back, none is rewritten', async () => {
  const { catalog, policy } = await shipped();
  const next = { ...catalog, version: 'next' };
  const inForce = async (): Promise<string> =>
    (JSON.parse((await readText(db, 'catalog')) ?? '{}') as { version: string }).version;

  expect(await saveEditions(db, catalog, policy)).toEqual({
    ok: true,
    value: { catalog: 'new', policy: 'new' },
  });
  expect(await saveEditions(db, catalog, policy)).toEqual({
    ok: true,
    value: { catalog: 'known', policy: 'known' },
  });
  await saveEditions(db, next, policy);
  expect(await inForce()).toBe('next');
  await saveEditions(db, catalog, policy);
  expect(await inForce()).toBe(catalog.version);

  const changed = { ...next, offers: next.offers.slice(1) };
  expect(await saveEditions(db, changed, policy)).toEqual({
    ok: false,
    error: { type: 'edition-taken', kind: 'catalog', version: 'next' },
  });
  expect(await inForce()).toBe(catalog.version);
});

test('the stock of branches: what each was allocated, those without a gift too', async () => {
  await createTestBranch(db, { code: 'b1', customers: 0 });
  await createTestBranch(db, { code: 'b2', customers: 0 });
  await db.execute(sql`delete from gift where branch = 'b2'`);
  expect(await readBranchStock(db, null)).toEqual([
    { branch: 'b1', gifts: { umbrella: 40 } },
    { branch: 'b2', gifts: {} },
  ]);
  expect(await readBranchStock(db, 'b2')).toEqual([{ branch: 'b2', gifts: {} }]);
  expect(await readBranchStock(db, 'b9')).toEqual([]);
});
