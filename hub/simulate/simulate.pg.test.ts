// Simulation over the hub's customers: threads change nothing, and the command line says what it was asked.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import { buildHub, runHub } from '#hub/cli/test_process.ts';
import { readBranches } from '#hub/db/branch.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { type LoadedCatalog, loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { chooseCatalog, moveLevers } from './choose_catalog.ts';
import { customersOfBranches } from './customer_sources.ts';
import type { SimulatedCustomer, Setup } from './scene.ts';
import { simulate, type Simulation } from './simulate.ts';

const TODAY = day('2026-11-21');
const CUSTOMERS = 1_100;
let db: TestDatabase;
let folder: string;
let shipped: LoadedCatalog;
/** One of the shipped catalog that many may have. */
let pack: string;

beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'simulate-'));
  db = await openTestDatabase();
  await loadProvince(db, { seed: 3, customers: CUSTOMERS, branches: 2, today: TODAY });
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.problems[0]));
  shipped = loaded.value;
  pack = shipped.catalog.offers.find(({ family }) => family === 'data-pack')?.id ?? '';
  const saved = await saveEditions(db, shipped.catalog, shipped.policy);
  if (!saved.ok) throw new Error(saved.error.type);
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

async function run(
  setup: Setup,
  workers: number,
): Promise<{ readonly simulation: Simulation; readonly csv: string }> {
  const parts: string[] = [];
  const branches = await readBranches(db);
  const simulation = await db.transaction(
    (tx) =>
      simulate(setup, customersOfBranches(tx, branches), {
        workers,
        onCsv: async (text) => void parts.push(text),
      }),
    { snapshot: true },
  );
  return { simulation, csv: parts.join('') };
}

test('two workers count what none counts, line by line', async () => {
  const chosen = await chooseCatalog('current', db);
  if (!chosen.ok) throw new Error(chosen.error.type);
  const setup: Setup = {
    variants: moveLevers(chosen.value, new Map([[pack, 300]])),
    moved: [pack],
    beliefs: NO_BELIEFS,
    scene: { purpose: 'top-up', intended: 'usual', day: TODAY },
    scoring: null,
    csv: true,
  };
  const alone = await run(setup, 0);
  const together = await run(setup, 2);
  expect(together).toEqual(alone);
  // Nobody has run `hub score` here.
  expect(alone.simulation).toMatchObject({ customers: CUSTOMERS, unscored: CUSTOMERS });
  expect(alone.csv.split('\r\n')).toHaveLength(2 * CUSTOMERS + 1);
});

test('every customer comes once, with the size of the household', async () => {
  const all: SimulatedCustomer[] = [];
  for await (const batch of customersOfBranches(db, await readBranches(db)))
    all.push(...batch.customers);
  expect(new Set(all.map(({ customer }) => customer.id)).size).toBe(CUSTOMERS);
  for (const { customer, householdSize } of all) {
    const members = all.filter(
      (other) =>
        (other.customer.household ?? 0) > 0 && other.customer.household === customer.household,
    );
    expect(householdSize).toBe(Math.max(1, members.length));
  }
});

test('a catalog is a folder, a version, or the one in force', async () => {
  const { version } = shipped.catalog;
  expect(await chooseCatalog(version, db)).toEqual(await chooseCatalog('current', db));
  expect(await chooseCatalog(shippedCatalogFolder(), null)).toMatchObject({
    ok: true,
    value: { name: version },
  });
  expect(await chooseCatalog('1999.1', db)).toMatchObject({ error: { type: 'no-such-catalog' } });
  expect(await chooseCatalog(version, null)).toMatchObject({ error: { type: 'no-such-catalog' } });
});

test('the command line simulates without a database, and tells wrong usage and refusals apart', async () => {
  const env = { DATABASE_URL: '', HUB_SECRET_FILE: '' };
  const hub = (...args: string[]) => runHub(['simulate', ...args], env);
  const catalog = shippedCatalogFolder();
  const csv = join(folder, 'customers.csv');
  const made = ['--customers', '300', '--day', '2026-11-21'];
  const text = await hub(catalog, ...made, '--csv', csv);
  expect(text).toMatchObject({ code: 0 });
  expect(text.stdout).toMatch(/^300 customers on 2026-11-21, purpose top-up/);
  const lines = (await readFile(csv, 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(301);

  const json = await hub(catalog, ...made, '--json', '--quiet', '--lever', `${pack}=400`);
  expect(json).toMatchObject({ code: 0, stderr: '' });
  const report = JSON.parse(json.stdout);
  expect(report).toMatchObject({ customers: 300, levers: { offers: [{ lever: 400 }] } });
  expect(report.levers.first.cost).toBeGreaterThan(0);

  const pair = await hub(catalog, ...made, '--against', catalog);
  expect(pair.stdout).toContain('first sentence: the same');
  expect(pair.stdout).toContain('(A)');

  const codes = await Promise.all(
    [
      [catalog],
      [catalog, '--customers', '5', '--against', catalog, '--lever', `${pack}=1`],
      [catalog, '--customers', '5', '--only', pack, '--lever', `${pack}=1`],
      [catalog, '--customers', '5', '--only', 'nothing'],
      [catalog, '--customers', '5', '--lever', pack],
      [catalog, '--customers', '5', '--lever', 'nothing=50'],
      ['2026.1', '--customers', '5'],
      [catalog, '--customers', '5', '--csv', join(folder, 'no', 'such', 'folder.csv')],
    ].map(async (args) => (await hub(...args)).code),
  );
  expect(codes).toEqual([2, 2, 2, 1, 2, 1, 1, 3]);
}, 240_000);
