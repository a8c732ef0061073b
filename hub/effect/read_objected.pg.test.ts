// Objections as counters send them: by region, with the wording of their own edition, corrections counted.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import type { Instant } from '#shared/base/month.ts';
import { effectFigureSchema } from '#shared/model/effect_figure.ts';
import { sameInBoth } from '#shared/model/text.ts';
import type { Answer } from '#shared/model/visit.ts';
import { makeOffer, makePolicy } from '#tests/fixtures/decision.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { readStrategyFigures } from '#hub/db/strategy_figure.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { effectSource } from '#hub/publish/sources.ts';
import { measureEffect } from './measure.ts';
import { publishFigures } from './publish_figures.ts';
import { publishStrategies } from './publish_strategies.ts';
import { readObjected } from './read_objected.ts';

const AT = Date.UTC(2026, 9, 12, 4) as Instant;
const OFFER = makeOffer({ id: 'plain' });
const [{ id: TREATMENT = '' } = {}] = OFFER.treatments;
const [{ id: TIER = '' } = {}] = OFFER.tiers;
let db: TestDatabase;
let window: TestDevice;

beforeAll(async () => {
  db = await openTestDatabase();
  for (const code of ['b1', 'b2']) await createTestBranch(db, { code, customers: 0 });
  await db.execute(sql`update branch set region = 'east' where code = 'b1'`);
  for (const [version, answer] of [
    ['old', 'please'],
    ['new', 'it stays yours: {prepay}'],
  ] as const) {
    const objections = [
      { says: sameInBoth('none wanted'), answer: sameInBoth('all right') },
      { says: sameInBoth('too much'), answer: sameInBoth(answer) },
    ];
    await saveEditions(db, { version, offers: [{ ...OFFER, objections }] }, makePolicy({}));
  }
  window = await createTestDevice(db, 'b1', 'w1', AT);
  const far = await createTestDevice(db, 'b2', 'w2', AT);
  for (let index = 0; index < 60; index += 1) {
    object(window, 'old', index < 6 ? 'accepted' : 'declined');
    object(index < 40 ? window : far, 'new', index < 45 ? 'accepted' : 'later');
  }
  object(window, 'new', 'accepted', null);
  object(window, 'new', 'has-it');
  object(window, 'lost', 'accepted');
  await window.send();
  await far.send();
});
afterAll(() => db.close());

function object(
  device: TestDevice,
  catalog: string,
  answer: Answer,
  objection: 2 | null = 2,
): void {
  const visit = uuid7(AT, randomBytes(10));
  const decision = device.record('decision.made', {
    visit,
    customer: 1,
    engine: '1',
    catalog,
    policy: 'p',
    beliefs: 'b',
    seed: 1,
    proposals: [{ offer: 'plain', tier: TIER, treatment: TREATMENT, score: 1 }],
    silence: null,
    inputs: '{}',
    digest: '0'.repeat(64),
  });
  device.record('answer.recorded', {
    visit,
    customer: 1,
    decision: decision.id,
    offer: 'plain',
    tier: TIER,
    treatment: TREATMENT,
    answer,
    declineReason: answer === 'declined' ? 'thinking' : null,
    notSaidReason: null,
    laterOn: answer === 'later' ? ('2026-11-01' as never) : null,
    ...(objection === null ? {} : { objection }),
  });
}

test('each is counted with the wording that was on the screen, in its region and in all', async () => {
  const objected = await readObjected(db, {});
  expect(objected.get('')).toHaveLength(120);
  expect(objected.get('east')).toHaveLength(100);
  expect(objected.get('')?.[1]).toMatchObject({ says: { zh: 'too much' }, isYes: true });
  expect((await readObjected(db, { from: '2026-10-13' as never })).get('')).toEqual([]);
});

test('what stands out comes to the branches with the publication, and to HQ at once', async () => {
  await publishFigures(
    db,
    [await measureEffect(db, { currency: 'CNY', days: 30, by: 'branch' })],
    {},
  );
  await publishStrategies(db, { days: 30 }, AT);
  const [row] = await effectSource(db, 'b2', AT);
  const { hints } = effectFigureSchema.parse(row?.[1]);
  expect(hints.told).toBe(120);
  expect(hints.found).toMatchObject([
    { wording: { zh: 'it stays yours: …' }, told: 60, yes: 45, stands: 'better' },
    { wording: { zh: 'please' }, told: 60, yes: 6, stands: 'worse' },
  ]);
  const figures = await readStrategyFigures(db, ['', 'east']);
  expect(new Map(figures.map((each) => [each.region, each.hints.told]))).toEqual(
    new Map([
      ['', 120],
      ['east', 100],
    ]),
  );
});
