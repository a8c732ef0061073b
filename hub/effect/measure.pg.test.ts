// The effect over events as branches send them: what was planted is found, and what clerks claim moves nothing.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { fen } from '#shared/base/money.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { effectCsv, measurementLines } from '#hub/cli/effect_lines.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { addTestQuarter, type TestVisit } from '#hub/db/test_quarter.ts';
import { measureEffect } from './measure.ts';
import { makeQuarter } from './simulate_effect.ts';

let db: TestDatabase;
const opened: TestDatabase[] = [];
const AT = Date.UTC(2026, 9, 1, 2);
const SHARE = 0.1;
const CUSTOMERS = 10_000;

beforeEach(async () => {
  db = await openTestDatabase();
  opened.push(db);
  const policy = makePolicy({ holdoutPercent: SHARE * 100 });
  const tiers = [makeTier({ id: 't', cost: 1_500 })];
  const offer = makeOffer({ id: 'plain', tiers });
  await saveEditions(db, { version: 'test', offers: [offer] }, policy);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

/** @param yes share of those who hear it who say yes, by the clerk's word */
async function branchOf(
  code: string,
  effect: number,
  yes: number,
  seed: number,
  isSent: (visit: TestVisit) => boolean = () => true,
): Promise<void> {
  await createTestBranch(db, { code, customers: 0 });
  const random = createRandom(seed + 1);
  const quarter = makeQuarter({ customers: CUSTOMERS, share: SHARE, effect, seed });
  const visits = quarter.map(
    ({ isHeldOut, outcome, covariates: [usual = 0] }, index): TestVisit => {
      const isAccepted = !isHeldOut && random() < yes;
      return {
        customer: seed * 100_000 + index,
        isHeldOut,
        isAccepted,
        prepaid: fen(Math.round(outcome * 100)),
        usualTopUp: Math.round(usual * 100),
      };
    },
  );
  await addTestQuarter(db, code, visits.filter(isSent), AT);
}

test('+6 yuan a customer lies in its interval, by branch, offer and pooled', async () => {
  await branchOf('b1', 6, 0, 1);
  await branchOf('b2', 6, 0, 2);
  const found = await measureEffect(db, { days: 30, by: 'branch' });
  if (!found.all.result.ok) throw new Error(JSON.stringify(found.all.result.error));
  const { fixed, said, heldOut } = found.all.result.value;
  expect(said.units + heldOut.units).toBe(2 * CUSTOMERS);
  expect(fixed.low).toBeGreaterThan(0);
  expect(fixed.low).toBeLessThan(600);
  expect(fixed.high).toBeGreaterThan(600);
  expect(found.groups.map(({ name }) => name)).toEqual(['b1', 'b2']);
  expect(found.pooled?.shrunk).toHaveLength(2);
  expect(measurementLines(found).join('\n')).toMatch(/^preliminary.*\nall branches: between /);
  const csv = effectCsv([found.all, ...found.groups]);
  expect(csv).toHaveLength(4);
  expect(new Set(csv.map((line) => line.split(',').length))).toEqual(new Set([12]));
  const one = await measureEffect(db, { days: 30, by: 'offer', branch: 'b1' });
  expect(one.groups).toMatchObject([{ name: 'plain', result: { ok: true } }]);
  expect(one.groups[0]?.result).toEqual(one.all.result);
});

test('nothing is found where nothing was brought, whatever the clerks claim; the gifts cost', async () => {
  await branchOf('b1', 0, 0.9, 3);
  const found = await measureEffect(db, { days: 30 });
  if (!found.all.result.ok) throw new Error(JSON.stringify(found.all.result.error));
  const { live } = found.all.result.value;
  // Nine in ten took a gift of 15 yuan for nothing.
  expect(live.high).toBeLessThan(0);
  expect(live.low).toBeLessThan(-1_350);
  expect(live.high).toBeGreaterThan(-1_350);
});

test('customers whose days are not over are left out, and too few give no figure', async () => {
  await branchOf('b1', 6, 0, 4);
  const found = await measureEffect(db, { days: 120 });
  expect(found.early).toBe(CUSTOMERS);
  expect(found.all.result).toMatchObject({ ok: false, error: { type: 'below-floor', said: 0 } });
  expect(measurementLines(found).join('\n')).toContain(
    'no figure yet: 0 heard it, 0 are held out, each must be 100: about 1,000 more customers',
  );
});

test('where half of the customers held out are missing, the lot is broken and nothing is shown', async () => {
  await branchOf('b1', 6, 0, 5, ({ isHeldOut, customer }) => !isHeldOut || customer % 2 === 0);
  const found = await measureEffect(db, { days: 30 });
  expect(found.all.result).toMatchObject({ ok: false, error: { type: 'broken-lot' } });
  expect(measurementLines(found).join('\n')).toContain('the lot is broken');
});
