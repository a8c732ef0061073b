// HQ loses its disk and restores last night's backup: the counters send again what came after it, nothing is lost or doubled.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { backUp, restore } from '#hub/backup/backup.ts';
import { sql } from '#hub/db/database.ts';
import { readRowsAsText, readTables } from '#hub/db/backup_rows.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { createServer } from '#hub/serve/server.ts';
import {
  startDataProcess,
  type TestProcess,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { enrolCode, smallProvince } from '#tests/fixtures/small_province.ts';

const BRANCH = 'CD01';
const folder = mkdtempSync(join(tmpdir(), 'backup-'));
const file = join(folder, 'night.backup');
let db: TestDatabase;
let other: TestDatabase;
let secret: HubSecret;
let server: FastifyInstance;
let port = 0;
let branch: TestProcess;
let clerk: Client;

const serve = async (database: TestDatabase): Promise<void> => {
  server = createServer({ database, secret, clock: () => Date.now() });
  const url = await server.listen({ host: '127.0.0.1', port });
  port = Number(new URL(url).port);
};
const visit = async (customer: number): Promise<void> => {
  const started = value(
    await clerk.send('visit.start', { customer, purpose: 'bill', intended: null }),
  );
  value(await clerk.send('visit.finish', { visit: started.visit, prepaid: null, gifts: [] }));
};
const publish = async (database: TestDatabase, pack: boolean): Promise<number> => {
  const done = await publishBranch(database, secret, { branch: BRANCH, now: Date.now(), pack });
  if (!done.ok) throw new Error(done.error.type);
  return done.value.number;
};
const textOf = async (database: TestDatabase): Promise<Map<string, readonly string[]>> => {
  const rows = new Map<string, readonly string[]>();
  for (const table of await readTables(database)) {
    const all: string[] = [];
    for await (const row of readRowsAsText(database, table)) all.push(row);
    rows.set(table, all.toSorted());
  }
  return rows;
};
const heldBy = (database: TestDatabase) =>
  database.query<{ id: string; sequence: number }>(
    sql`select id, sequence from event order by sequence`,
  );

beforeAll(async () => {
  db = await openTestDatabase();
  other = await openTestDatabase({ empty: true });
  secret = secretFromMaster(randomBytes(32));
  await smallProvince(db, secret, { customers: 200, seed: 3 });
  await serve(db);
  branch = startDataProcess();
  const code = await enrolCode(db, secret, BRANCH);
  const client = branch.connect();
  value(
    await client.send('enrol.start', {
      hubUrl: `http://127.0.0.1:${port}`,
      branch: BRANCH,
      code,
    }),
  );
  clerk = branch.connect();
  value(await clerk.send('session.sign-in', { staff: '1001', pin: DEMO_PINS.clerk }));
});
afterAll(async () => {
  await branch.stop();
  await server.close();
  await db.close();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('holds every row as it was, in nobody’s reading, and appears whole', async () => {
    await visit(1);
    value(await clerk.send('sync.now', {}));
    const counts = await backUp(db, secret.backupKey, file, Date.now());
    expect(counts.rows).toBeGreaterThan(400);
    expect(readdirSync(folder)).toEqual(['night.backup']);
    const [person] = await db.query<{ name: string }>(sql`select name from customer limit 1`);
    expect(readFileSync(file).includes(person?.name ?? '')).toBe(false);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut off', (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.7))],
    ['with a turned bit', (bytes) => flip(bytes, Math.floor(bytes.length / 2))],
    ['with a turned bit in its head', (bytes) => flip(bytes, 60)],
    ['that is none', () => Buffer.from('hello\n')],
  ])('%s is refused, and nothing is written', async (_name, spoil) => {
    const spoilt = join(folder, 'spoilt.backup');
    writeFileSync(spoilt, spoil(readFileSync(file)));
    await expect(restore(other, secret.backupKey, spoilt)).rejects.toThrow(/backup|damaged|cut/);
    expect(await readTables(other)).toEqual([]);
    rmSync(spoilt);
  });

  it('needs the secret of its hub, and an empty database', async () => {
    await expect(restore(other, randomBytes(32), file)).rejects.toThrow('another secret');
    await expect(restore(db, secret.backupKey, file)).rejects.toThrow('not empty');
  });

  it('with months of a customer who is not in it is refused, and nothing is written', async () => {
    const loose = join(folder, 'loose.backup');
    await db.script('alter table usage_month disable trigger user');
    await db.script(`insert into usage_month select (jsonb_populate_record(null::usage_month,
      to_jsonb(m) || '{"customer": 987654}')).* from usage_month m limit 1`);
    await backUp(db, secret.backupKey, loose, Date.now());
    await db.script('delete from usage_month where customer = 987654');
    await db.script('alter table usage_month enable trigger user');
    await expect(restore(other, secret.backupKey, loose)).rejects.toThrow('months of nobody');
    expect(await other.query(sql`select 1 as one from customer limit 1`)).toEqual([]);
    rmSync(loose);
    // The triggers hold again: what is restored later is held to its customers.
    await expect(
      db.script(`insert into usage_month select (jsonb_populate_record(null::usage_month,
        to_jsonb(m) || '{"customer": 987654}')).* from usage_month m limit 1`),
    ).rejects.toThrow('who is not there');
  });
});

describe('HQ restored from it', () => {
  it('has all that was in it, and gets again what came later; the counter follows on', async () => {
    await db.execute(sql`update customer set area = ${'新区'} where id = 1`);
    await publish(db, false);
    for (const customer of [2, 3, 4]) await visit(customer);
    expect(value(await clerk.send('sync.now', {}))).toMatchObject({ unsent: 0 });
    const before = await heldBy(db);
    await server.close();

    await restore(other, secret.backupKey, file);
    const now = await textOf(other);
    expect(now.get('customer')?.length).toBe(200);
    expect((await heldBy(other)).length).toBeLessThan(before.length);
    await visit(5);
    await serve(other);
    const number = await publish(other, true);
    for (const _ of ['sends', 'compares', 'sends again']) {
      value(await clerk.send('sync.now', {}));
    }
    const after = await heldBy(other);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    expect(await other.query(sql`select id from event_quarantine`)).toEqual([]);
    const state = await untilState(clerk, ({ sync }) => sync.unsent === 0);
    expect(state.sync).toMatchObject({ line: 'online', refused: null, missing: null });
    // The older figure of the backup is HQ's again, and new ones follow.
    expect(value(await clerk.send('customer.open', { id: 1 })).area).not.toBe('新区');
    await other.execute(sql`update customer set area = ${'东区'} where id = 1`);
    expect(await publish(other, false)).toBe(number + 1);
    value(await clerk.send('sync.now', {}));
    expect(value(await clerk.send('customer.open', { id: 1 })).area).toBe('东区');
  });

  it('gives out numbers after those that are there', async () => {
    expect(await enrolCode(other, secret, BRANCH)).not.toBe('');
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const turned = Buffer.from(bytes);
  turned[at] = (turned[at] ?? 0) ^ 1;
  return turned;
}
