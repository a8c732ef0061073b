// A person is erased: nothing about them is left in any row of HQ, figures are what they were, and no counter, file or
// copy brings them back.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid7 } from '#shared/base/id.ts';
import { backUp, restore } from '#hub/backup/backup.ts';
import { eraseAsListed, noteAdmission, noteErasure } from '#hub/erasure_list.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { unsealed } from '#hub/publish/test_cache.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';
import { readRowsAsText, readTables } from './backup_rows.ts';
import { type Database, sql } from './database.ts';
import { admitAgain, erasePerson, marksOf } from './erasure.ts';
import { findPersons, type Person } from './person.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { addTestEditions, createTestBranch } from './test_province.ts';
import { addTestEvents, customerNumbers } from './test_visits.ts';

const secret = secretFromMaster(randomBytes(32));
const key = secret.erasureKey;
const now = Date.UTC(2026, 10, 21, 8);
const folder = mkdtempSync(join(tmpdir(), 'erasure-'));
const list = join(folder, 'secret.erased');
const night = join(folder, 'night.backup');
const ORDER = { at: now, by: '王主任', reason: 'request 17' };

let db: TestDatabase;
let person: Person;
/** As a counter recorded them, told of once more after the erasure. */
let recorded: readonly Record<string, unknown>[];

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 30 });
  await addTestEditions(db, 'c1');
  await addTestEvents(db, 'b1', [
    {
      id: uuid7(now, randomBytes(10)),
      kind: 'visit.finished',
      payload: { visit: OTHERS },
      at: now,
      device: 'd2',
    },
  ]);
  const found = (await findPersons(db, 'A000009', null))[0];
  if (found === undefined) throw new Error('the customer was not made');
  person = found;
  recorded = eventsOf(person.id);
  const told = await receiveEvents(db, DEVICE, recorded, { now, isBelieved: true });
  if (told.quarantined.length > 0) throw new Error(JSON.stringify(told.quarantined));
  await db.execute(sql`
    insert into event_quarantine (device, digest, id, reason, body)
    values ('d1', '\\x01', 'x', 'odd', ${`{"payload":{"customer":${person.id},"text":"怕吵"}}`}),
      ('d1', '\\x02', 'x', 'malformed', ${`{"customer": ${person.id}, 张三丰`}),
      ('d1', '\\x03', 'x', 'day', ${bodyOf({ visit: STRANGE, phone: '13800000009' })}),
      ('d1', '\\x05', 'x', 'day', ${bodyOf({ visit: OTHERS, phone: '13800000009' })}),
      ('d1', '\\x06', 'x', 'day', ${bodyOf({ visit: '0-0-0'.padEnd(36, '-'), phone: '13800000009' })}),
      ('d1', '\\x04', 'x', 'day', ${bodyOf({ visit: VISIT, reason: '怕吵' })})`);
  await db.execute(sql`
    insert into event_waiting (id, device, sequence, protocol, tried, body) values
      (${STRANGE}, 'd1', 70, 99, 3, ${bodyOf({ visit: STRANGE, phone: '13800000009' })}),
      (${VISIT}, 'd1', 71, 99, 3, ${bodyOf({ visit: WALK_IN, text: '孩子生病' })})`);
  await db.execute(
    sql`insert into customer_file (customer, doc) values (${person.id}, '{"children": 2}')`,
  );
  await db.execute(
    sql`insert into former_phone (customer, phone, until) values (${person.id}, '13911112222', '2020-01-01')`,
  );
  await db.execute(sql`
    insert into top_up (customer, serial, at, until, amount, reverses) values
      (${person.id}, 'SN-1', ${now}, ${now}, 5000, ''), (${person.id}, 'SN-2', ${now}, ${now}, 5000, 'SN-1')`);
  await db.execute(sql`
    update walk_in set customer = ${person.id} where visit = ${WALK_IN}`);
  await publish(db);
  await backUp(db, secret.backupKey, night, now);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

const DEVICE = { id: 'd1', branch: 'b1' };
const VISIT = uuid7(now, randomBytes(10));
const WALK_IN = uuid7(now, randomBytes(10));
/** A visit by the phone that HQ did not take. */
const STRANGE = uuid7(now, randomBytes(10));
const OTHERS = uuid7(now, randomBytes(10));
const bodyOf = (payload: object): string => JSON.stringify({ kind: 'odd', payload });
const facts = {
  valueGroup: 'netizen',
  usualTopUp: 5_000,
  arpu3: 3_100,
  birthYear: 1979,
  area: '东街',
};

function eventsOf(customer: number): readonly Record<string, unknown>[] {
  let sequence = 0;
  const event = (kind: string, payload: object) => ({
    id: uuid7(now + (sequence += 1), randomBytes(10)),
    device: 'd1',
    sequence,
    kind,
    payload,
    at: now,
    day: '2026-11-21',
    staff: 'c1',
  });
  const visit = { visit: VISIT, customer };
  const walkIn = { visit: WALK_IN, phone: '13800000009', purpose: 'top-up', intended: 5_000 };
  return [
    event('visit.started', { ...visit, purpose: 'complaint', intended: null }),
    event('decision.made', {
      ...visit,
      engine: '2.0.0',
      catalog: 'c1',
      policy: 'p1',
      beliefs: 'none',
      seed: 1,
      proposals: [],
      silence: 'x',
      inputs: JSON.stringify({ facts, ghosts: [], context: { phone: '13800000009' } }),
      digest: '0'.repeat(64),
    }),
    event('note.written', { ...visit, text: '怕吵，下午再来' }),
    event('visit.finished', {
      ...visit,
      purpose: 'complaint',
      intended: null,
      prepaid: null,
      gifts: [],
      matter: { reason: 'other', words: '孩子生病' },
    }),
    event('walk-in.started', walkIn),
    event('walk-in.finished', { ...walkIn, prepaid: 5_000 }),
  ];
}

async function publish(to: Database): Promise<void> {
  const done = await publishBranch(to, secret, { branch: 'b1', now });
  if (!done.ok) throw new Error(done.error.type);
}

const ABOUT = [
  'A000009',
  '13800000009',
  '13911112222',
  '009x',
  '怕吵',
  '孩子生病',
  '"children"',
  'birthYear',
  'SN-1',
];

type StoredRows = { readonly branch: string; readonly number: number; readonly rows: Uint8Array };

const textOf = ({ branch, number, rows }: StoredRows): string =>
  gunzipSync(unsealed(rows, secret.packKey(branch), { branch, number, epoch: 0 })).toString('utf8');

/** Places that still have something about the person. */
async function traces(at: Database): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await readTables(at)) {
    for await (const row of readRowsAsText(at, table)) {
      for (const word of ABOUT) if (row.includes(word)) found.push(`${table}: ${word}`);
    }
  }
  for (const change of await at.query<StoredRows>(sql`select branch, number, rows from change`)) {
    const text = textOf(change);
    for (const word of ABOUT) if (text.includes(word)) found.push(`change: ${word}`);
  }
  return found;
}

const figures = (at: Database) =>
  at.query(sql`
    select kind, payload ->> 'customer' as customer, payload ->> 'visit' as visit, payload ->> 'prepaid' as prepaid,
      (payload ->> 'inputs')::jsonb #>> '{facts,usualTopUp}' as usual, (payload ->> 'inputs')::jsonb ? 'ghosts' as held_out
    from event order by sequence`);

async function importCustomers(at: Database, text: string) {
  const path = join(folder, 'customers.csv');
  writeFileSync(path, text);
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error('no map');
  const done = await importFile(at, path, map.value, {
    apply: true,
    branch: 'b1',
    asOf: '2026-11-20' as never,
    erasureKey: key,
  });
  if (!done.ok) throw new Error(describeImportError(done.error).en);
  return done.value;
}
const FILE = '账号,姓名,手机号\nA000008,张三丰,13800000008\nA000009,张三丰,13800000009\n';

test('nothing about them is left, figures stay, and packs and changes of before are gone', async () => {
  expect((await traces(db)).length).toBeGreaterThan(10);
  const before = await figures(db);
  await noteErasure(list, 'b1', await marksOf(db, person, key), ORDER);
  await db.transaction((tx) => erasePerson(tx, person, ORDER, key));
  await publish(db);
  expect(await traces(db)).toEqual([]);
  expect(await figures(db)).toEqual(before);
  expect(
    await db.query(sql`select sum(amount)::bigint as sum, count(*) as rows from top_up`),
  ).toEqual([{ sum: 10_000, rows: 2 }]);
  expect(
    await db.query(
      sql`select ordered_by, reason, is_published from erasure where customer = ${person.id}`,
    ),
  ).toEqual([{ ordered_by: '王主任', reason: 'request 17', is_published: true }]);
  expect(await db.query(sql`select count(*) as packs from pack`)).toEqual([{ packs: 1 }]);
  const [told] = await db.query<StoredRows>(
    sql`select branch, number, rows from change order by number desc limit 1`,
  );
  if (told === undefined) throw new Error('no change');
  const rows = textOf(told);
  expect(rows).toContain(
    `{"doc":null,"entity":"customer","id":"${person.id}"}`.replace(/^.*?"id"/, '"id"'),
  );
  expect(rows).toContain(WALK_IN);
  expect(rows).toContain(STRANGE);
  // What somebody put aside says of a visit that is another's takes nothing of it away, nor does what is no visit.
  expect(rows).not.toContain(OTHERS);
  expect(rows).not.toContain('0-0-0');
  expect(readFileSync(list, 'utf8')).not.toContain('A000009');
  expect(await findPersons(db, 'A000009', null)).toEqual([]);
});

test('a counter that sends it once more is told that it is held, and brings nothing back', async () => {
  const [id] = await customerNumbers(db, 'b1');
  const late = { ...eventsOf(person.id)[2], id: uuid7(now + 99, randomBytes(10)), sequence: 99 };
  const answer = await receiveEvents(db, DEVICE, [...recorded, late], { now, isBelieved: true });
  expect(answer.quarantined).toEqual([]);
  expect(answer.stored).toHaveLength(recorded.length + 1);
  const forged = { ...late, id: 'x', sequence: 100 };
  const aside = await receiveEvents(db, DEVICE, [forged], { now });
  expect(aside.quarantined).toHaveLength(1);
  expect(await traces(db)).toEqual([]);
  expect(id).toBeLessThan(person.id);
});

test('an import passes over them until HQ says otherwise', async () => {
  const report = await importCustomers(db, FILE);
  expect(report).toMatchObject({ applied: true, erased: 1, rows: 2 });
  expect(await findPersons(db, 'A000009', null)).toEqual([]);
  expect(await findPersons(db, 'A000008', null)).toHaveLength(1);
});

test('a restored copy of before is told again by the list', async () => {
  const other = await openTestDatabase({ empty: true });
  try {
    await restore(other, secret.backupKey, night);
    expect((await traces(other)).length).toBeGreaterThan(10);
    expect(await eraseAsListed(other, key, list)).toBe(1);
    await publish(other);
    expect(await traces(other)).toEqual([]);
    expect(await eraseAsListed(other, key, list)).toBe(0);
    expect(await importCustomers(other, FILE)).toMatchObject({ erased: 1 });
  } finally {
    await other.close();
  }
});

test('whom HQ admits again is a customer anew, and stays one', async () => {
  const [mark = ''] = await admitAgain(db, 'b1', 'A000009', key);
  await noteAdmission(list, 'b1', mark, now + 1);
  expect(await admitAgain(db, 'b1', 'A000009', key)).toEqual([]);
  expect(await importCustomers(db, FILE)).toMatchObject({ erased: 0, changes: { added: 1 } });
  expect((await findPersons(db, 'A000009', null)).map(({ id }) => id)).not.toContain(person.id);
  expect(await eraseAsListed(db, key, list)).toBe(0);
});
