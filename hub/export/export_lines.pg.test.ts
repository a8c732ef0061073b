// The export beside the simulation that it quotes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOfInstant } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { readBranches } from '#hub/db/branch.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { customersOfBranches } from '#hub/simulate/customer_sources.ts';
import { simulate } from '#hub/simulate/simulate.ts';
import { exportLines, type Simulated } from './export_lines.ts';

const CUSTOMERS = 120;
let db: TestDatabase;
let simulated: Simulated;
beforeAll(async () => {
  db = await openTestDatabase();
  const today = dayOfInstant(Date.now(), 'Asia/Shanghai');
  await loadProvince(db, { seed: 3, customers: CUSTOMERS, branches: 1, today });
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.problems[0]));
  const { catalog, policy } = loaded.value;
  const saved = await saveEditions(db, catalog, policy);
  if (!saved.ok) throw new Error(saved.error.type);
  simulated = { variant: { name: 'shipped', catalog, policy }, intended: 'usual' };
});
afterAll(() => db.close());

async function exported(what: Simulated | undefined): Promise<readonly string[]> {
  const branches = await readBranches(db);
  const texts: string[] = [];
  for await (const text of exportLines(db, branches, what)) texts.push(text);
  return texts.join('').trim().split('\r\n');
}

test('behind each account stands what the simulation says to it', async () => {
  const branches = await readBranches(db);
  const parts: string[] = [];
  await simulate(
    {
      variants: [simulated.variant],
      moved: [],
      beliefs: NO_BELIEFS,
      scene: {
        purpose: 'top-up',
        intended: 'usual',
        day: dayOfInstant(Date.now(), branches[0]?.timeZone ?? ''),
      },
      scoring: { churn: null, lifetime: null },
      csv: true,
    },
    customersOfBranches(db, branches),
    { workers: 1, onCsv: async (text) => void parts.push(text) },
  );
  const saidOf = new Map(
    parts
      .join('')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
      .map((cells) => [cells[1] ?? '', cells.slice(7).join(',')]),
  );
  const [header = '', ...lines] = await exported(simulated);
  const names = header.split(',');
  expect(lines).toHaveLength(CUSTOMERS);
  for (const line of lines) {
    const cells = line.split(',');
    expect(cells[1]).not.toBe('');
    expect(cells.slice(names.indexOf('silence')).join(',')).toBe(
      saidOf.get(cells[names.indexOf('customer')] ?? ''),
    );
  }
  const said = lines.filter((line) => line.split(',')[names.indexOf('offer_1')] !== '');
  expect(said.length).toBeGreaterThan(10);
});

test('without a catalog the columns are not there', async () => {
  const [header = '', first = ''] = await exported(undefined);
  expect(header.endsWith(',held_out')).toBe(true);
  expect(first.split(',')).toHaveLength(header.split(',').length);
});
