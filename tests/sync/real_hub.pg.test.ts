// The branch's data process against the real hub on a real database: each event once, each change followed.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { openLedger } from '#electron/data/db/open_ledger.ts';
import { ledgerPath } from '#electron/data/device.ts';
import { sql } from '#hub/db/database.ts';
import { readLedgerFile } from '#hub/db/ledger_file.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createServer } from '#hub/serve/server.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { replayDecisions } from '#hub/replay/replay.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import { answerInput } from '#tests/fixtures/branch_at_work.ts';
import {
  failure,
  startDataProcess,
  temporaryFolder,
  type TestProcess,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { type Proxy, startProxy } from '#tests/fixtures/proxy.ts';
import { enrolCode, smallProvince } from '#tests/fixtures/small_province.ts';

const BRANCH = 'CD01';
let db: TestDatabase;
let secret: HubSecret;
let server: FastifyInstance;
/** Between the counter and the hub. */
let line: Proxy;
let hubPort: number;
let branch: TestProcess;
let clerk: Client;

const newCode = () => enrolCode(db, secret, BRANCH);
const enrol = async (process: TestProcess, code: string) =>
  process.connect().send('enrol.start', { hubUrl: line.url, branch: BRANCH, code });
const autoEnrol = async () => ({ hubUrl: line.url, branch: BRANCH, code: await newCode() });
const publish = async (): Promise<void> => {
  const published = await publishBranch(db, secret, { branch: BRANCH, now: Date.now() });
  if (!published.ok) throw new Error(published.error.type);
};
const signIn = async (process: TestProcess, staff: string, pin: string): Promise<Client> => {
  const client = process.connect();
  value(await client.send('session.sign-in', { staff, pin }));
  return client;
};

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  await smallProvince(db, secret, { customers: 400 });
  server = createServer({ database: db, secret, clock: () => Date.now() });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  hubPort = Number(new URL(url).port);
  line = await startProxy(url);
  branch = startDataProcess();
  value(await enrol(branch, await newCode()));
  clerk = await signIn(branch, '1001', DEMO_PINS.clerk);
});
afterAll(async () => {
  await branch.stop();
  await line.close();
  await server.close();
  await db.close();
});

/** The same branch's computer, switched off and on. */
async function restart(): Promise<void> {
  const { dataDir } = branch;
  const secrets = branch.secrets();
  if (secrets === null) throw new Error('not enrolled');
  await branch.stop();
  branch = startDataProcess({ dataDir, key: { state: 'held', secrets } });
  clerk = await signIn(branch, '1001', DEMO_PINS.clerk);
}

/** Customers whom the shipped catalog has something to say to, one after the other. */
let nextCustomer = 0;
async function visitWithSentence() {
  for (;;) {
    nextCustomer += 1;
    const visit = value(
      await clerk.send('visit.start', {
        customer: nextCustomer,
        purpose: 'top-up',
        intended: 5_000,
      }),
    );
    if (visit.proposals.length > 0) return visit;
  }
}

/** Of the branch's device as it is enrolled now. */
const heldEvents = async () =>
  db.query<{ id: string; sequence: number; kind: string; payload: unknown; at: number }>(
    sql`select id, sequence, kind, payload, at from event
      where device = ${branch.secrets()?.device ?? ''} order by sequence`,
  );

describe('enrolment', () => {
  it('answers codes that are wrong, used, or of a device with a wrong clock', async () => {
    const process = startDataProcess();
    const wrong = await enrol(process, `ZZZZ-ZZZZ-${secret.fingerprint()}`);
    expect(failure(wrong).type).toBe('wrong-code');
    const code = await newCode();
    process.clockShift = 3_600_000;
    const late = failure(await enrol(process, code));
    expect(late.type).toBe('wrong-clock');
    process.clockShift = 0;
    value(await enrol(process, ` ${code.toLowerCase()} `));
    const other = startDataProcess();
    expect(failure(await enrol(other, code)).type).toBe('used-code');
    await process.stop();
    await other.stop();
  });
});

describe('the branch', () => {
  it('has all customers of its pack, found by name, pinyin and phone', async () => {
    const state = await untilState(clerk, () => true);
    expect(state.customers).toBe(400);
    expect(state.sync).toMatchObject({ line: 'online', problem: null, refused: null });
    const [person] = await db.query<{ id: number; name: string; phone: string; pinyin: string }>(
      sql`select id, name, phone, pinyin from customer order by id limit 1`,
    );
    if (person === undefined) throw new Error('no customer');
    for (const text of [person.phone, person.name, person.pinyin]) {
      const { hits } = value(await clerk.send('customer.search', { text }));
      expect(hits.map(({ id }) => id)).toContain(person.id);
    }
  });

  it('sends each event once, though the answers were lost', async () => {
    const sent = () => line.seen.filter((each) => each.startsWith('POST /v1/events')).length;
    const before = sent();
    line.mode = { kind: 'lose-answers', path: /^\/v1\/events/ };
    const visit = await visitWithSentence();
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: 10_000, gifts: [] }));
    await vi.waitUntil(() => sent() >= before + 2, { timeout: 30_000 });
    line.mode = { kind: 'pass' };
    await untilState(clerk, ({ sync }) => sync.unsent === 0, 30_000);
    const events = await heldEvents();
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const own = events.filter(
      ({ payload }) => (payload as { visit: string }).visit === visit.visit,
    );
    expect(own.map(({ kind }) => kind)).toEqual([
      'visit.started',
      'decision.made',
      'answer.recorded',
      'visit.finished',
    ]);
    expect(await db.query(sql`select id from event_quarantine`)).toEqual([]);
  });

  it('made decisions that HQ makes again, byte for byte', async () => {
    const replay = await replayDecisions(db, {});
    expect(replay.decisions).toBeGreaterThan(0);
    expect(replay).toMatchObject({ different: 0, same: replay.decisions });
  });

  it('follows what HQ publishes, and is signed off when its clerk is taken away', async () => {
    await db.execute(sql`update customer set area = ${'新区'}, balance = 777 where id = 1`);
    await db.execute(sql`update staff set active = false where branch = ${BRANCH} and id = '1002'`);
    const second = await signIn(branch, '1002', DEMO_PINS.clerk);
    await publish();
    value(await clerk.send('sync.now', {}));
    const page = value(await clerk.send('customer.open', { id: 1 }));
    expect([page.area, page.balance]).toEqual(['新区', 777]);
    expect((await untilState(second, ({ session }) => session === null)).phase).toBe('ready');
    expect(value(await clerk.send('sync.now', {}))).toMatchObject({ problem: null, refused: null });
  });

  it('works on while the hub is gone, and catches up', async () => {
    await server.close();
    const visit = await visitWithSentence();
    value(await clerk.send('visit.answer', answerInput(visit, 'declined')));
    const offline = value(await clerk.send('sync.now', {}));
    expect(offline.line).toBe('offline');
    expect(offline.unsent).toBeGreaterThan(0);
    server = createServer({ database: db, secret, clock: () => Date.now() });
    await server.listen({ host: '127.0.0.1', port: hubPort });
    expect(value(await clerk.send('sync.now', {}))).toMatchObject({ line: 'online', unsent: 0 });
    const events = await heldEvents();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('sends again what HQ lost when a backup was restored, while it works and after a restart', async () => {
    const before = await heldEvents();
    const lose = () =>
      db.execute(
        sql`delete from event where device = ${branch.secrets()?.device ?? ''} and sequence > ${before.length - 6}`,
      );
    await lose();
    await visitWithSentence();
    // One round sends and learns that HQ holds too few, the next sends again.
    for (const _ of ['one', 'two', 'three']) value(await clerk.send('sync.now', {}));
    const after = await heldEvents();
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.map(({ sequence }) => sequence)).toEqual(after.map((_event, index) => index + 1));

    await lose();
    await restart();
    value(await clerk.send('sync.now', {}));
    // What was looked up since comes behind.
    expect((await heldEvents()).slice(0, after.length)).toEqual(after);
    expect(await db.query(sql`select id from event_quarantine`)).toEqual([]);
  });

  it('notices a ledger that was put back to an older copy, and never takes a number twice', async () => {
    const folder = branch.dataDir;
    const file = ledgerPath(folder, branch.secrets()?.device ?? '');
    await branch.stop();
    const older = readFileSync(file);
    await restart();
    await visitWithSentence();
    value(await clerk.send('sync.now', {}));
    const held = await heldEvents();
    await branch.stop();
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    writeFileSync(file, older);
    await restart();
    const status = value(await clerk.send('sync.now', {}));
    expect(status.missing).toBeGreaterThanOrEqual(2);
    const missing = status.missing ?? 0;
    await visitWithSentence();
    expect(value(await clerk.send('sync.now', {}))).toMatchObject({
      line: 'online',
      unsent: 0,
      quarantined: 0,
      missing,
    });
    const after = await heldEvents();
    expect(after).toEqual(expect.arrayContaining([...held]));
    expect(after.length).toBeGreaterThan(held.length);
    expect(new Set(after.map(({ sequence }) => sequence)).size).toBe(after.length);
  });

  it('leaves a ledger that HQ can open again when the key is lost', async () => {
    const device = branch.secrets()?.device ?? '';
    const file = ledgerPath(branch.dataDir, device);
    expect(existsSync(file)).toBe(true);
    const key = secret.ledgerKey(device);
    const opened = openLedger({ file, key, nativeBinding: nativeBinding() });
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });

  it('is not enrolled anew before what its lost ledger alone holds is on a stick', async () => {
    line.mode = { kind: 'cut' };
    await visitWithSentence();
    const old = branch.secrets()?.device ?? '';
    await branch.stop();
    line.mode = { kind: 'pass' };
    const { dataDir } = branch;
    const held = new Set((await heldEvents()).map(({ id }) => id));
    // By hand and by --enrol alike, though the key file is gone altogether.
    branch = startDataProcess({ dataDir, autoEnrol: await autoEnrol(), key: { state: 'none' } });
    const window = branch.connect();
    const { leftUnsent } = await untilState(window, ({ phase }) => phase === 'unenrolled');
    expect(leftUnsent).toBeGreaterThan(0);
    expect(branch.log).toContainEqual(expect.stringContaining('unsent-ledger'));
    await branch.stop();
    branch = startDataProcess({
      dataDir,
      key: { state: 'lost', reason: 'backend-changed', device: old },
    });
    const again = branch.connect();
    const code = await newCode();
    const answer = await enrol(branch, code);
    expect(failure(answer)).toEqual({ type: 'unsent-ledger', count: leftUnsent });
    expect(failure(await again.send('enrol.save', {})).type).toBe('stick-gone');
    const stick = temporaryFolder();
    branch.putIn(stick);
    expect(value(await again.send('enrol.save', {})).count).toBe(leftUnsent);
    expect((await untilState(again, () => true)).leftUnsent).toBe(0);
    // The code was not used up by the refusal.
    value(await enrol(branch, code));
    const copy = join(stick, 'counter-assist', `ledger-${old}.db`);
    const read = readLedgerFile(copy, secret.ledgerKey(old));
    const onStick = read.ok ? read.value.events : [];
    expect(onStick.filter(({ id }) => !held.has(id))).toHaveLength(leftUnsent);
  });
});
