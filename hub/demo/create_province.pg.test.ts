import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';
import { readBranches, readGifts, readStaff } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readText } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { hashPin } from '#hub/import/pin_hash.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { createProvince } from './create_province.ts';
import { generateCustomers } from './customers.ts';
import { DEMO_PINS } from './people_at_work.ts';
import { demoBranches } from './places.ts';

const SILENT = { begin: () => ({ update: () => undefined, end: () => undefined }) };
const OPTIONS = {
  seed: 7,
  customers: 1_000,
  branches: 3,
  today: day('2026-11-21'),
  now: Date.parse('2026-11-21T02:00:00Z'),
  catalogFolder: 'resources/catalog',
};

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function customersOf(branch: string): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const batch of customerBatches(db, branch, 300)) all.push(...batch);
  return all;
}

const bare = (customer: Customer): Customer => ({ ...customer, id: 0, score: null });

test('the province is loaded, scored and published; a second time nothing is touched', async () => {
  const secret = secretFromMaster(new Uint8Array(32).fill(7));
  const made = await createProvince(db, secret, OPTIONS, SILENT);
  expect(made).toEqual({
    ok: true,
    value: {
      branches: [
        { code: 'CD01', customers: 500 },
        { code: 'CD02', customers: 300 },
        { code: 'CD03', customers: 200 },
      ],
    },
  });
  const branches = await readBranches(db);
  expect(branches.every(({ isDemo, currency }) => isDemo && currency === 'CNY')).toBe(true);
  expect(await readText(db, 'catalog')).toContain('offers');

  const [city] = demoBranches(1);
  if (!city) throw new Error('no branch');
  const expected = [
    ...generateCustomers({ seed: 7, count: 500, branch: city, today: OPTIONS.today }),
  ];
  const stored = await customersOf('CD01');
  // The hub's numbers and the scores are its own.
  expect(stored.map(bare)).toEqual(expected.map(bare));
  expect(stored.every(({ score }) => score !== null)).toBe(true);
  expect(stored.some(({ score }) => score?.labels.includes('family-head'))).toBe(true);

  const again = await createProvince(db, secret, OPTIONS, SILENT);
  expect(again).toEqual({ ok: false, error: { type: 'branch-taken', code: 'CD01' } });
  expect(await customersOf('CD01')).toEqual(stored);
});

test('each branch has two clerks, a manager with the demo PINs, and gifts in stock', async () => {
  for (const { code } of await readBranches(db)) {
    const staff = await readStaff(db, code);
    expect(staff.map(({ id, role }) => [id, role])).toEqual([
      ['1000', 'manager'],
      ['1001', 'clerk'],
      ['1002', 'clerk'],
    ]);
    for (const { role, pinHash } of staff) {
      const salt = Buffer.from(pinHash.split('$')[4] ?? '', 'base64');
      expect(await hashPin(DEMO_PINS[role], salt)).toBe(pinHash);
    }
    expect((await readGifts(db, code)).map(({ allocated }) => allocated > 0)).toEqual(
      Array(6).fill(true),
    );
  }
});
