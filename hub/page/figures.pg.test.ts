// What HQ's page tells of branches: to whom, that it equals the plain sums, and that no customer is in it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_HINTS } from '#shared/model/hint.ts';
import { createRandom } from '#shared/base/random.ts';
import { fen } from '#shared/base/money.ts';
import { DAY_MS, type Day, dayOfInstant, type Instant } from '#shared/base/month.ts';
import type {
  HqBranchDay,
  HqBranches,
  HqBranchLooks,
  HqBranchMonth,
  HqLooks,
  HqStrategies,
} from '#shared/contract/view_hq.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { sql } from '#hub/db/database.ts';
import { saveEffectFigure } from '#hub/db/effect_figure.ts';
import { lookAt, LOOKS } from '#hub/db/look.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { createTestDevice } from '#hub/learn/test_device.ts';
import { settleAll } from '#hub/settle/settle.ts';
import { followAllVisits } from '#hub/visits/follow_visits.ts';
import { recordAnyVisit, RUNGS } from '#hub/visits/test_branch_days.ts';
import { plainSums } from '#hub/visits/test_plain_sums.ts';
import { publishStrategies } from '#hub/effect/publish_strategies.ts';
import { addTestAccount, get, openTestPage, signInAs, type TestPage } from './test_page.ts';

/** 09:00 in Shanghai. */
const AT = Date.UTC(2026, 9, 12, 1);
const BRANCHES = [
  ['b1', 'East'],
  ['b2', 'West'],
  ['b3', ''],
] as const;

let db: TestDatabase;
let page: TestPage;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  db = await openTestDatabase();
  const offers = Object.entries(RUNGS).map(([id, asks]) =>
    makeOffer({
      id,
      promotional: asks !== null,
      tiers: [makeTier({ id: 't', prepay: fen(asks ?? 0) })],
      measure: { metric: 'accept-rate', goal: 0.2 },
    }),
  );
  await saveEditions(db, { version: 'test', offers } as never, makePolicy());
  for (const [code, region] of BRANCHES) {
    await createTestBranch(db, { code, customers: 4 });
    await db.execute(sql`update branch set region = ${region} where code = ${code}`);
    const own = await createTestDevice(db, code, `${code}-1`, AT as Instant);
    const other = await createTestDevice(db, code, `${code}-2`, AT as Instant);
    const ids = await db.query<{ id: number }>(sql`select id from customer where branch = ${code}`);
    const random = createRandom(code.charCodeAt(1));
    for (let n = 0; n < 60; n += 1) {
      const at = AT + (n % 2) * DAY_MS + n * 300_000;
      recordAnyVisit({ own, other }, ids[n % ids.length]?.id ?? 0, at, random);
    }
    await own.send();
    await other.send();
    await saveEffectFigure(db, code, {
      from: null,
      to: null,
      days: 30,
      hints: NO_HINTS,
      basis: 'log',
      result: { type: 'below-floor', said: 1, heldOut: 2, floor: 100, moreCustomers: 99 },
    });
  }
  await followAllVisits(db);
  await settleAll(db);
  await publishStrategies(db, { days: 30 }, AT);
  page = openTestPage(db);
  await addTestAccount(db, { name: 'hq', role: 'hq', regions: [] });
  await addTestAccount(db, { name: 'east', role: 'region', regions: ['East'] });
  await addTestAccount(db, { name: 'both', role: 'region', regions: ['East', 'West'] });
  for (const name of ['hq', 'east', 'both']) cookies[name] = await signInAs(page, name);
});
afterAll(() => db.close());

const ask = async <T>(name: string, url: string): Promise<T> => {
  const answer = await get(page, url, cookies[name]);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json<T>();
};

const codes = async (name: string): Promise<readonly string[]> =>
  (await ask<HqBranches>(name, '/api/branches')).branches.map(({ code }) => code);

const regionsOf = async (name: string): Promise<readonly string[]> =>
  (await ask<HqStrategies>(name, '/api/strategies?region=West')).scopes.map(({ region }) => region);

test('a regional manager sees the own regions and nothing of another by any address', async () => {
  expect(await codes('hq')).toEqual(['b1', 'b2', 'b3']);
  expect(await codes('east')).toEqual(['b1']);
  expect(await codes('both')).toEqual(['b1', 'b2']);
  const ways = ['day', 'day?day=2026-10-12', 'month', 'month?month=2026-10', 'looks'];
  for (const way of ways) {
    expect((await get(page, `/api/branches/b1/${way}`, cookies['east'])).statusCode).toBe(200);
    // A branch of no region is HQ's alone; one that is not there looks the same.
    for (const code of ['b2', 'b3', 'none', 'B1', 'b1%27--', 'b2%2F..%2Fb1']) {
      const refused = await get(page, `/api/branches/${code}/${way}`, cookies['east']);
      expect([code, refused.statusCode, refused.json()]).toEqual([
        code,
        404,
        { type: 'not-found' },
      ]);
    }
  }
  for (const url of [
    '/api/branches?region=West',
    '/api/branches?code=b2&month=2026-10',
    '/api/looks?region=West&code=b2&month=2026-10',
  ]) {
    const told = await ask<HqBranches>('east', url);
    expect(told.branches.map(({ code }) => code)).toEqual(['b1']);
  }
  expect(await regionsOf('hq')).toEqual(['']);
  expect(await regionsOf('east')).toEqual(['East']);
  expect(await regionsOf('both')).toEqual(['East', 'West']);
});

test('a manager whose regions changed sees the new ones at once', async () => {
  await db.execute(sql`update page_account set regions = array['West'] where name = 'both'`);
  const told = await ask<HqBranches>('both', '/api/branches');
  expect(told.branches.map(({ code }) => code)).toEqual(['b2']);
  await db.execute(
    sql`update page_account set regions = array['East', 'West'] where name = 'both'`,
  );
});

test('the figures of list, day and month equal the plain sums over the raw events', async () => {
  const plain = await plainSums(db);
  const list = await ask<HqBranches>('hq', '/api/branches?month=2026-10');
  expect(list.behind).toBe(0);
  for (const branch of list.branches) {
    const own = plain.filter((row) => row.branch === branch.code);
    const sum = (of: (row: (typeof plain)[number]) => number): number =>
      own.reduce((total, row) => total + of(row), 0);
    const { visits, prepaid, claimed, said, accepted } = branch;
    expect({ visits, prepaid, claimed, said, accepted }).toEqual({
      visits: sum((row) => row.visits),
      prepaid: sum((row) => row.prepaid),
      claimed: sum((row) => row.claimed),
      said: sum((row) => row.said),
      accepted: sum((row) => row.accepted),
    });
    const month = await ask<HqBranchMonth>(
      'hq',
      `/api/branches/${branch.code}/month?month=2026-10`,
    );
    expect(month.report.days.map(({ day }) => day)).toEqual(own.map(({ day }) => day));
    expect(month.report.total.claimed).toBe(claimed);
    for (const row of own) {
      const day = await ask<HqBranchDay>('hq', `/api/branches/${branch.code}/day?day=${row.day}`);
      const { branch: _branch, day: _day, unfinished, ...figures } = row;
      expect(day.report.total).toEqual(figures);
      expect(day.report.unfinished).toBe(unfinished);
      const clerks = day.report.byClerk.reduce((total, one) => total + one.claimed, 0);
      const offers = day.report.byOffer.reduce((total, one) => total + one.claimed, 0);
      expect([clerks, offers]).toEqual([row.claimed, row.claimed]);
    }
  }
  expect(plain.length).toBeGreaterThanOrEqual(6);
});

test('a day that was closed says so, and what it said then', async () => {
  const day = '2026-10-12';
  const address = `/api/branches/b3/day?day=${day}`;
  expect((await ask<HqBranchDay>('hq', address)).closed).toBeNull();
  const device = await createTestDevice(db, 'b3', 'b3-closer', AT as Instant);
  const close = (claimed: number) => ({
    closes: day as Day,
    gifts: [],
    difference: null,
    visits: 3,
    unfinished: 0,
    prepaid: 9_000,
    claimed,
    unsent: 0,
    unsentReason: null,
    approvedBy: 'm1',
  });
  device.record('day.closed', close(1_000), (AT + DAY_MS) as Instant);
  device.record('day.closed', close(2_000), (AT + DAY_MS + 60_000) as Instant);
  await device.send();
  expect((await ask<HqBranchDay>('hq', address)).closed).toEqual({
    at: AT + DAY_MS + 60_000,
    visits: 3,
    prepaid: 9_000,
    claimed: 2_000,
    times: 2,
    isRestated: true,
  });
  const { report } = await ask<HqBranchMonth>('hq', '/api/branches/b3/month?month=2026-10');
  const marks = report.days.map((one) => [one.day, one.isClosed, one.isRestated]);
  expect(marks).toContainEqual([day, true, true]);
  expect(marks).toContainEqual(['2026-10-13', false, false]);
});

test('a line of a branch has its effect without the hints, which are those of all branches', async () => {
  const { branches } = await ask<HqBranches>('hq', '/api/branches');
  expect(branches.map(({ effect }) => Object.keys(effect ?? {}).toSorted())).toEqual(
    branches.map(() => ['to', 'days', 'from', 'basis', 'result'].toSorted()),
  );
});

test('settled money equals the claims of the newest settlement', async () => {
  const list = await ask<HqBranches>('hq', '/api/branches?month=2026-10');
  const claims = await db.query<{ branch: string; claims: number; settled: number }>(sql`
    select branch, count(*) as claims, sum(settled) as settled from claim group by branch order by branch`);
  expect(
    list.branches.map(({ code, settled }) => ({
      branch: code,
      claims: settled?.claims,
      settled: settled?.amount,
    })),
  ).toEqual(claims);
});

test('visits worth a second look are those of hub look, by branch and each with its visits', async () => {
  const month = { from: '2026-10-01' as Day, to: '2026-10-31' as Day };
  const list = await ask<HqLooks>('hq', '/api/looks?month=2026-10');
  expect(list.branches.map(({ code }) => code)).toEqual(['b1', 'b2', 'b3']);
  const kinds = new Set<string>();
  for (const { code, looks, visits } of list.branches) {
    expect(visits).toBeGreaterThan(0);
    const own = await ask<HqBranchLooks>('hq', `/api/branches/${code}/looks?month=2026-10`);
    const all = await lookAt(db, { branch: code, ...month });
    for (const look of LOOKS) {
      const found = all.filter((one) => one.look === look);
      const told = own.looks.find((one) => one.look === look);
      expect([look, looks.find((one) => one.look === look)?.visits ?? 0]).toEqual([
        look,
        found.length,
      ]);
      expect(told?.count ?? 0).toBe(found.length);
      expect(told?.visits.map(({ id }) => id).toSorted() ?? []).toEqual(
        found.map(({ visit }) => visit).toSorted(),
      );
      for (const { at, day, device } of told?.visits ?? []) {
        expect(at === null ? day : dayOfInstant(at, 'Asia/Shanghai')).toBe(day);
        expect(device).not.toBeNull();
      }
      if (found.length > 0) kinds.add(look);
    }
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['corrected', 'taken-back', 'gift-unpaid']));
});

test('no answer has a name, a phone, an account or a number of a customer', async () => {
  const people = await db.query<{ name: string; phone: string; account: string }>(
    sql`select name, phone, account from customer`,
  );
  const urls = [
    '/api/branches?month=2026-10',
    '/api/branches/b1/day?day=2026-10-12',
    '/api/branches/b1/month?month=2026-10',
    '/api/looks?month=2026-10',
    '/api/branches/b1/looks?month=2026-10',
    '/api/strategies',
    '/api/models',
  ];
  for (const url of urls) {
    const { body } = await get(page, url, cookies['hq']);
    for (const { name, phone, account } of people)
      for (const secret of [name, phone, account, phone.slice(-8)])
        expect(body).not.toContain(secret);
    expect(body).not.toContain('13812345678');
    expect(body).not.toMatch(/"customer"|"phone"|"reason"|"visit":/);
  }
});
