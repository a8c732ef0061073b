// A publication reads those only whom something touched, and misses nobody, whatever was written.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '#shared/base/canonical.ts';
import { DAY_MS } from '#shared/base/month.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import { FILE_FIELDS, type Policy, policySchema, WITHHELD_FIELDS } from '#shared/model/policy.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { readPolicy } from '#hub/db/editions.ts';
import { sql, type Sql } from '#hub/db/database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { addTestCustomers, createTestBranch } from '#hub/db/test_province.ts';
import { addTestEvents } from '#hub/db/test_visits.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { branchRows } from './branch_rows.ts';
import { leftOutLines } from './left_out_lines.ts';
import { publishBranch } from './publish.ts';

const secret = secretFromMaster(randomBytes(32));
const branch = 'b1';
const now = Date.UTC(2026, 10, 21, 8);
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: branch, customers: 40 });
  await createTestBranch(db, { code: 'b2', customers: 4 });
  const policy = policySchema.parse({
    version: 'with-care',
    perWeek: 3,
    complaintRestDays: 14,
    arrearsLimit: 5_000,
    affordableMultiple: 3,
    holdoutPercent: 5,
    care: { keyDateDays: 3, expiryDays: [46], visitEveryDays: 90 },
  });
  await saveEditions(db, catalogSchema.parse({ version: '1', offers: [] }), policy);
  await publish('b2');
  await publish();
});
afterAll(() => db.close());

/** @returns rows that changed, and how many customers were read. */
async function publish(code = branch, at = now) {
  let read = 0;
  const report = await publishBranch(db, secret, {
    branch: code,
    now: at,
    onProgress: (customers) => void (read = customers),
  });
  if (!report.ok) throw new Error(report.error.type);
  return { rows: report.value.rows, pack: report.value.pack !== null, read };
}

/** Every row of the branch as it would be given now, and as it was published. */
async function bothSides(code: string, at = now) {
  const current = await db.transaction(
    async (tx) => {
      const rows: string[] = [];
      for await (const batch of branchRows(tx, secret, code, at))
        for (const { id, hash } of batch.rows)
          rows.push(canonicalJson([batch.entity, id, Buffer.from(hash).toString('hex')]));
      return rows.toSorted();
    },
    { snapshot: true },
  );
  const stored = await db.query<{ entity: string; id: string; hash: Uint8Array }>(
    sql`select entity, id, hash from published_row where branch = ${code}`,
  );
  const published = stored
    .map(({ entity, id, hash }) => canonicalJson([entity, id, Buffer.from(hash).toString('hex')]))
    .toSorted();
  return { current, published };
}

const who = sql`(select id from customer where branch = 'b1' and account = 'A000006')`;
const doc = (on: string) =>
  JSON.stringify({
    occupation: '',
    hobbies: '',
    householdIncome: '',
    children: '',
    health: '',
    manager: '',
    keyDates: [{ kind: 'birthday', on }],
  });
/** What is written, and how many rows come out otherwise: the customer, and reminders that come and go. */
const writes: readonly (readonly [string, Sql, number])[] = [
  ['a customer', sql`update customer set balance = 1 where id = ${who}`, 1],
  ['an end of contract', sql`update customer set contract_end = '2027-03-01' where id = ${who}`, 2],
  ['a holding', sql`insert into holding values (${who}, 'more', '更多', 'More', null)`, 1],
  ['a holding changed', sql`update holding set until = '2027-01-01' where customer = ${who}`, 1],
  ['a holding gone', sql`delete from holding where customer = ${who}`, 1],
  [
    'a month',
    sql`insert into usage_month (customer, month, spend) values (${who}, '2026-08', 1)`,
    1,
  ],
  ['a month changed', sql`update usage_month set spend = 2 where customer = ${who}`, 1],
  ['a month gone', sql`delete from usage_month where customer = ${who} and month = '2026-08'`, 1],
  ['a score changed', sql`update score set stage = 'declining' where customer = ${who}`, 1],
  ['a score gone', sql`delete from score where customer = ${who}`, 1],
  [
    'a score',
    sql`insert into score (customer, as_of, value_group, stage, risks, labels)
      values (${who}, '2026-10-31', 'netizen', 'mature', '{}', '{}')`,
    1,
  ],
  ['a file', sql`insert into customer_file values (${who}, ${doc('11-23')}::jsonb)`, 2],
  ['a file changed', sql`update customer_file set doc = ${doc('11-24')}::jsonb`, 3],
  ['a file gone', sql`delete from customer_file`, 2],
  [
    'a move to another branch',
    sql`update customer set branch = 'b2', account = 'X' where id = ${who}`,
    1,
  ],
  [
    'somebody left',
    sql`update customer set left_on = '2026-11-01' where branch = 'b1' and account = 'A000007'`,
    1,
  ],
  ['somebody deleted', sql`delete from customer where branch = 'b1' and account = 'A000008'`, 1],
];

test.each(writes)('%s: published, and nobody else read', async (_what, write, rows) => {
  await db.execute(write);
  const done = await publish();
  expect(done).toMatchObject({ rows, pack: false });
  expect(done.read).toBeLessThanOrEqual(1);
  await publish('b2');
  for (const code of [branch, 'b2']) {
    const { current, published } = await bothSides(code);
    expect(published).toEqual(current);
  }
});

test('nothing: nobody is read', async () => {
  expect(await publish()).toEqual({ rows: 0, pack: false, read: 0 });
});

test('a plan touches all who have it, a new customer nobody else', async () => {
  await db.execute(sql`update plan set monthly_fee = 3900`);
  const ofPlan = await publish();
  expect(ofPlan.rows).toBeGreaterThan(5);
  await addTestCustomers(db, branch, 101, 101);
  expect((await publish()).read).toBeLessThan(10);
  const { current, published } = await bothSides(branch);
  expect(published).toEqual(current);
});

test('what a customer said and spent at a counter is read each time', async () => {
  const [customer] = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch} and account = 'A000011'`,
  );
  const payload = { customer: customer?.id, optedOut: true };
  await addTestEvents(db, branch, [
    { id: randomUUID(), kind: 'consent.changed', payload, at: now },
  ]);
  expect(await publish()).toMatchObject({ pack: false, read: 1 });
  expect(await publish()).toEqual({ rows: 0, pack: false, read: 1 });
  const { current, published } = await bothSides(branch);
  expect(published).toEqual(current);
});

test('another day reads everybody: the list of care goes on', async () => {
  const next = await publish(branch, now + DAY_MS);
  expect(next.read).toBeGreaterThan(30);
  const { current, published } = await bothSides(branch, now + DAY_MS);
  expect(published).toEqual(current);
});

test('what nothing asks for, or the policy withholds, is blank for the branches, from the next publication on', async () => {
  const filled = {
    occupation: '教师',
    hobbies: '钓鱼',
    householdIncome: '高',
    children: '一女',
    health: '哮喘',
  };
  const ACCOUNT = 'A000010';
  const other = sql`(select id from customer where branch = 'b1' and account = ${ACCOUNT})`;
  const file = JSON.stringify({ ...filled, manager: '李经理', keyDates: [] });
  await db.execute(sql`insert into customer_file values (${other}, ${file}::jsonb)`);
  await db.execute(sql`update customer set id_tail = '4321' where id = ${other}`);
  await publish();
  const given = async (): Promise<string> =>
    db.transaction(
      async (tx) => {
        for await (const { entity, rows } of branchRows(tx, secret, branch, now)) {
          const row = entity === 'customer' && rows.find(({ text }) => text.includes(ACCOUNT));
          if (row) return row.text;
        }
        throw new Error('no such customer');
      },
      { snapshot: true },
    );
  const marks = [...Object.values(filled), '4321'];
  // Care asks who visits; for the rest of the file no rule and no screen does.
  const before = await given();
  for (const mark of Object.values(filled)) expect(before).not.toContain(mark);
  for (const mark of ['李经理', '4321']) expect(before).toContain(mark);
  expect(await leftOutLines(db)).toEqual([
    "not published, since no rule, sentence or care asks for it and the policy's fileShown does not name it: " +
      'occupation, hobbies, householdIncome, children, health',
  ]);

  const policy = await readPolicy(db);
  if (policy === undefined) throw new Error('no policy');
  const goesOn = async (changes: Partial<Policy>): Promise<string> => {
    const catalog = catalogSchema.parse({ version: '1', offers: [] });
    const saved = await saveEditions(db, catalog, { ...policy, ...changes });
    expect(saved.ok).toBe(true);
    expect((await publish()).rows).toBeGreaterThan(1);
    const { current, published } = await bothSides(branch);
    expect(published).toEqual(current);
    return given();
  };
  const fileShown = [...FILE_FIELDS];
  const shown = await goesOn({ version: 'showing', fileShown });
  for (const mark of [...marks, '李经理']) expect(shown).toContain(mark);
  expect(await leftOutLines(db)).toEqual([]);

  const withheld = [...WITHHELD_FIELDS];
  const text = await goesOn({ version: 'withholding', fileShown, withheld });
  for (const mark of marks) expect(text).not.toContain(mark);
  expect(text).toContain('李经理');
  expect(await leftOutLines(db)).toContain(
    'withheld by the policy: health (asked for by: the customer file; not known there)',
  );
});
