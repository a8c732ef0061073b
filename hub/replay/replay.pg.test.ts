// Replay: thousands of decisions come out the same to the last letter; whatever was touched is found.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { uuid7 } from '#shared/base/id.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { type CompiledBeliefs, compileBeliefs } from '#shared/engine/beliefs.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import { decide, decisionText } from '#shared/engine/decide.ts';
import { type BeliefCell, type Beliefs, NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { Policy } from '#shared/model/policy.ts';
import { generateTestVisits, makePolicy, NOW } from '#tests/fixtures/decision.ts';
import {
  MISTAKEN,
  MISTAKEN_OFFERS,
  RIGHT,
  RIGHT_OFFERS,
} from '#tests/fixtures/recorded_decisions.ts';
import { saveBeliefs } from '#hub/db/editions.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { type Difference, type Replay, replayDecisions } from './replay.ts';

const VISITS = 3_000;
const MONDAY = Date.UTC(2026, 10, 16, 2) as Instant;
const WEDNESDAY = Date.UTC(2026, 10, 18, 2) as Instant;
const THURSDAY = Date.UTC(2026, 10, 19, 2) as Instant;

let db: TestDatabase;
let device: TestDevice;
let other: TestDevice;
let catalog: Catalog;
let policy: Policy;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 1 });
  await createTestBranch(db, { code: 'b2', customers: 1 });
  device = await createTestDevice(db, 'b1', 'dev-1', MONDAY);
  other = await createTestDevice(db, 'b2', 'dev-2', MONDAY);
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.problems[0]));
  catalog = loaded.value.catalog;
  policy = loaded.value.policy;
});
afterAll(() => db.close());

type Made = EventPayload<'decision.made'>;
type Editions = {
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly beliefs: CompiledBeliefs;
};

/** As the counter keeps it, whose own code is in another zone. */
function makeDecisions(editions: Editions, count: number, seed: number, at: Instant): Made[] {
  const compiled = compileCatalog(editions.catalog);
  return generateTestVisits(count, seed).map((inputs, index) => {
    const { context } = inputs;
    const decision = decide(
      inputs,
      { catalog: compiled, policy: editions.policy, beliefs: editions.beliefs },
      at,
      seed * 10_000 + index,
    );
    return {
      visit: uuid7(at, randomBytes(10)),
      customer: context.customer,
      engine: decision.engine,
      catalog: decision.catalog,
      policy: decision.policy,
      beliefs: decision.beliefs,
      seed: decision.seed,
      proposals: decision.proposals.map(({ offer, tier, treatment, score }) => ({
        offer,
        tier,
        treatment,
        score,
      })),
      silence: decision.silence?.code ?? null,
      inputs: canonicalJson(inputs as unknown as Json),
      digest: createHash('sha256').update(decisionText(decision)).digest('hex'),
    };
  });
}

async function store(on: TestDevice, made: readonly Made[], at: Instant): Promise<void> {
  for (const payload of made) on.record('decision.made', payload, at);
  await on.send();
}

async function replay(
  options: Parameters<typeof replayDecisions>[1] = {},
): Promise<{ readonly report: Replay; readonly found: readonly Difference[] }> {
  const found: Difference[] = [];
  const report = await replayDecisions(db, {
    ...options,
    onDifference: (difference) => found.push(difference),
  });
  return { report, found };
}

const cellsOf = (from: Catalog): BeliefCell[] =>
  from.offers.flatMap((offer) =>
    offer.treatments.flatMap((treatment, index) =>
      ['basic', 'netizen'].map((valueGroup) => ({
        offer: offer.id,
        treatment: treatment.id,
        valueGroup,
        cluster: '-',
        said: 60 + index * 10,
        yes: offer.id.length + index,
      })),
    ),
  );

test('thousands of decisions, of two catalogs, three beliefs and two devices, come out the same', async () => {
  const dearer: Catalog = {
    ...catalog,
    version: `${catalog.version}-dearer`,
    offers: catalog.offers.map((offer) => ({ ...offer, lever: 140 })),
  };
  const softer: Policy = {
    ...policy,
    version: `${policy.version}-softer`,
    arrearsLimit: 0 as never,
  };
  expect((await saveEditions(db, catalog, policy)).ok).toBe(true);
  expect((await saveEditions(db, dearer, softer)).ok).toBe(true);
  const published: Beliefs = { version: 'abc123', cells: cellsOf(catalog), counted: {} };
  await saveBeliefs(db, published.version, JSON.stringify(published));
  const own = cellsOf(catalog).slice(0, 20);
  other.record('beliefs.updated', { name: 'own-1', base: published.version, cells: own }, MONDAY);
  // Another device may use the same name for other learning.
  device.record('beliefs.updated', { name: 'own-1', base: 'none', cells: [] }, MONDAY);

  const none = compileBeliefs(NO_BELIEFS, [], 'none');
  const ofHq = compileBeliefs(published, [], published.version);
  const ofDevice = compileBeliefs(published, own, 'own-1');
  const third = VISITS / 3;
  const first = makeDecisions({ catalog, policy, beliefs: none }, third, 1, MONDAY);
  await store(device, first, MONDAY);
  const second = makeDecisions({ catalog: dearer, policy, beliefs: ofHq }, third, 2, WEDNESDAY);
  await store(device, second, WEDNESDAY);
  const rest = makeDecisions({ catalog, policy: softer, beliefs: ofDevice }, third, 3, THURSDAY);
  await store(other, rest, THURSDAY);

  const { report, found } = await replay();
  expect(found).toEqual([]);
  expect(report).toMatchObject({ decisions: VISITS, same: VISITS, different: 0 });
  const silent = [...first, ...second, ...rest].filter(({ proposals }) => proposals.length === 0);
  expect(silent.length).toBeGreaterThan(VISITS / 20);
  expect(silent.length).toBeLessThan(VISITS * 0.8);
}, 120_000);

test('branch, day and limit choose what is decided again', async () => {
  const third = VISITS / 3;
  expect((await replay({ branch: 'b2' })).report.decisions).toBe(third);
  const since = await replay({ branch: 'b1', since: '2026-11-18' as never });
  expect(since.report).toMatchObject({ decisions: third, same: third });
  const progress: number[] = [];
  const { report } = await replay({
    limit: 450,
    onProgress: (done, of) => progress.push(done, of),
  });
  expect(report).toMatchObject({ decisions: 450, same: 450 });
  expect(progress.at(-2)).toBe(450);
  expect(progress.at(-1)).toBe(450);
});

test('every tampering is found and said in words', async () => {
  const beliefs = compileBeliefs(NO_BELIEFS, [], 'none');
  const made = makeDecisions({ catalog, policy, beliefs }, 400, 4, THURSDAY);
  const spoken = made.filter(({ proposals }) => proposals.length > 1);
  const f = made.find(({ silence, proposals }) => silence && proposals.length === 0);
  const [a, b, c, d, e] = spoken;
  if (!a || !b || !c || !d || !e || !f) throw new Error('too few decisions with sentences');
  const now = (THURSDAY + 1) as Instant;
  await store(
    device,
    [
      { ...a, proposals: a.proposals.slice(1) },
      { ...b, proposals: b.proposals.map((each) => ({ ...each, score: each.score + 1 })) },
      { ...c, inputs: c.inputs.replace(/"dataAge":\d+/, '"dataAge":9999') },
      { ...d, digest: 'a'.repeat(64) },
      { ...e, inputs: '{' },
      { ...f, silence: 'rested' },
    ],
    THURSDAY,
  );
  await store(device, [{ ...d, seed: d.seed, proposals: d.proposals }], now);
  const { report, found } = await replay({ branch: 'b1', since: '2026-11-19' as never });
  expect(report).toMatchObject({ decisions: 7 });
  const words = found.map(({ what }) => what.join('; '));
  expect(words.some((each) => each.startsWith('sentence 1 was'))).toBe(true);
  expect(words.some((each) => each.includes('digest'))).toBe(true);
  expect(words.some((each) => each.startsWith('cannot be decided again'))).toBe(true);
  expect(words.some((each) => each.startsWith('silence was rested, is '))).toBe(true);
  // The last one is as it was, but for a millisecond that is part of the decision.
  expect(report).toMatchObject({ same: 0, different: 7 });
});

test('what an older engine decided is decided again, and named as of that engine where it differs', async () => {
  const plain = makePolicy();
  for (const [version, offers] of [
    [MISTAKEN.catalog, MISTAKEN_OFFERS],
    [RIGHT.catalog, RIGHT_OFFERS],
  ] as const) {
    expect((await saveEditions(db, { version, offers }, plain)).ok).toBe(true);
  }
  const saturday = (THURSDAY + 2 * 86_400_000) as Instant;
  const at = NOW;
  const of = { visit: uuid7(at, randomBytes(10)), customer: 1 };
  const old = await createTestDevice(db, 'b1', 'dev-old', saturday);
  await store(
    old,
    [
      { ...of, ...MISTAKEN },
      { ...of, ...RIGHT },
    ],
    at,
  );
  const { report, found } = await replay({ branch: 'b1', since: '2026-11-18' as never });
  expect(report.older.get('2.0.0')).toMatchObject({ same: 1, different: 1 });
  expect(report.older.get('2.0.0')?.changes).toEqual([
    expect.stringMatching(/^3\.0\.0: rules that differ in their parentheses/),
    expect.stringMatching(/^4\.0\.0: for customers kept for comparison/),
    expect.stringMatching(/^5\.0\.0: a household that nobody tells of/),
    expect.stringMatching(/^6\.0\.0: where no gift can be given/),
    expect.stringMatching(/^7\.0\.0: what a customer answered the evening before/),
  ]);
  const ofOlder = found.filter(({ engine }) => engine === '2.0.0');
  expect(ofOlder.map(({ what }) => what)).toEqual([
    ['sentence 2 was second/t/say at 500, is none'],
  ]);

  // One that names no engine is of the first.
  await db.query(
    sql`update event set payload = payload - 'engine' where device = 'dev-old' and payload->>'catalog' = 'recorded-1'`,
  );
  const { report: unnamed } = await replay({ branch: 'b1', since: '2026-11-18' as never });
  expect([...unnamed.older.keys()].toSorted()).toEqual(['1', '2.0.0']);
  expect(unnamed.different).toBe(report.different);
});

test('another engine and missing editions are told by name and not counted as different', async () => {
  const beliefs = compileBeliefs(NO_BELIEFS, [], 'none');
  const [made] = makeDecisions({ catalog, policy, beliefs }, 1, 5, THURSDAY);
  if (!made) throw new Error('no decision');
  const friday = (THURSDAY + DAY_MS) as Instant;
  await store(
    other,
    [
      { ...made, engine: '0.9.0' },
      { ...made, engine: '9.0.0' },
      { ...made, catalog: '1999.1' },
      { ...made, policy: 'lost' },
      { ...made, beliefs: 'own-2' },
    ],
    friday,
  );
  const { report, found } = await replay({ branch: 'b2', since: '2026-11-20' as never });
  expect(found).toEqual([]);
  expect(report).toMatchObject({ decisions: 5, same: 0, different: 0 });
  expect(Object.fromEntries(report.otherEngine)).toEqual({ '0.9.0': 1, '9.0.0': 1 });
  expect(Object.fromEntries(report.missing)).toEqual({
    'catalog 1999.1': 1,
    'policy lost': 1,
    'beliefs own-2': 1,
  });
});
