// Chances of yes against answers: by what each decision believed, of the latest month, by chance and by group.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { learnBeliefs } from './learn.ts';
import { createTestDevice, type TestDevice } from './test_device.ts';

const OCTOBER = Date.UTC(2026, 9, 12, 2) as Instant;
const NOVEMBER = Date.UTC(2026, 10, 12, 2) as Instant;
const visit = uuid7(NOVEMBER, randomBytes(10));
let db: TestDatabase;
let device: TestDevice;
let catalog: Catalog;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 3 });
  device = await createTestDevice(db, 'b1', 'dev-1', NOVEMBER);
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error('the shipped catalog is faulty');
  ({ catalog } = loaded.value);
  const saved = await saveEditions(db, catalog, loaded.value.policy);
  if (!saved.ok) throw new Error('not saved');
});
afterAll(() => db.close());

const offer = () => {
  const [first] = catalog.offers;
  const treatment = first?.treatments[0];
  if (first === undefined || treatment === undefined) throw new Error('an empty catalog');
  return { offer: first.id, treatment: treatment.id, prior: first.prior.yes };
};

/** `yes` of `count` customers of the group say yes to the first offer, the others decline. */
function answers(
  count: number,
  yes: number,
  { valueGroup = 'netizen', at = NOVEMBER, edition = catalog.version } = {},
): void {
  for (let number = 0; number < count; number += 1) {
    const decision = device.record(
      'decision.made',
      {
        visit,
        customer: 1,
        engine: '1',
        catalog: edition,
        policy: '1',
        beliefs: 'none',
        seed: 1,
        proposals: [],
        silence: null,
        inputs: JSON.stringify({ context: {}, facts: { valueGroup, consumptionGroup: 'A2R1D3' } }),
        digest: createHash('sha256').update('').digest('hex'),
      },
      at,
    );
    const { offer: id, treatment } = offer();
    device.record(
      'answer.recorded',
      {
        visit,
        customer: 1,
        decision: decision.id,
        offer: id,
        tier: 't100',
        treatment,
        answer: number < yes ? 'accepted' : 'declined',
        declineReason: null,
        notSaidReason: null,
        laterOn: null,
      },
      at,
    );
  }
}

test('nothing is told before a chance is known', async () => {
  answers(5, 2, { edition: 'gone' });
  await device.send();
  expect((await learnBeliefs(db)).reliability).toBeNull();
});

test('the latest month is held against what was believed then', async () => {
  const { prior } = offer();
  const expected = Math.round(prior * 100);
  answers(50, 50, { at: OCTOBER });
  answers(100, expected);
  answers(80, 0, { valueGroup: 'silver' });
  await device.send();
  const { reliability } = await learnBeliefs(db);
  expect(reliability).toMatchObject({ month: '2026-11', answers: 180 });
  expect(reliability?.byGroup).toEqual([
    {
      name: 'netizen',
      answers: 100,
      said: expect.closeTo(prior, 9) as number,
      yes: expected / 100,
      isOff: false,
    },
    { name: 'silver', answers: 80, said: expect.closeTo(prior, 9) as number, yes: 0, isOff: true },
  ]);
  const { offer: id, treatment } = offer();
  expect(
    reliability?.byTreatment.map((row) => [row.offer, row.treatment, row.name, row.isOff]),
  ).toEqual([
    [id, treatment, 'silver', true],
    [id, treatment, 'netizen', false],
  ]);
  const band = Math.floor(prior * 10) * 10;
  expect(reliability?.byChance).toMatchObject([
    { name: `${band} to ${band + 10} %`, answers: 180 },
  ]);
});
