// A demo province whose making was cut off after its customers came is finished by the next start.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '#hub/db/editions.ts';
import { readLatestPack, resignPack } from '#hub/db/pack.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { isOfToday } from '#hub/publish/pack_store.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { resumeProvince } from './create_province.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 5 });
});
afterAll(() => db.close());

const resume = () =>
  resumeProvince(
    db,
    secretFromMaster(Buffer.alloc(32, 1)),
    { now: Date.UTC(2026, 10, 21), catalogFolder: shippedCatalogFolder() },
    { begin: () => ({ update: () => undefined, end: () => undefined }) },
  );

test('catalog, scores and pack are made, once', async () => {
  expect(await resume()).toEqual({
    ok: true,
    value: { branches: [{ code: 'b1', customers: 5 }] },
  });
  expect(await readText(db, 'catalog')).toContain('"offers"');
  expect(await readLatestPack(db, 'b1')).toMatchObject({ number: 1 });
  expect(await resume()).toEqual({ ok: true, value: { branches: [] } });
});

test('a pack of an older program is followed by one that the apps of today can read', async () => {
  const pack = await readLatestPack(db, 'b1');
  if (pack === undefined) throw new Error('no pack');
  const manifest: unknown = JSON.parse(Buffer.from(pack.body).toString('utf8'));
  const older = Buffer.from(JSON.stringify({ ...(manifest as object), schema: 1 }));
  await resignPack(db, 'b1', { number: pack.number, body: older, signature: Buffer.alloc(64) });
  expect(await resume()).toMatchObject({ ok: true, value: { branches: [{ code: 'b1' }] } });
  const latest = await readLatestPack(db, 'b1');
  expect(latest !== undefined && isOfToday(latest)).toBe(true);
});
