// The hour's work of a hub that serves: it goes on hour by hour, outlives what fails, and ends with the hub.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { packManifestSchema } from '#shared/wire/pack.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { saveEditions } from './db/catalog.ts';
import { sql } from './db/database.ts';
import { readLatestPack } from './db/pack.ts';
import { openTestDatabase, type TestDatabase } from './db/test_database.ts';
import { createTestBranch } from './db/test_province.ts';
import { customerNumbers } from './db/test_visits.ts';
import { createTestDevice, type TestDevice } from './learn/test_device.ts';
import { renewDaily } from './publish/pack_store.ts';
import { publishBranch } from './publish/publish.ts';
import { type RetainingHourly, retainHourly } from './retain_hourly.ts';
import { secretFromMaster } from './secret.ts';

const START = Date.UTC(2026, 10, 21, 8);
const HOUR_MS = 3_600_000;
const KEPT_DAYS = 100;
let db: TestDatabase;
let device: TestDevice;
let customer = 0;
let retaining: RetainingHourly;
const log = { info: vi.fn<() => void>(), error: vi.fn<() => void>() };

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 1 });
  const offers = [makeOffer({ id: 'o', tiers: [makeTier({ id: 't' })] })];
  const keepDays = { contents: KEPT_DAYS, inputs: null, aside: null, lookUps: null, ledgers: null };
  const saved = await saveEditions(
    db,
    { version: 'test', offers } as never,
    makePolicy({ keepDays }),
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  device = await createTestDevice(db, 'b1', 'dev-1', (START - 300 * DAY_MS) as Instant);
  customer = (await customerNumbers(db, 'b1'))[0] ?? 0;
});
afterAll(() => db.close());

const also = vi.fn<(now: number) => Promise<void>>(() => Promise.resolve());
/** What waits for its hour; the database's own timers run as ever. */
let waiting: { readonly work: () => void; readonly ms: number } | null = null;
const wait = (work: () => void, ms: number): (() => void) => {
  const mine = { work, ms };
  waiting = mine;
  return () => {
    if (waiting === mine) waiting = null;
  };
};

beforeEach(() => {
  log.info.mockClear();
  log.error.mockClear();
  also.mockClear();
});
afterEach(() => retaining.stop());

const note = async (ago: number): Promise<void> => {
  const at = (START - ago * DAY_MS) as Instant;
  const visit = uuid7(at, randomBytes(10));
  device.record('note.written', { visit, customer, text: '怕吵' }, at);
  await device.send();
};
const withWords = async (): Promise<number> =>
  (
    await db.query<{ count: number }>(
      sql`select count(*)::int as count from event where payload ->> 'text' = '怕吵'`,
    )
  )[0]?.count ?? 0;
const passHour = async (): Promise<void> => {
  await vi.waitFor(() => expect(waiting?.ms).toBe(HOUR_MS));
  const due = waiting;
  waiting = null;
  due?.work();
};
const start = (clock: () => number): void => {
  retaining = retainHourly(db, clock, log, also, wait);
};

test('nothing goes before the hour is over, then what is past its days, and so each hour', async () => {
  await note(KEPT_DAYS + 5);
  await note(KEPT_DAYS - 1);
  let now = START;
  start(() => now);
  expect(await withWords()).toBe(2);
  await passHour();
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledTimes(1));
  expect(await withWords()).toBe(1);
  now += 3 * DAY_MS;
  await passHour();
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledTimes(2));
  expect(await withWords()).toBe(0);
  expect(log.error).not.toHaveBeenCalled();
});

test('an hour that fails is told, and the next one does its work', async () => {
  await note(KEPT_DAYS + 5);
  let fails = true;
  start(() => {
    if (fails) throw new Error('no clock');
    return START;
  });
  await passHour();
  await vi.waitFor(() => expect(log.error).toHaveBeenCalledTimes(2));
  fails = false;
  await passHour();
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledTimes(1));
  expect(await withWords()).toBe(0);
});

test('a manifest of a hub that nobody publishes at is signed anew by half of its time', async () => {
  const secret = secretFromMaster(randomBytes(32));
  await publishBranch(db, secret, { branch: 'b1', now: START });
  const expires = async (): Promise<number> => {
    const pack = await readLatestPack(db, 'b1');
    return packManifestSchema.parse(JSON.parse(Buffer.from(pack?.body ?? []).toString('utf8')))
      .expiresAt;
  };
  const first = await expires();
  let now = START;
  const renew = renewDaily(db, () => Promise.resolve(secret));
  also.mockImplementation(renew);
  start(() => now);
  const nextHour = async (days: number): Promise<number> => {
    const times = also.mock.calls.length;
    now = START + days * DAY_MS;
    await passHour();
    await vi.waitFor(() => expect(also).toHaveBeenCalledTimes(times + 1));
    await also.mock.results.at(-1)?.value;
    return expires();
  };
  expect(await nextHour(40)).toBe(first);
  expect(await nextHour(50)).toBe(first + 50 * DAY_MS);
  // Once a day, not each hour; and what fails is told.
  expect(await nextHour(50.5)).toBe(first + 50 * DAY_MS);
  also.mockImplementation(() => Promise.reject(new Error('no secret')));
  await nextHour(51).catch(() => undefined);
  await vi.waitFor(() => expect(log.error).toHaveBeenCalledTimes(1));
  also.mockReset().mockResolvedValue(undefined);
});

test('stopped in the midst of it, it finishes, and no hour comes any more', async () => {
  await note(KEPT_DAYS + 5);
  start(() => START);
  await passHour();
  await retaining.stop();
  expect(await withWords()).toBe(0);
  expect(waiting).toBeNull();
});
