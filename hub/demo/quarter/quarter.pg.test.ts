// The short form of the proof: a small province whose true effect is known, from the file of the log to the figure.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { Offer } from '#shared/model/catalog.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { readPolicy } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { measureEffect } from '#hub/effect/measure.ts';
import { hintsOf } from '#hub/effect/hints.ts';
import { readObjected } from '#hub/effect/read_objected.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { settleAll } from '#hub/settle/settle.ts';
import { addQuarter } from './add_quarter.ts';

const TODAY = day('2026-11-18');
let db: TestDatabase;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-quarter-'));
  db = await openTestDatabase();
  const read = await loadCatalogFolder(shippedCatalogFolder());
  if (!read.ok) throw new Error('the shipped catalog is faulty');
  // A larger share than the shipped one, so that few customers show it.
  await saveEditions(db, read.value.catalog, { ...read.value.policy, holdoutPercent: 20 });
  await loadProvince(db, { seed: 3, customers: 3_000, branches: 1, today: TODAY });
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

async function quarterOf(brings: number, invents: number) {
  const log = join(folder, 'log.csv');
  const added = await addQuarter(db, log, {
    seed: 5,
    today: TODAY,
    brings,
    takes: 0.2,
    invents,
    objects: 0,
  });
  const map = await loadMap('top_ups', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const imported = await importFile(db, log, map.value, { apply: true });
  expect(imported).toMatchObject({ ok: true, value: { applied: true, bad: { rows: 0 } } });
  const settlement = await settleAll(db);
  const measured = await measureEffect(db, { currency: 'CNY', days: 30 });
  expect(measured).toMatchObject({ basis: 'log', early: 0, unlogged: 0 });
  if (!measured.all.result.ok) throw new Error(JSON.stringify(measured.all.result.error));
  return { added, settlement, effect: measured.all.result.value };
}

test('what was planted is found, and every claim that came is settled', async () => {
  const { added, settlement, effect } = await quarterOf(3_000, 0);
  expect(added).toMatchObject({
    type: 'added',
    heard: effect.said.units,
    heldOut: effect.heldOut.units,
  });
  expect(effect.live.low).toBeGreaterThan(0);
  expect(effect.fixed.low).toBeLessThan(3_000);
  expect(effect.fixed.high).toBeGreaterThan(3_000);
  const [branch] = settlement.branches;
  expect(branch).toMatchObject({ waiting: 0, not_found: 0, reversed: 0 });
  expect(branch?.settled).toBe(branch?.claimed);
});

test('where nothing is brought nothing is found, whatever the clerks claim', async () => {
  const { settlement, effect } = await quarterOf(0, 0.9);
  expect(effect.live.low).toBeLessThan(0);
  expect(effect.live.high).toBeGreaterThan(0);
  const [branch] = settlement.branches;
  // One in five of those who heard it paid, and nine in ten of the others did not.
  expect((branch?.settled ?? 0) / (branch?.claimed ?? 1)).toBeLessThan(0.4);
  const [made] = await db.query<{ claims: number; full: number }>(sql`
    select count(*) as claims, count(*) filter (where state = 'settled') as full from claim`);
  expect(made?.full).toBeLessThan((made?.claims ?? 0) / 3);
});

test('of an answer to an objection that HQ worded anew, the new words are told as better', async () => {
  const read = await loadCatalogFolder(shippedCatalogFolder());
  if (!read.ok) throw new Error('the shipped catalog is faulty');
  const { catalog } = read.value;
  const policy = (await readPolicy(db)) ?? read.value.policy;
  const offers = catalog.offers.map((offer) =>
    offer.id === 'prepay-gift' ? withAnswer(offer, 'it stays yours') : offer,
  );
  const saved = await saveEditions(db, { ...catalog, offers, version: 'anew' }, policy);
  expect(saved).toEqual({ ok: true, value: { catalog: 'new', policy: 'known' } });
  const options = { seed: 5, today: TODAY, brings: 0, takes: 0.2, invents: 0, objects: 0.8 };
  await addQuarter(db, join(folder, 'log.csv'), options);
  const { told, found } = hintsOf((await readObjected(db, {})).get('') ?? []);
  expect(told).toBeGreaterThan(1_000);
  // Nothing else differs but by chance.
  expect(found.map(({ kind, wording, stands }) => [kind, wording.en, stands])).toEqual([
    ['answer', 'it stays yours', 'better'],
    [
      'answer',
      'The money stays yours and does not expire, and only today you get a gift with it.',
      'worse',
    ],
  ]);
});

const withAnswer = (offer: Offer, en: string): Offer => ({
  ...offer,
  objections: offer.objections.map((objection, index) =>
    index === 0 ? { ...objection, answer: { zh: '话费一直是您的', en } } : objection,
  ),
});
