// The effect over events as branches send them: what was planted is found, and what clerks claim moves nothing.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import { fen } from '#shared/base/money.ts';
import { effectFigureSchema } from '#shared/model/effect_figure.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { effectCsv, measurementLines } from '#hub/cli/effect_lines.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import {
  participantBatches,
  prepareCosts,
  prepareParticipants,
  prepareSaid,
} from '#hub/db/participants.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { addTestQuarter, type TestVisit } from '#hub/db/test_quarter.ts';
import { effectSource } from '#hub/publish/sources.ts';
import { measureEffect } from './measure.ts';
import { publishFigures } from './publish_figures.ts';
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
  const measure = { metric: 'uplift', goal: 20 } as const;
  const offer = makeOffer({ id: 'plain', tiers, measure });
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
  const found = await measureEffect(db, { currency: 'CNY', days: 30, by: 'branch' });
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
  const one = await measureEffect(db, { currency: 'CNY', days: 30, by: 'offer', branch: 'b1' });
  expect(one.groups).toMatchObject([{ name: 'plain', result: { ok: true } }]);
  expect(one.groups[0]?.result).toEqual(one.all.result);
});

test('rupees are not added to yuan', async () => {
  await branchOf('b1', 6, 0, 1);
  const alone = await measureEffect(db, { currency: 'CNY', days: 30 });
  await branchOf('b2', 6, 0, 2);
  await db.execute(sql`update branch set currency = 'INR' where code = 'b2'`);
  const yuan = await measureEffect(db, { currency: 'CNY', days: 30 });
  expect(yuan.all).toEqual(alone.all);
  expect(measurementLines(yuan).join('\n')).toMatch(/\nall branches: between .* yuan a customer/);
  const rupees = await measureEffect(db, { currency: 'INR', days: 30, by: 'branch' });
  expect(rupees.groups.map(({ name }) => name)).toEqual(['b2']);
  expect(measurementLines(rupees).join('\n')).toContain(' rupees a customer');
});

test('nothing is found where nothing was brought, whatever the clerks claim; the gifts cost', async () => {
  await branchOf('b1', 0, 0.9, 3);
  const found = await measureEffect(db, { currency: 'CNY', days: 30 });
  if (!found.all.result.ok) throw new Error(JSON.stringify(found.all.result.error));
  const { live } = found.all.result.value;
  // Nine in ten took a gift of 15 yuan for nothing.
  expect(live.high).toBeLessThan(0);
  expect(live.low).toBeLessThan(-1_350);
  expect(live.high).toBeGreaterThan(-1_350);
});

/** Plain figures of both arms by the log, in SQL that shares nothing with the estimator. */
const plainMeans = () =>
  db.query<{ held_out: boolean; units: number; mean: number }>(sql`
    with shown as (
      select (payload ->> 'customer')::bigint as customer, at, (payload ->> 'inputs')::jsonb ? 'ghosts' as held_out
      from event where kind = 'decision.made'),
    outcome as (
      select s.customer, s.held_out,
        coalesce((select sum(t.amount) from top_up t where t.customer = s.customer and t.kind = 'top-up'
          and t.at >= s.at and t.at < s.at + 2592000000), 0)
        - coalesce((select sum(t.amount) from top_up t where t.customer = s.customer and t.kind = 'reversal'
          and t.at >= s.at and t.at < s.at + 2592000000), 0)
        - 1500 * (select count(*) from event e where e.kind = 'answer.recorded'
          and (e.payload ->> 'customer')::bigint = s.customer and e.payload ->> 'answer' = 'accepted') as money
      from shown s),
    cap as (select percentile_disc(0.995) within group (order by money) as most from outcome)
    select held_out, count(*) as units, avg(least(money, most))::float8 as mean
    from outcome, cap group by held_out order by held_out`);

test('by the log nothing is found where the money did not come, whatever counters recorded', async () => {
  await createTestBranch(db, { code: 'b1', customers: CUSTOMERS });
  const ids = await db.query<{ id: number }>(sql`select id from customer order by id`);
  const quarter = makeQuarter({ customers: CUSTOMERS, share: SHARE, effect: 0, seed: 6 });
  const visits = quarter.map(
    ({ isHeldOut, outcome, covariates: [usual = 0] }, index): TestVisit => ({
      customer: ids[index]?.id ?? 0,
      isHeldOut,
      isAccepted: false,
      // Clerks record fifty yuan more of everybody who heard a sentence.
      prepaid: fen(Math.round(outcome * 100) + (isHeldOut ? 0 : 5_000)),
      usualTopUp: Math.round(usual * 100),
    }),
  );
  await addTestQuarter(db, 'b1', visits, AT);
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount, kind)
    select customer, 's' || customer, ${AT + DAY_MS}, ${AT + DAY_MS}, amount, 'top-up'
    from unnest(${visits.map(({ customer }) => customer)}::bigint[],
      ${quarter.map(({ outcome }) => Math.round(outcome * 100))}::bigint[]) as u (customer, amount)`);
  // The log begins before the visits, and ends long after; every hundredth top-up is taken back.
  const [{ id: first } = { id: 0 }] = ids;
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount)
    values (${first}, 'first', ${AT - DAY_MS}, ${AT - DAY_MS}, 1), (${first}, 'last', ${AT + 60 * DAY_MS}, ${AT + 60 * DAY_MS}, 1)`);
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount, kind)
    select customer, 'r' || customer, at + 1, at + 1, amount, 'reversal' from top_up where serial like 's%00'`);

  const preliminary = await measureEffect(db, { currency: 'CNY', days: 30, basis: 'counter' });
  if (!preliminary.all.result.ok) throw new Error('it has enough customers');
  expect(preliminary.all.result.value.live.low).toBeGreaterThan(4_000);
  const found = await measureEffect(db, { currency: 'CNY', days: 30 });
  expect(found).toMatchObject({ basis: 'log', early: 0, unlogged: 0 });
  if (!found.all.result.ok) throw new Error('it has enough customers');
  const { live, said, heldOut } = found.all.result.value;
  expect(live.low).toBeLessThan(0);
  expect(live.high).toBeGreaterThan(0);
  expect(measurementLines(found)[0]).toMatch(/^by the operator's top-up log/);
  const [ofSaid, ofHeldOut] = await plainMeans();
  expect([said.units, heldOut.units]).toEqual([ofSaid?.units, ofHeldOut?.units]);
  expect(said.plain).toBeCloseTo(ofSaid?.mean ?? 0, 6);
  expect(heldOut.plain).toBeCloseTo(ofHeldOut?.mean ?? 0, 6);

  await publishFigures(
    db,
    [await measureEffect(db, { currency: 'CNY', days: 30, by: 'branch' })],
    {},
  );
  const [row] = await effectSource(db, 'b1', AT);
  expect(effectFigureSchema.parse(row?.[1])).toMatchObject({
    basis: 'log',
    result: { type: 'figure', said: said.units, heldOut: heldOut.units, live },
  });
});

test('a strategy is held against its own measure and goal', async () => {
  await branchOf('b1', 6, 0.5, 7);
  const found = await measureEffect(db, { currency: 'CNY', days: 30, by: 'strategy' });
  // Half say yes, gifts take more than the 6 yuan.
  expect(found.strategies).toMatchObject([
    { offer: 'plain', metric: 'uplift', goal: 20, verdict: 'missed' },
  ]);
  expect(measurementLines(found).at(-1)).toMatch(
    /^strategy plain: uplift, found -?[\d.]+ yuan \(between .*\), goal 20 yuan: missed$/,
  );
});

test('customers whose days are not over are left out, and too few give no figure', async () => {
  await branchOf('b1', 6, 0, 4);
  const found = await measureEffect(db, { currency: 'CNY', days: 120 });
  expect(found.early).toBe(CUSTOMERS);
  expect(found.all.result).toMatchObject({ ok: false, error: { type: 'below-floor', said: 0 } });
  expect(measurementLines(found).join('\n')).toContain(
    'no figure yet: 0 heard it, 0 are held out, each must be 100: about 1,000 more customers',
  );
  // A branch with nobody yet is told the same of the lot in force, not that there is none.
  await publishFigures(
    db,
    [await measureEffect(db, { currency: 'CNY', days: 120, by: 'branch' })],
    {},
  );
  const [row] = await effectSource(db, 'b1', AT);
  expect(effectFigureSchema.parse(row?.[1]).result).toMatchObject({
    type: 'below-floor',
    moreCustomers: 1_000,
  });
});

test('where half of the customers held out are missing, the lot is broken and nothing is shown', async () => {
  await branchOf('b1', 6, 0, 5, ({ isHeldOut, customer }) => !isHeldOut || customer % 2 === 0);
  const found = await measureEffect(db, { currency: 'CNY', days: 30 });
  expect(found.all.result).toMatchObject({ ok: false, error: { type: 'broken-lot' } });
  expect(measurementLines(found).join('\n')).toContain('the lot is broken');
});

test('an accepted rung costs what the edition of its own decision says; who is held out and hears one all the same is counted', async () => {
  await createTestBranch(db, { code: 'b1', customers: 0 });
  const visit = { isAccepted: true, prepaid: fen(10_000), usualTopUp: 5_000 };
  await addTestQuarter(
    db,
    'b1',
    [
      { ...visit, customer: 1, isHeldOut: false },
      { ...visit, customer: 2, isHeldOut: true, isAccepted: false },
      { ...visit, customer: 3, isHeldOut: true, isAccepted: false },
    ],
    AT,
  );
  const tiers = [makeTier({ id: 't', cost: 1_500 }), makeTier({ id: 'n', cost: 2_000 })];
  const offer = makeOffer({ id: 'plain', tiers });
  await saveEditions(db, { version: 'newer', offers: [offer] }, makePolicy());
  const decision = '018f0000-0000-7000-8000-000000000001';
  const later = [
    ['decision.made', { customer: 1, engine: '4.0.0', catalog: 'newer', policy: 'test' }],
    ['answer.recorded', { customer: 1, offer: 'plain', tier: 'n', answer: 'accepted', decision }],
    ['answer.recorded', { customer: 2, offer: 'plain', tier: 't', answer: 'declined', decision }],
    ['answer.recorded', { customer: 3, offer: 'plain', tier: 't', answer: 'not-said', decision }],
  ] as const;
  for (const [index, [kind, payload]] of later.entries()) {
    await db.execute(sql`
      insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
      values (${index === 0 ? decision : `018f0000-0000-7000-8000-0000000001${index}0`}, 'q-b1', 'b1',
        ${1_000 + index}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${AT + DAY_MS}, '2026-10-02', 'c1')`);
  }
  const asked = { currency: 'CNY', days: 30 } as const;
  expect(await measureEffect(db, asked)).toMatchObject({ spokenTo: 1 });
  const costs = await db.transaction(async (tx) => {
    await prepareParticipants(tx, ['plain'], 'counter', asked);
    const said = await prepareSaid(tx, 30, ['plain']);
    expect(said).toEqual({ spokenTo: 1, catalogs: ['newer', 'test'] });
    await prepareCosts(tx, [
      { catalog: 'test', offer: 'plain', tier: 't', cost: 1_500 },
      { catalog: 'newer', offer: 'plain', tier: 't', cost: 9_999 },
      { catalog: 'newer', offer: 'plain', tier: 'n', cost: 2_000 },
    ]);
    const rows: number[] = [];
    for await (const batch of participantBatches(tx, 'counter', 30, 10)) {
      rows.push(...batch.map(({ cost }) => cost));
    }
    return rows;
  });
  expect(costs).toEqual([3_500, 0, 0]);
});
