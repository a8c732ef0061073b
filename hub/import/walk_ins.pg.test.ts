// Walk-ins find their customer by the phone when they come in and after each import; who shares a number gets none.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import { fen } from '#shared/base/money.ts';
import { type Day, DAY_MS, type Instant } from '#shared/base/month.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readComplaintsHeard, readWalkInsHeard } from '#hub/db/heard.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { habitsOf, prepareVisits } from '#hub/db/visits.ts';
import { readUnknownWalkIns } from '#hub/db/walk_ins.ts';
import { createTestDevice, type TestDevice } from '#hub/learn/test_device.ts';
import { describeImportError } from './errors.ts';
import { importFile } from './import_file.ts';
import type { ImportOptions } from './import_options.ts';
import { loadMap } from './load_map.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';

/** Noon at the branches, 21 November. */
const NOON = Date.UTC(2026, 10, 21, 4) as Instant;
const TODAY = '2026-11-21';

let db: TestDatabase;
let files: TestFiles;
let branches = 0;
/** Where the walk-ins come to, and another one; each test its own. */
let here = '';
let there = '';
let phone = '';
let device: TestDevice;

beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
});
afterAll(async () => {
  await files.remove();
  await db.close();
});
beforeEach(async () => {
  branches += 1;
  here = `H${branches}`;
  there = `T${branches}`;
  phone = String(13_700_000_000 + branches);
  await importAt(here, '2026-10-31', '账号,手机号\nX1,\n');
  await importAt(there, '2026-10-31', '账号,手机号\nX1,\n');
  device = await createTestDevice(db, here, `dev-${branches}`, NOON);
});

async function importAt(
  branch: string,
  asOf: string,
  rows: string,
  options: Partial<ImportOptions> = {},
): Promise<void> {
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(describeImportError(map.error).en);
  const newBranch = {
    name: { zh: '城关', en: 'Chengguan' },
    timeZone: 'Asia/Shanghai',
    currency: 'CNY' as const,
  };
  const result = await importFile(db, await files.write(`${branch}.csv`, rows), map.value, {
    apply: true,
    branch,
    newBranch,
    asOf: asOf as Day,
    ...options,
  });
  if (!result.ok) throw new Error(describeImportError(result.error).en);
  expect(result.value).toMatchObject({ refused: false });
}

/** A finished visit of a walk-in, sent. */
async function serve(purpose: Purpose = 'top-up', at: number = NOON): Promise<Uuid> {
  const visit = uuid7(NOON, randomBytes(10));
  const words = { visit, phone, purpose, intended: null };
  const prepaid = purpose === 'top-up' ? fen(5_000) : null;
  device.record('walk-in.started', { ...words, purpose: 'top-up' }, at as Instant);
  device.record('walk-in.changed', words, (at + 1_000) as Instant);
  device.record('walk-in.finished', { ...words, prepaid }, (at + 2_000) as Instant);
  await device.send();
  return visit;
}

/** Visits by the account of the customer that they belong to. */
async function joinedAt(branch: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const accounts = new Map<number, string>();
  for await (const batch of customerBatches(db, branch, 100)) {
    for (const { id, account } of batch) accounts.set(id, account);
  }
  const heard = await readWalkInsHeard(db, branch, NOON - 60 * DAY_MS);
  return Object.fromEntries(
    heard.map(({ customer, walkIns }) => [
      accounts.get(customer) ?? '',
      walkIns.map(({ visit }) => visit),
    ]),
  );
}
const whyUnknown = async () =>
  (await readUnknownWalkIns(db, here, 10)).map(({ visit, why }) => [visit, why]);

test('yesterday’s walk-in belongs to who is imported today, with purpose and money, and is unknown before', async () => {
  const visit = await serve('top-up', NOON - DAY_MS);
  expect(await whyUnknown()).toEqual([[visit, 'nobody']]);
  expect(await readUnknownWalkIns(db, here, 10)).toEqual([
    {
      visit,
      branch: here,
      day: '2026-11-20',
      tail: phone.slice(-4),
      purpose: 'top-up',
      prepaid: 5_000,
      isFinished: true,
      why: 'nobody',
    },
  ]);
  await importAt(here, TODAY, `账号,手机号,入网日期\nA,+86 ${phone},2026-11-20\n`);
  expect(await joinedAt(here)).toEqual({ A: [visit] });
  const [heard] = await readWalkInsHeard(db, here, NOON - 60 * DAY_MS);
  expect(heard?.walkIns).toEqual([
    {
      device: device.id,
      visit,
      at: NOON - DAY_MS + 2_000,
      purpose: 'top-up',
      prepaid: 5_000,
    },
  ]);
  expect(await whyUnknown()).toEqual([]);
});

test('who is known already is found when the visit comes in, also at another branch', async () => {
  await importAt(there, '2026-10-31', `账号,手机号\nB,${phone}\n`);
  const visit = await serve();
  expect(await joinedAt(there)).toEqual({ B: [visit] });
  // Somebody of the branch itself comes first.
  await importAt(here, '2026-10-31', `账号,手机号\nA,${phone}\n`);
  expect([await joinedAt(here), await joinedAt(there)]).toEqual([{ A: [visit] }, {}]);
});

test('two who share the number get nothing, at one branch or at two others', async () => {
  await importAt(there, '2026-10-31', `账号,手机号\nB,${phone}\nC,${phone}\n`);
  const visit = await serve();
  expect(await whyUnknown()).toEqual([[visit, 'several']]);
  await importAt(here, '2026-10-31', `账号,手机号\nA,${phone}\n`);
  expect(await joinedAt(here)).toEqual({ A: [visit] });
  await importAt(here, '2026-10-31', `账号,手机号\nA,${phone}\nD,${phone}\n`);
  expect([await joinedAt(here), await joinedAt(there)]).toEqual([{}, {}]);
  expect(await whyUnknown()).toEqual([[visit, 'several']]);
});

test('a number that was recycled is whose it was on that day', async () => {
  // Joined the network after the visit.
  const early = await serve();
  await importAt(here, '2026-11-30', `账号,手机号,入网日期\nA,${phone},2026-11-22\n`);
  expect(await whyUnknown()).toEqual([[early, 'another-time']]);
  // Had it until the end of October at least; who has it since had another one on that day.
  await importAt(there, '2026-10-31', `账号,手机号\nB,${phone}\nC,13900000000\n`);
  const october = await serve('top-up', NOON - 30 * DAY_MS);
  await importAt(there, '2026-11-30', `账号,手机号\nB,13900000001\nC,${phone}\n`);
  expect(await joinedAt(there)).toEqual({ B: [october], C: [early] });
  // Who has left has it no more.
  await importAt(there, '2026-12-31', '账号,手机号\nX1,\n', { complete: true, mostLeaving: 100 });
  const late = await serve('top-up', NOON + 60 * DAY_MS);
  await importAt(here, '2026-12-31', '账号,手机号\nA,13900000002\n');
  expect((await whyUnknown()).map(([visit]) => visit)).toContain(late);
});

test('a landline is found however it is written, and a visit that was taken back counts no more', async () => {
  phone = `93726${String(10_000 + branches)}`;
  await importAt(here, '2026-10-31', `账号,手机号\nA,0937-26${phone.slice(5)}\n`);
  const visit = await serve();
  expect(await joinedAt(here)).toEqual({ A: [visit] });
  const words = {
    visit: uuid7(NOON, randomBytes(10)),
    phone,
    purpose: 'bill',
    intended: null,
  } as const;
  device.record('walk-in.started', words);
  const finish = device.record('walk-in.finished', { ...words, prepaid: null });
  await device.send();
  expect(await joinedAt(here)).toEqual({ A: [words.visit, visit] });
  device.record('event.undone', { undoes: finish.id, visit: words.visit });
  await device.send();
  expect(await joinedAt(here)).toEqual({ A: [visit] });
});

test('a complaint of a walk-in is the customer’s, at whichever branch it was heard; a slip is not', async () => {
  await importAt(there, '2026-10-31', `账号,手机号\nB,${phone}\n`);
  await serve('complaint');
  const heard = await readComplaintsHeard(db, there, '2026-11-01' as Day);
  expect(heard.map(({ complaints }) => complaints)).toEqual([[{ device: device.id, day: TODAY }]]);
  expect(await readComplaintsHeard(db, here, '2026-11-01' as Day)).toEqual([]);
  phone = '13711112222';
  await importAt(there, '2026-10-31', `账号,手机号\nC,${phone}\n`);
  const words = { visit: uuid7(NOON, randomBytes(10)), phone, intended: null };
  device.record('walk-in.started', { ...words, purpose: 'complaint' });
  device.record('walk-in.changed', { ...words, purpose: 'top-up' }, (NOON + 5_000) as Instant);
  await device.send();
  expect(await readComplaintsHeard(db, there, '2026-11-01' as Day)).toEqual(heard);
});

test('the visit is one of the customer’s visits when habits are scored', async () => {
  await serve();
  await serve('bill');
  await importAt(here, '2026-11-30', `账号,手机号\nA,${phone}\n`);
  const [heard] = await readWalkInsHeard(db, here, NOON - 60 * DAY_MS);
  const customer = heard?.customer ?? 0;
  const branch = await readBranch(db, here);
  if (branch === undefined) throw new Error('the branch is missing');
  const habits = await db.transaction(async (tx) => {
    await prepareVisits(tx, branch);
    return habitsOf(tx, [customer]);
  });
  expect(habits).toMatchObject([{ customer, last: TODAY, count: 2, meanPrepaid: 5_000 }]);
});
