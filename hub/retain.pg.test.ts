// Past the days of the policy nothing in words is left at HQ, every figure is what it was, and no counter or copy brings
// it back.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import { fen } from '#shared/base/money.ts';
import { DAY_MS, dayOfInstant, type Instant } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import type { KeepDays } from '#shared/model/policy.ts';
import { makeOffer, makePolicy, makeTier } from '#tests/fixtures/decision.ts';
import { backUp, restore } from './backup/backup.ts';
import { readRowsAsText, readTables } from './db/backup_rows.ts';
import { saveEditions } from './db/catalog.ts';
import { type Database, sql } from './db/database.ts';
import { readAuditStates } from './db/look_ups.ts';
import { openTestDatabase, type TestDatabase } from './db/test_database.ts';
import { createTestBranch } from './db/test_province.ts';
import { customerNumbers } from './db/test_visits.ts';
import { joinWalkIns } from './db/walk_ins.ts';
import { learnBeliefs } from './learn/learn.ts';
import { createTestDevice, type TestDevice } from './learn/test_device.ts';
import { replayDecisions } from './replay/replay.ts';
import { retain } from './retain.ts';
import { receiveEvents } from './serve/receive_events.ts';
import { settleAll } from './settle/settle.ts';
import { recordVisit } from './settle/test_visit.ts';
import { followAllVisits } from './visits/follow_visits.ts';
import { recordAnyVisit, RUNGS } from './visits/test_branch_days.ts';
import { plainSums } from './visits/test_plain_sums.ts';

const NOW = Date.UTC(2026, 10, 21, 8);
const OLD = NOW - 200 * DAY_MS;
const YOUNG = NOW - 20 * DAY_MS;
const DAYS: KeepDays = { contents: 100, inputs: 100, aside: 100, lookUps: 100, ledgers: null };
const WORDS = [
  '怕吵',
  '孩子生病',
  '13812345678',
  '东街八号',
  '替邻居看',
  'birthYear',
  'odd-person',
];
const PHONE = '13812345678';

const folder = mkdtempSync(join(tmpdir(), 'retain-'));
const night = join(folder, 'night.backup');
const key = randomBytes(32);
let db: TestDatabase;
let device: TestDevice;
let other: TestDevice;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 6 });
  const offers = Object.entries(RUNGS).map(([id, asks]) =>
    makeOffer({
      id,
      promotional: asks !== null,
      tiers: [makeTier({ id: 't', prepay: fen(asks ?? 0) })],
    }),
  );
  const policy = makePolicy({ keepDays: DAYS });
  const saved = await saveEditions(db, { version: 'test', offers } as never, policy);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  device = await createTestDevice(db, 'b1', 'dev-1', OLD as Instant);
  other = await createTestDevice(db, 'b1', 'dev-2', OLD as Instant);
  const ids = await customerNumbers(db, 'b1');
  await db.execute(sql`update customer set phone = ${PHONE} where id = ${ids[0] ?? 0}`);
  for (const id of ids) {
    await db.execute(sql`
      insert into top_up (customer, serial, at, until, amount, reverses)
      values (${id}, ${`SN-${id}`}, ${OLD}, ${OLD + 60_000}, 5000, '')`);
  }
  const random = createRandom(5);
  for (const [index, at] of [OLD, YOUNG].entries()) {
    for (let n = 0; n < 60; n += 1)
      recordAnyVisit({ own: device, other }, ids[n % 6] ?? 0, at + n * 120_000, random);
    const [customer = 0] = ids;
    const visit = uuid7(at, randomBytes(10));
    device.record('note.written', { visit, customer, text: '怕吵' }, at as Instant);
    for (const usualTopUp of [3_000, 5_000]) {
      recordVisit(device, {
        customer: ids[index + 2] ?? 0,
        at,
        intended: 3_000,
        prepaid: 13_000,
        tier: 't',
        inputs: { facts: { usualTopUp, arpu3: 3_100, birthYear: 1979 }, ghosts: [] },
        finish: { matter: { reason: 'other', words: '孩子生病' } },
      });
    }
    device.record(
      'look-ups.told',
      {
        from: index + 1,
        through: index + 1,
        previous: `${index}`.repeat(64),
        head: `${index + 1}`.repeat(64),
        searches: [],
        entries: [
          {
            sequence: index + 1,
            at: at as Instant,
            staff: 'c1',
            action: 'open',
            customer,
            reason: '替邻居看',
          },
        ],
      },
      at as Instant,
    );
  }
  await device.send();
  await other.send();
  for (const [at, digest] of [
    [OLD, '\\x01'],
    [YOUNG, '\\x02'],
  ] as const) {
    const body = JSON.stringify({
      id: 'odd-person',
      sequence: 900 + (at === OLD ? 1 : 2),
      kind: 'note.written',
      payload: { address: '东街八号' },
    });
    await db.execute(sql`
      insert into event_quarantine (device, digest, id, reason, body, received_at)
      values ('dev-1', ${Buffer.from(digest.slice(2), 'hex')}, '', 'malformed', ${body}, ${new Date(at)})`);
  }
  await backUp(db, key, night, NOW);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

/** Rows with words, of events and what was made of them; the young alone keep theirs. */
async function traces(at: Database): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of (await readTables(at)).filter((name) => name !== 'customer')) {
    for await (const row of readRowsAsText(at, table))
      for (const word of WORDS) if (row.includes(word)) found.push(`${table}: ${word}`);
  }
  return found.toSorted();
}

async function figures(at: Database) {
  await at.execute(sql`
    insert into stale_visit (branch, visit)
    select distinct branch, payload ->> 'visit' from event where payload ->> 'visit' is not null
    on conflict do nothing`);
  await followAllVisits(at);
  await joinWalkIns(at, null);
  await settleAll(at);
  const { version: _, isNew: __, ...learned } = await learnBeliefs(at);
  return {
    learned,
    plain: await plainSums(at),
    days: await at.query(sql`
      select branch, day, visits, unfinished, prepaid, claimed, said, accepted, care from branch_day
      order by branch, day`),
    claims: await at.query(
      sql`select visit, customer, offer, claimed, settled, state from claim order by visit, offer`,
    ),
    walkIns: await at.query(
      sql`select visit, customer, prepaid from joined_walk_in order by visit`,
    ),
    compared: await at.query(sql`
      select id, (payload ->> 'inputs')::jsonb #> '{facts,usualTopUp}' as usual,
        (payload ->> 'inputs')::jsonb #> '{facts,arpu3}' as spend, (payload ->> 'inputs')::jsonb ? 'ghosts' as held
      from event where kind = 'decision.made' order by id`),
    audit: await readAuditStates(at, null),
  };
}

test('old words are gone from every table, figures and chains are what they were', async () => {
  const words = await traces(db);
  const before = await figures(db);
  const dry = await retain(db, { now: NOW, isDry: true });
  expect(await traces(db)).toEqual(words);
  // Cut off after two batches, it goes on where it was.
  const begun = await retain(db, { now: NOW, batch: 10, most: 2 });
  expect(begun.counts.inputs).toBe(20);
  const rest = await retain(db, { now: NOW, batch: 10 });
  const sum = Object.entries(rest.counts).map(([part, count]) => [
    part,
    count + begun.counts[part as keyof typeof begun.counts],
  ]);
  expect(Object.fromEntries(sum)).toEqual(dry.counts);
  expect(Object.values(dry.counts).every((count) => count > 0)).toBe(true);
  const left = await traces(db);
  expect(words.length).toBeGreaterThan(left.length);
  const cut = dayOfInstant(NOW - 100 * DAY_MS, 'UTC');
  const old = await db.query<{ text: string }>(sql`
    select payload::text as text from event where day < ${cut}::date
    union all select body from event_quarantine where received_at < ${new Date(NOW - 100 * DAY_MS)}
    union all select phone from walk_in where day < ${cut}::date`);
  expect(old.filter(({ text }) => WORDS.some((word) => text.includes(word)))).toEqual([]);
  expect(await figures(db)).toEqual(before);
  expect(before.walkIns.length).toBeGreaterThan(3);
  expect(before.claims.length).toBeGreaterThan(5);
  expect((await retain(db, { now: NOW })).counts).toEqual({
    contents: 0,
    phones: 0,
    inputs: 0,
    aside: 0,
    lookUps: 0,
  });
});

test('what is young stays whole, and goes when its days are over', async () => {
  const young = await traces(db);
  for (const word of WORDS) expect(young.some((place) => place.endsWith(word))).toBe(true);
  await retain(db, { now: NOW + 100 * DAY_MS });
  expect(await traces(db)).toEqual([]);
});

test('a replay says in words why it cannot decide them again', async () => {
  const { missing, different } = await replayDecisions(db, {});
  expect(different).toBe(0);
  expect([...missing.keys()].some((words) => words.includes('let go after the days'))).toBe(true);
});

test('a counter that sends such an event once more is told that it is held', async () => {
  const from = await openTestDatabase({ empty: true });
  try {
    await restore(from, key, night);
    const sent = await from.query<Record<string, unknown>>(sql`
      select id, device, sequence::int as sequence, kind, payload, at, day::text as day, staff from event
      where device = 'dev-1' and kind in ('note.written', 'decision.made', 'visit.finished', 'look-ups.told')`);
    const to = { id: 'dev-1', branch: 'b1' };
    const answer = await receiveEvents(db, to, sent, { now: NOW, isBelieved: true });
    expect([answer.quarantined, answer.stored.length]).toEqual([[], sent.length]);
    // And the other way: a copy of before has it whole, and the counter let it go.
    const bare = await db.query<Record<string, unknown>>(sql`
      select id, device, sequence::int as sequence, kind, payload, at, day::text as day, staff from event
      where device = 'dev-1'`);
    const back = await receiveEvents(from, to, bare, { now: NOW, isBelieved: true });
    expect(back.quarantined).toEqual([]);
    expect(await traces(db)).toEqual([]);
    // Somebody else's words under the same id are no such thing.
    const note = sent.find(({ kind }) => kind === 'note.written');
    const payload = { ...(note?.['payload'] as object), text: '另外的话' };
    const odd = await receiveEvents(from, to, [{ ...note, payload }], {
      now: NOW,
      isBelieved: true,
    });
    expect(odd.quarantined[0]?.reason).toMatch(/^id-taken/);
    await retain(from, { now: NOW + 400 * DAY_MS });
    expect((await traces(from)).filter((place) => place !== 'event_quarantine: 另外的话')).toEqual(
      [],
    );
  } finally {
    await from.close();
  }
});
