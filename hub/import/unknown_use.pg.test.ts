// Files that speak of money alone, from the file to the facts of the branch: nobody is silent in them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Currency } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import { customerDocSchema, docToCustomer } from '#shared/wire/customer_doc.ts';
import { readBranch } from '#hub/db/branch.ts';
import { readChunk, readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { addTestEditions } from '#hub/db/test_province.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { fetchPack, readPack } from '#hub/publish/test_cache.ts';
import { scoreBranch, type ScoreReport } from '#hub/score/score_branch.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { importFile } from './import_file.ts';
import { loadMap } from './load_map.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';

const secret = secretFromMaster(randomBytes(32));
const AS_OF = day('2026-10-31');
let db: TestDatabase;
let files: TestFiles;

beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
  await addTestEditions(db, '2026.11.1');
});
afterAll(async () => {
  await files.remove();
  await db.close();
});

async function importAndScore(
  branch: string,
  file: string,
  mapName: string,
  currency: Currency,
): Promise<ScoreReport> {
  const map = await loadMap(mapName, 'hub/maps');
  if (!map.ok) throw new Error(JSON.stringify(map.error));
  const newBranch = { name: { zh: branch, en: branch }, timeZone: 'Asia/Shanghai', currency };
  const done = await importFile(db, file, map.value, {
    apply: true,
    branch,
    newBranch,
    asOf: AS_OF,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  expect(done.value).toMatchObject({ applied: true, bad: { rows: 0 } });
  const made = await readBranch(db, branch);
  if (!made) throw new Error('no branch');
  return scoreBranch(db, made);
}

/** As a device finds them in its pack. */
async function published(branch: string): Promise<readonly Customer[]> {
  const done = await publishBranch(db, secret, { branch, now: Date.UTC(2026, 10, 1) });
  if (!done.ok) throw new Error(done.error.type);
  const stored = await readLatestPack(db, branch);
  if (!stored) throw new Error('no pack');
  const chunk = async (sha256: string): Promise<Uint8Array> =>
    (await readChunk(db, branch, Buffer.from(sha256, 'hex'))) ?? new Uint8Array();
  const { bytes } = await fetchPack(storedToSigned(stored), secret.publicKey, chunk);
  const { rows } = await readPack(files.path(`${branch}.db`), bytes, secret.packKey(branch));
  return [...rows]
    .filter(([key]) => key.startsWith('customer\n'))
    .map(([, doc]) => docToCustomer(customerDocSchema.parse(JSON.parse(doc))));
}

const factsOf = (customers: readonly Customer[]): readonly Facts[] =>
  customers.map((customer) => factsOfCustomer(customer, 1, AS_OF));

/** Nothing that is said of use, and no group that rests on it. */
function expectNothingOfUse(facts: readonly Facts[]): void {
  for (const each of facts) {
    expect(each).toMatchObject({ monthsSilent: null, mou3: null, dou3: null, dataTrend: null });
    expect(each.stage).not.toBe('silent');
    expect(each.risks).not.toContain('silent');
    expect(each.consumptionGroup).toBeNull();
  }
}

test('money and top-ups alone: no silence, and the usual top-up from the amounts', async () => {
  const report = await importAndScore(
    'SP01',
    '../shared/data/cases/spend_only.csv',
    'customers',
    'CNY',
  );
  expect(report.counts.risk.size).toBe(0);
  const customers = await published('SP01');
  expect(customers[1]).toMatchObject({
    account: 'A2',
    channels: [],
    months: [8, 9, 10].map(() => ({
      spend: 8_800,
      voiceMinutes: null,
      dataKb: null,
      topUp: 10_000,
      topUpCount: null,
      lastTopUp: null,
    })),
  });
  const facts = factsOf(customers);
  expectNothingOfUse(facts);
  for (const each of facts)
    expect(each).toMatchObject({
      hasContract: null,
      holdings: null,
      campaigns: null,
      optedOut: null,
      blacklisted: null,
    });
  expect(
    facts.map(({ usualTopUp, monthsNotBilled, stage }) => [usualTopUp, monthsNotBilled, stage]),
  )
    // Even months of 200, 100 and 150 yuan: the middle one.
    .toEqual([
      [15_000, 0, 'mature'],
      [10_000, 0, 'mature'],
      [5_000, 0, 'mature'],
    ]);
});

test('11,260 customers of a satellite TV operator: none is silent', async () => {
  const report = await importAndScore(
    'TV01',
    '../shared/data/dth_satellite_tv.xlsx',
    'dth_satellite_tv',
    'INR',
  );
  expect(report.customers).toBe(11_260);
  expect(report.counts.stage.get('silent')).toBeUndefined();
  expect(report.counts.risk.get('silent')).toBeUndefined();
  const customers = await published('TV01');
  expect(customers).toHaveLength(11_260);
  expectNothingOfUse(factsOf(customers));
  // 102 cells are empty and 689 hold a plus: of these customers nothing is known, and nothing is said.
  const open = customers.filter(({ months }) => months.length === 0);
  expect(open).toHaveLength(791);
  for (const { score } of open) expect(score).toMatchObject({ valueGroup: null, stage: null });
});

test('7,043 customers of IBM with monthly charges alone: none is silent', async () => {
  const map = await files.write(
    'ibm.yaml',
    `
entity: customer
key: customerID
months:
  of: as-of
  columns:
    spend: { column: MonthlyCharges, unit: rupee }
`,
  );
  const report = await importAndScore('IB01', '../shared/data/ibm_telco_churn.csv', map, 'INR');
  expect(report.customers).toBe(7_043);
  expect(report.counts.stage.get('silent')).toBeUndefined();
  expect(report.counts.risk.size).toBe(0);
});
