// Decisions made under older models of leaving come out the same, byte for byte, from the customer to the sentence.
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { uuid7 } from '#shared/base/id.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import { churnOfCustomer } from '#shared/engine/churn/churn_of_customer.ts';
import { decide, decisionText } from '#shared/engine/decide.ts';
import { ENGINE_VERSION } from '#shared/engine/engine_version.ts';
import { factsOfCustomer } from '#shared/engine/facts/facts.ts';
import { churnModelSchema } from '#shared/model/churn_model.ts';
import { customerSchema } from '#shared/model/customer.ts';
import { makeContext, makePolicy, NO_ANSWERS, NOW, TODAY } from '#tests/fixtures/decision.ts';
import { OFFERS_OF_OLDER, OLDER_MODELS, olderModel } from '#tests/fixtures/older_models.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { openTestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice } from '#hub/learn/test_device.ts';
import { replayDecisions } from './replay.ts';

test.each(OLDER_MODELS)('under the %s model: chance, reasons, facts and decision', (kind) => {
  const { model, cases } = olderModel(kind);
  const known = churnModelSchema.parse(JSON.parse(model));
  expect(canonicalJson(known as unknown as Json)).toBe(model);
  expect('terms' in known).toBe(kind === 'additive');
  const catalog = compileCatalog({ version: `recorded-${kind}`, offers: OFFERS_OF_OLDER });
  const editions = { catalog, policy: makePolicy(), beliefs: NO_ANSWERS };
  for (const { customer: text, churn: said, made } of cases) {
    const customer = customerSchema.parse(JSON.parse(text));
    const churn = churnOfCustomer(customer, known);
    expect(canonicalJson(churn as unknown as Json)).toBe(said);
    const score = {
      asOf: TODAY,
      valueGroup: 'basic',
      stage: 'mature',
      risks: [],
      labels: [],
      consumption: null,
      behaviour: null,
      churn,
      lifetime: null,
    } as const;
    const today = factsOfCustomer(customerSchema.parse({ ...customer, score }), 1, TODAY);
    // Without an end on record there was no contract when these were recorded, without a household one alone; today nobody knows.
    const facts = {
      ...today,
      householdSize: today.householdSize ?? 1,
      hasContract: today.hasContract ?? false,
    };
    const inputs = { facts, context: makeContext({ customer: customer.id }) };
    expect(canonicalJson(inputs as unknown as Json)).toBe(made.inputs);
    const decision = decide(inputs, editions, NOW, made.seed);
    const digest = createHash('sha256').update(decisionText(decision)).digest('hex');
    // Another engine may decide otherwise, and then says so; under its own nothing may move.
    expect([ENGINE_VERSION, digest]).toEqual([
      ENGINE_VERSION,
      made.engine === ENGINE_VERSION ? made.digest : digest,
    ]);
  }
  // The chance decides: each offer was said to somebody.
  const offers = cases.flatMap(({ made }) => made.proposals.map(({ offer }) => offer));
  expect(new Set(offers).size).toBe(OFFERS_OF_OLDER.length);
});

test('the hub replays them, and sees a chance that was touched', async () => {
  const db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 1 });
  const policy = makePolicy();
  const device = await createTestDevice(db, 'b1', 'dev-1', (NOW - DAY_MS) as Instant);
  for (const kind of OLDER_MODELS) {
    const catalog = { version: `recorded-${kind}`, offers: OFFERS_OF_OLDER };
    expect((await saveEditions(db, catalog, policy)).ok).toBe(true);
    for (const { made } of olderModel(kind).cases)
      device.record(
        'decision.made',
        { ...made, visit: uuid7(NOW, randomBytes(10)), customer: 1 },
        NOW,
      );
  }
  await device.send();
  const report = await replayDecisions(db, {});
  const older = [...report.older.values()];
  const same = report.same + older.reduce((sum, engine) => sum + engine.same, 0);
  expect([report.decisions, same, report.missing.size]).toEqual([16, 16, 0]);
  const [first] = olderModel('additive').cases;
  if (first === undefined) throw new Error('nothing recorded');
  const inputs = first.made.inputs.replace(/"churnChance":\d+/, '"churnChance":3');
  expect(inputs).not.toBe(first.made.inputs);
  device.record(
    'decision.made',
    { ...first.made, inputs, visit: uuid7(NOW, randomBytes(10)), customer: 1 },
    NOW,
  );
  await device.send();
  const again = await replayDecisions(db, {});
  expect(again.decisions).toBe(17);
  expect(again.same + [...again.older.values()].reduce((sum, one) => sum + one.same, 0)).toBe(16);
  await db.close();
});
