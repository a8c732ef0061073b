// HQ loses its disk and restores last night's backup: the counters send again what came after it, nothing is lost or doubled.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
import { importLetters } from '#hub/stick/import_stick.ts';
import type { Instant } from '#shared/base/month.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { hubNameOf } from '#stick/enrolment.ts';
import { writeLetter } from '#stick/sealed_file.ts';
import {
  startDataProcess,
  temporaryFolder,
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
    sql`select id, sequence from event where device = ${branch.secrets()?.device ?? ''} order by sequence`,
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
  let late: TestProcess;
  let manager: Client;
  beforeAll(async () => {
    late = startDataProcess();
    const client = late.connect();
    const code = await enrolCode(db, secret, BRANCH);
    const hubUrl = `http://127.0.0.1:${port}`;
    value(await client.send('enrol.start', { hubUrl, branch: BRANCH, code }));
    manager = late.connect();
    const member = value(await manager.send('staff.list', {})).find(
      ({ role }) => role === 'manager',
    );
    value(
      await manager.send('session.sign-in', { staff: member?.id ?? '', pin: DEMO_PINS.manager }),
    );
    for (const customer of [7, 8, 9]) {
      const given = { customer, purpose: 'bill', intended: null } as const;
      const { visit } = value(await manager.send('visit.start', given));
      value(await manager.send('visit.finish', { visit, prepaid: null, gifts: [] }));
    }
    await untilState(manager, ({ sync }) => sync.unsent === 0);
  });
  afterAll(() => late.stop());

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

  it('knows a counter again that enrolled after the backup, by its letter, with all that it recorded', async () => {
    value(await manager.send('sync.now', {}));
    // It forgets nothing: HQ said that it holds nothing of it.
    const { sync } = value(await manager.send('app.state', {}));
    expect(sync.trouble).toBe('blocked');
    expect(sync.unsent).toBeGreaterThanOrEqual(6);
    const stick = temporaryFolder();
    late.putIn(stick);
    const { count } = value(await manager.send('stick.write', {}));
    value(await manager.send('sync.now', {}));
    expect(value(await manager.send('app.state', {})).sync.unsaved).toBe(0);
    const hub = { database: other, secret, clock: Date.now };
    const read = async () => (await importLetters(hub, stick)).map(({ outcome }) => outcome);
    expect(await read()).toMatchObject([
      { type: 'taken', events: count, fresh: count, quarantined: 0, isAdmitted: true },
    ]);
    expect(await read()).toMatchObject([{ type: 'taken', fresh: 0, isAdmitted: false }]);
    for (const _ of ['compares', 'sends']) value(await manager.send('sync.now', {}));
    const after = await untilState(manager, (state) => state.sync.unsent === 0);
    expect(after.sync).toMatchObject({ line: 'online', trouble: null, missing: null });
    const id = late.secrets()?.device ?? '';
    const [visits] = await other.query<{ count: number }>(
      sql`select count(*) as count from standing_event where device = ${id} and kind = 'visit.finished'`,
    );
    expect(visits?.count).toBe(3);
  });

  it('admits nobody whose letter does not open with a key of its own', async () => {
    const stick = temporaryFolder();
    const folder = join(stick, 'counter-assist');
    mkdirSync(folder);
    const [first] = await other.query<{ id: string }>(sql`select id from device limit 1`);
    const head = {
      kind: 'to-hq',
      protocol: PROTOCOL_VERSION,
      hub: hubNameOf(secret.publicKey),
      branch: BRANCH,
      device: 'nobody-1',
      deviceName: 'x',
      at: Date.now() as Instant,
      count: 0,
    } as const;
    // A computer that was enrolled, and says that it is another.
    const key = { secret: secret.ledgerKey(first?.id ?? '') };
    await writeLetter(folder, 'to-hq.x.letter', head, key, [Buffer.from('x')], null);
    const [letter] = await importLetters({ database: other, secret, clock: Date.now }, stick);
    expect(letter?.outcome).toMatchObject({
      type: 'refused',
      problem: { reason: 'unknown-device' },
    });
  });

  it('leads on who followed it, also when the same backup is restored once more', async () => {
    for (const area of ['西区', '北区', '中区']) {
      await other.execute(sql`update customer set area = ${area} where id = 1`);
      await publish(other, false);
    }
    value(await clerk.send('sync.now', {}));
    expect(value(await clerk.send('customer.open', { id: 1 })).area).toBe('中区');
    const before = await heldBy(other);
    await server.close();

    const third = await openTestDatabase({ empty: true });
    try {
      await restore(third, secret.backupKey, file, Date.now() + 60_000);
      await serve(third);
      await publish(third, true);
      for (const _ of ['compares', 'sends again']) value(await clerk.send('sync.now', {}));
      const state = await untilState(clerk, ({ sync }) => sync.unsent === 0);
      expect(state.sync).toMatchObject({ line: 'online', refused: null, missing: null });
      expect((await heldBy(third)).slice(0, before.length)).toEqual(before);
      await third.execute(sql`update customer set area = ${'南区'} where id = 1`);
      await publish(third, false);
      value(await clerk.send('sync.now', {}));
      expect(value(await clerk.send('customer.open', { id: 1 })).area).toBe('南区');
      await server.close();
      await serve(other);
    } finally {
      await third.close();
    }
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
