// What customers said at counters of being recommended anything, beside what HQ's own system says.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Uuid } from '#shared/base/id.ts';
import { dayOfInstant, type Instant } from '#shared/base/month.ts';
import { isOptedOut } from '#shared/engine/consent.ts';
import type { Customer } from '#shared/model/customer.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { createTestDevice, type TestDevice, type TestEvent } from '#hub/learn/test_device.ts';
import { customerBatches } from './customer_documents.ts';
import { type Database, sql } from './database.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';
import { createTestBranch } from './test_province.ts';

const NOW = Date.UTC(2026, 10, 21, 4) as Instant;
const VISIT = '0192f0aa-0000-7000-8000-000000000001' as Uuid;
const at = (minutes: number): Instant => (NOW + minutes * 60_000) as Instant;

let db: TestDatabase;
let files: TestFiles;
let one: TestDevice;
let two: TestDevice;
let ids: readonly number[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
  await createTestBranch(db, { code: 'CD01', customers: 6 });
  one = await createTestDevice(db, 'CD01', 'dev-1', NOW);
  two = await createTestDevice(db, 'CD01', 'dev-2', NOW);
  ids = (await everybody()).map(({ id }) => id);
});
afterAll(async () => {
  await files.remove();
  await db.close();
});

async function everybody(from: Database = db): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const batch of customerBatches(from, 'CD01', 4)) all.push(...batch);
  return all;
}

async function customer(index: number): Promise<Customer> {
  const found = (await everybody())[index];
  if (found === undefined) throw new Error('no such customer');
  return found;
}

const say = (device: TestDevice, index: number, optedOut: boolean, minutes: number): TestEvent =>
  device.record(
    'consent.changed',
    { visit: VISIT, customer: ids[index] ?? 0, optedOut },
    at(minutes),
  );

/** @param column of the file, with what it says; null: the file has none */
async function importSays(index: number, column: string | null): Promise<void> {
  const account = `A00000${index + 1}`;
  const content =
    column === null
      ? `账号,姓名\n${account},王芳\n`
      : `账号,姓名,谢绝营销\n${account},王芳,${column}\n`;
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const path = await files.write('customers.csv', content);
  const imported = await importFile(db, path, map.value, {
    apply: true,
    branch: 'CD01',
    asOf: dayOfInstant(NOW, 'UTC'),
  });
  if (!imported.ok) throw new Error(imported.error.type);
  expect(imported.value.applied).toBe(true);
}

test('the newest by the clock of its device counts, in whatever order they arrive', async () => {
  expect((await customer(0)).consent).toBeNull();
  say(one, 0, false, 10);
  say(one, 0, true, 30);
  say(two, 0, false, 20);
  await one.send();
  await two.send();
  expect((await customer(0)).consent).toEqual({ optedOut: true, at: at(30) });
  expect((await customer(1)).consent).toBeNull();
  const late = say(two, 0, false, 40);
  await two.send([late.id]);
  expect(isOptedOut(await customer(0))).toBe(true);
  await two.send();
  expect((await customer(0)).consent).toEqual({ optedOut: false, at: at(40) });
});

test('undone, it was never said', async () => {
  say(one, 2, false, 1);
  const slip = say(one, 2, true, 2);
  await one.send();
  expect(isOptedOut(await customer(2))).toBe(true);
  // Only the device that said it takes it back.
  two.record('event.undone', { undoes: slip.id, visit: VISIT }, at(3));
  await two.send();
  expect(isOptedOut(await customer(2))).toBe(true);
  one.record('event.undone', { undoes: slip.id, visit: VISIT }, at(3));
  await one.send();
  expect((await customer(2)).consent).toEqual({ optedOut: false, at: at(1) });
});

test('an opt-out follows a customer who moves; no other branch takes it back', async () => {
  await createTestBranch(db, { code: 'CD02', customers: 0 });
  const elsewhere = await createTestDevice(db, 'CD02', 'dev-3', NOW);
  say(elsewhere, 4, true, 1);
  await elsewhere.send();
  expect(isOptedOut(await customer(4))).toBe(true);
  say(elsewhere, 4, false, 2);
  await elsewhere.send();
  expect(isOptedOut(await customer(4))).toBe(true);
  say(one, 4, false, 3);
  await one.send();
  expect(isOptedOut(await customer(4))).toBe(false);
});

test('an import that says nothing or no leaves what was said; its yes always counts', async () => {
  say(one, 3, true, 1);
  await one.send();
  for (const column of [null, '否']) {
    await importSays(3, column);
    expect(isOptedOut(await customer(3))).toBe(true);
  }
  say(one, 3, false, 2);
  await one.send();
  expect(isOptedOut(await customer(3))).toBe(false);
  await importSays(3, '是');
  expect(isOptedOut(await customer(3))).toBe(true);
  say(one, 3, false, 3);
  await one.send();
  expect(isOptedOut(await customer(3))).toBe(true);
});

test('it is looked up by index, however many events there are', async () => {
  await db.execute(sql`
    insert into event (id, device, branch, sequence, kind, payload, at, day, staff)
    select gen_random_uuid(), 'dev-2', 'CD01', 1000 + n, case when n % 40 = 0 then 'consent.changed' else 'visit.finished' end,
      jsonb_build_object('customer', n, 'optedOut', n % 3 = 0), ${NOW}::bigint - n, '2026-11-21', 'c1'
    from generate_series(1, 20000) as n`);
  await db.script('analyze event');
  let plan = '';
  await everybody({
    ...db,
    async query(statement) {
      const steps = await db.query<Record<string, string>>(sql`explain ${statement}`);
      plan = steps.flatMap((step) => Object.values(step)).join('\n');
      return [];
    },
  });
  expect(plan).toMatch(/consent_of_customer/);
  expect(plan).not.toMatch(/Seq Scan on event/);
});
