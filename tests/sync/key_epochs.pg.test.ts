// The day a computer is lost, step by step: what it had opens nothing that is published later, the others go on.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { openEncrypted } from '#electron/data/db/open.ts';
import { openRows } from '#electron/data/sync/open_rows.ts';
import { changeHeadSchema } from '#shared/wire/change.ts';
import { sql } from '#hub/db/database.ts';
import { revokeDevice } from '#hub/db/device_list.ts';
import { beginKeyEpoch } from '#hub/db/key_epoch.ts';
import { readChanges } from '#hub/db/publication.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { createServer } from '#hub/serve/server.ts';
import { exportToStick } from '#hub/stick/export_stick.ts';
import { importRequests } from '#hub/stick/enrol_stick.ts';
import { type HubSecret, secretFromMaster } from '#hub/secret.ts';
import {
  failure,
  startDataProcess,
  temporaryFolder,
  type TestProcess,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { enrolCode, smallProvince } from '#tests/fixtures/small_province.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const BRANCH = 'CD01';
let db: TestDatabase;
let secret: HubSecret;
let server: FastifyInstance;
let url: string;
const running: TestProcess[] = [];
const clients = new Map<TestProcess, Client>();

beforeAll(async () => {
  db = await openTestDatabase();
  secret = secretFromMaster(randomBytes(32));
  await smallProvince(db, secret, { customers: 60 });
  server = createServer({ database: db, secret, clock: () => Date.now() });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  for (const process of running) await process.stop();
  await server.close();
  await db.close();
});

const newCode = () => enrolCode(db, secret, BRANCH);

async function enrol(): Promise<TestProcess> {
  const process = startDataProcess();
  running.push(process);
  const window = process.connect();
  const code = await newCode();
  value(await window.send('enrol.start', { hubUrl: url, branch: BRANCH, code }));
  clients.set(process, window);
  return process;
}

async function publishAnother(name: string): Promise<void> {
  await db.execute(sql`update customer set name = ${name} where id = 1`);
  const done = await publishBranch(db, secret, { branch: BRANCH, now: Date.now() });
  if (!done.ok) throw new Error(done.error.type);
}

/** The changes that HQ has; a new pack takes older ones away. */
const published = async () =>
  (await readChanges(db, BRANCH, 0, 100)).map((change) => ({
    head: changeHeadSchema.parse(JSON.parse(Buffer.from(change.body).toString())),
    rows: Buffer.from(change.rows),
  }));

const nameAt = async (process: TestProcess): Promise<string> => {
  const window = process.connect();
  const clerk = value(await window.send('staff.list', {})).find(({ role }) => role === 'clerk');
  value(await window.send('session.sign-in', { staff: clerk?.id ?? '', pin: DEMO_PINS.clerk }));
  value(await window.send('sync.now', {}));
  value(await window.send('customer.open', { id: 1 }));
  const { name } = value(await window.send('customer.reveal', { id: 1 }));
  window.detach();
  return name;
};

it('a lost computer opens nothing that is published later, and the others get the next key by themselves', async () => {
  const lost = await enrol();
  const other = await enrol();
  await publishAnother('甲一');
  expect([await nameAt(lost), await nameAt(other)]).toEqual(['甲一', '甲一']);
  const had = lost.secrets();
  if (had === null) throw new Error('not enrolled');

  const earlier = await published();

  // Two steps at once: who was off meanwhile gets both keys, the older first.
  expect(await revokeDevice(db, had.device, Date.now())).toBe(true);
  await publishAnother('乙二');
  const meanwhile = await published();
  await db.transaction((tx) => beginKeyEpoch(tx, BRANCH, 'a test', Date.now()));
  await publishAnother('丙三');
  expect(await nameAt(other)).toBe('丙三');

  const later = [...earlier, ...meanwhile, ...(await published())];
  const opens = (epoch: number | null): boolean[] =>
    later
      .filter(({ head }) => head.epoch === epoch)
      .map(({ head, rows }) => openRows(rows, had.packKey, head) !== null);
  expect(opens(0)).toContain(true);
  expect(opens(0)).not.toContain(false);
  for (const epoch of [1, 2]) {
    expect(opens(epoch)).toContain(false);
    expect(opens(epoch)).not.toContain(true);
  }

  // HQ refuses it with its signature: it locks, throws the customers' data away, and says so, also after a restart.
  const window = clients.get(lost);
  if (window === undefined) throw new Error('no window');
  await window.send('sync.now', {});
  const state = await untilState(window, ({ phase }) => phase === 'revoked');
  expect(state).toMatchObject({ session: null, customers: 0, branch: null });
  expect(existsSync(join(lost.dataDir, 'cache'))).toBe(false);
  expect(existsSync(join(lost.dataDir, `ledger-${had.device}.db`))).toBe(true);
  await lost.stop();
  const again = startDataProcess({ dataDir: lost.dataDir, key: { state: 'held', secrets: had } });
  running.push(again);
  const after = again.connect();
  expect(value(await after.send('app.state', {}))).toMatchObject({ phase: 'revoked' });
  expect(failure(await after.send('staff.list', {})).type).toBe('not-ready');
});

it('hands the keys over by stick too, and the pack on the stick is of no use to the lost one', async () => {
  const code = await newCode();
  const process = startDataProcess();
  running.push(process);
  const window = process.connect();
  const stick = temporaryFolder();
  process.putIn(stick);
  value(await window.send('enrol.ask', { branch: BRANCH, code }));
  const hub = { database: db, secret, clock: () => Date.now() };
  await importRequests(hub, stick, code);
  await exportToStick(hub, BRANCH, stick);
  value(await window.send('enrol.answer', { code }));
  const own = process.secrets();
  if (own === null) throw new Error('not enrolled');
  // Another computer is lost before the next stick goes round.
  const lost = await enrol();
  const had = lost.secrets();
  if (had === null) throw new Error('not enrolled');
  await revokeDevice(db, had.device, Date.now());
  await publishAnother('丁四');
  rmSync(stick, { recursive: true });
  const next = temporaryFolder();
  process.putIn(next);
  await exportToStick(hub, BRANCH, next);
  const packs = readdirSync(join(next, 'counter-assist')).filter((name) => name.endsWith('.pack'));
  expect(packs).toHaveLength(1);
  const file = join(next, 'counter-assist', packs[0] ?? '');
  const open = (key: string): boolean => {
    const opened = openEncrypted({ file, key, nativeBinding: nativeBinding(), use: 'pack' });
    if (opened.ok) opened.value.close();
    return opened.ok;
  };
  expect(open(had.packKey)).toBe(false);
  expect(open(secret.packKey(BRANCH, 3))).toBe(true);
  const manager = process.connect();
  const member = value(await manager.send('staff.list', {})).find(({ role }) => role === 'manager');
  value(await manager.send('session.sign-in', { staff: member?.id ?? '', pin: DEMO_PINS.manager }));
  value(await manager.send('stick.read', {}));
  value(await manager.send('customer.open', { id: 1 }));
  expect(value(await manager.send('customer.reveal', { id: 1 })).name).toBe('丁四');
});
