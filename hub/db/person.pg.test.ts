// What HQ tells somebody who asks what is held of them: all of it, and nothing of anybody else.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from './database.ts';
import { findPersons, readHeld } from './person.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';
import { addTestEvents } from './test_visits.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 40 });
});
afterAll(() => db.close());

const finished = (visit: string, customer: number) => ({ visit, customer, prepaid: 5_000 });

test('a person is told of every place, and of nobody else', async () => {
  const [person] = await findPersons(db, 'A000003', null);
  if (person === undefined) throw new Error('the customer was not made');
  const { id } = person;
  const [own, other] = [randomUUID(), randomUUID()];
  await addTestEvents(db, 'b1', [
    { id: randomUUID(), kind: 'visit.finished', payload: finished(own, id), at: 1 },
    { id: randomUUID(), kind: 'event.undone', payload: { undoes: own, visit: own }, at: 2 },
    { id: randomUUID(), kind: 'visit.finished', payload: finished(other, id * 10 + 1), at: 3 },
  ]);
  for (const [digest, customer] of [
    ['aa', id],
    ['bb', id * 10 + 1],
  ] as const)
    await db.execute(sql`
      insert into event_quarantine (device, digest, id, reason, body)
      values ('d1', decode(${digest}, 'hex'), 'x', 'odd', ${`{"customer": ${customer}, "odd"`})`);
  await db.execute(sql`
    insert into customer_file (customer, doc) values (${id}, '{"children": 2}'::jsonb)`);
  await db.execute(
    sql`insert into former_phone (customer, phone, until) values (${id}, '139', '2020-01-01')`,
  );

  const held = await readHeld(db, person);
  expect(held['customer']).toMatchObject([
    { account: 'A000003', name: '张三丰', phone: '13800000003' },
  ]);
  expect(held['customer_file']).toEqual([{ doc: { children: 2 } }]);
  expect(held['former_phone']).toMatchObject([{ phone: '139' }]);
  expect(held['holding']).toHaveLength(1);
  expect(held['usage_month']).toHaveLength(4);
  expect(held['score']).toMatchObject([{ value_group: 'netizen' }]);
  expect(held['event']).toMatchObject([
    { kind: 'visit.finished', payload: { visit: own } },
    { kind: 'event.undone', payload: { visit: own } },
  ]);
  expect(held['event_quarantine']).toMatchObject([{ reason: 'odd' }]);
  expect(JSON.stringify(held)).not.toContain(other);
});

test('no table with a customer in it is forgotten', async () => {
  const [person] = await findPersons(db, 'A000001', 'b1');
  if (person === undefined) throw new Error('the customer was not made');
  const tables = await db.query<{ name: string }>(sql`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.column_name = 'customer' and t.table_type = 'BASE TABLE' and c.table_schema = current_schema()
    order by 1`);
  expect(tables.length).toBeGreaterThan(8);
  const asked: string[] = [];
  await readHeld(
    {
      ...db,
      query: (query) => {
        asked.push(query.text);
        return db.query(query);
      },
    },
    person,
  );
  // Of those who were erased there is nothing to be told.
  const forgotten = tables.filter(
    ({ name }) =>
      !name.startsWith('erasure') && !asked.some((text) => text.includes(` from ${name} where`)),
  );
  expect(forgotten).toEqual([]);
});

test('the same account of two branches is two customers, and an unknown one is nobody', async () => {
  await createTestBranch(db, { code: 'b2', customers: 2 });
  expect((await findPersons(db, 'A000001', null)).map(({ branch }) => branch)).toEqual([
    'b1',
    'b2',
  ]);
  expect(await findPersons(db, 'A000001', 'b2')).toHaveLength(1);
  expect(await findPersons(db, 'A999999', null)).toEqual([]);
});
