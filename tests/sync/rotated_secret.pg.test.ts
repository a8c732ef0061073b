// HQ rotates its secret: devices follow by line and by stick without enrolling again, and what the old key signs from
// then on is believed by nobody who has followed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { hubKey, openSigned } from '#electron/data/sync/signed_document.ts';
import { changeHeadSchema } from '#shared/wire/change.ts';
import { packManifestSchema } from '#shared/wire/pack.ts';
import { backUp, restore } from '#hub/backup/backup.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { readGeneration } from '#hub/db/generation.ts';
import { readKeyEpoch } from '#hub/db/key_epoch.ts';
import { readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { readChanges } from '#hub/db/publication.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { rotateSecret } from '#hub/rotate.ts';
import { appendMaster, type HubSecret, openSecret } from '#hub/secret.ts';
import { followSecret } from '#hub/serve/follow_secret.ts';
import { createServer } from '#hub/serve/server.ts';
import { exportToStick } from '#hub/stick/export_stick.ts';
import { importLetters } from '#hub/stick/import_stick.ts';
import {
  failure,
  startDataProcess,
  temporaryFolder,
  type TestProcess,
  untilState,
  value,
} from '#tests/fixtures/data_process.ts';
import { enrolCode, smallProvince } from '#tests/fixtures/small_province.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const BRANCH = 'CD01';
const folder = mkdtempSync(join(tmpdir(), 'rotated-'));
const path = join(folder, 'hub-secret');
const night = join(folder, 'night.backup');
let db: TestDatabase;
let secret: HubSecret;
let server: FastifyInstance;
let port = 0;
const running: TestProcess[] = [];

async function serve(with_: HubSecret, on: Database = db): Promise<void> {
  await server?.close();
  server = createServer({ database: on, secret: with_, clock: () => Date.now() });
  const url = await server.listen({ host: '127.0.0.1', port });
  port = Number(new URL(url).port);
}

beforeAll(async () => {
  db = await openTestDatabase();
  secret = await openSecret(path, db);
  await smallProvince(db, secret, { customers: 60 });
  await serve(secret);
});
afterAll(async () => {
  for (const process of running) await process.stop();
  await server.close();
  await db.close();
  rmSync(folder, { recursive: true });
});

type Counter = { readonly process: TestProcess; readonly manager: Client };

async function enrol(): Promise<Counter> {
  const process = startDataProcess();
  running.push(process);
  const manager = process.connect();
  const code = await enrolCode(db, secret, BRANCH);
  const hubUrl = `http://127.0.0.1:${port}`;
  value(await manager.send('enrol.start', { hubUrl, branch: BRANCH, code }));
  const member = value(await manager.send('staff.list', {})).find(({ role }) => role === 'manager');
  value(await manager.send('session.sign-in', { staff: member?.id ?? '', pin: DEMO_PINS.manager }));
  return { process, manager };
}

async function publish(name: string, with_ = secret): Promise<void> {
  await db.execute(sql`update customer set name = ${name} where id = 1`);
  const done = await publishBranch(db, with_, { branch: BRANCH, now: Date.now() });
  if (!done.ok) throw new Error(done.error.type);
}

async function nameAt({ manager }: Counter): Promise<string> {
  value(await manager.send('customer.open', { id: 1 }));
  return value(await manager.send('customer.reveal', { id: 1 })).name;
}

async function record({ manager }: Counter): Promise<void> {
  value(await manager.send('customer.open', { id: 2 }));
  value(await manager.send('customer.consent', { id: 2, optedOut: true, visit: null }));
}

async function rotate(): Promise<void> {
  secret = (await rotateSecret(path, db)).secret;
  await serve(secret);
}

/** Whatever can be fetched is signed with this key. */
async function isAllSignedBy(key: string): Promise<boolean> {
  const pack = await readLatestPack(db, BRANCH);
  const heads = (await readChanges(db, BRANCH, 0, 100)).map((change) =>
    openSigned(storedToSigned(change), changeHeadSchema, hubKey(key)),
  );
  return (
    pack !== undefined &&
    openSigned(storedToSigned(pack), packManifestSchema, hubKey(key)).ok &&
    heads.every(({ ok }) => ok)
  );
}

let one: Counter;
let bySticks: Counter;
let absent: Counter;
let old: HubSecret;
let report = '';

it('before it, HQ says no more of its keys than counters of before can read', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/identity`);
  expect(Object.keys((await answer.json()) as object)).toEqual(['keys']);
});

it('follows by line with the next contact, and keeps its ledger and what it had not sent', async () => {
  [one, bySticks, absent] = [await enrol(), await enrol(), await enrol()];
  await publish('甲一');
  for (const { manager } of [one, bySticks, absent]) value(await manager.send('sync.now', {}));
  await backUp(db, secret.backupKey, night, Date.now());
  const had = one.process.secrets();
  old = secret;
  await server.close();
  // Written before anybody heard of it: HQ reads it all the same.
  await record(bySticks);
  report = temporaryFolder();
  bySticks.process.putIn(report);
  value(await bySticks.manager.send('stick.write', {}));
  await record(one);
  await rotate();
  expect(await isAllSignedBy(secret.publicKey)).toBe(true);
  await publish('乙二');
  await expect(publish('旧钥', old)).rejects.toThrow('was rotated meanwhile');
  // A round that was under way may have asked before it was published.
  await vi.waitFor(async () => {
    await one.manager.send('sync.now', {});
    expect(await nameAt(one)).toBe('乙二');
  }, 60_000);
  await untilState(one.manager, ({ sync }) => sync.unsent === 0 && sync.line === 'online');
  const has = one.process.secrets();
  expect(has).toEqual({ ...had, hubPublicKey: secret.publicKey, hubSealKey: secret.sealKey });
  expect(secret.ledgerKey(has?.device ?? '')).toBe(had?.ledgerKey);
  expect(secret.packKey(BRANCH, 0)).toBe(old.packKey(BRANCH, 0));
  const epoch = await readKeyEpoch(db, BRANCH);
  expect(secret.packKey(BRANCH, epoch)).not.toBe(old.packKey(BRANCH, epoch));
});

it('believes the old key no more once it has followed', async () => {
  await serve(old);
  await record(one);
  await one.manager.send('sync.now', {});
  const state = await untilState(one.manager, ({ sync }) => sync.problem !== null);
  expect(state.sync.unsent).toBeGreaterThan(0);
  expect(one.process.secrets()?.hubPublicKey).toBe(secret.publicKey);
  await serve(secret);
  value(await one.manager.send('sync.now', {}));
  await untilState(one.manager, ({ sync }) => sync.unsent === 0);
});

it('follows by stick, and HQ reads what was written before it', async () => {
  const hub = { database: db, secret, clock: () => Date.now() };
  const read = await importLetters(hub, report);
  expect(read.map(({ outcome }) => outcome.type)).toContain('taken');
  // The line stays shut for this one: nothing but the stick tells it.
  await server.close();
  const stick = temporaryFolder();
  await exportToStick(hub, BRANCH, stick);
  bySticks.process.putIn(stick);
  expect(value(await bySticks.manager.send('stick.look', {})).next).toBe('read');
  value(await bySticks.manager.send('stick.read', {}));
  expect(await nameAt(bySticks)).toBe('乙二');
  expect(bySticks.process.secrets()?.hubPublicKey).toBe(secret.publicKey);
  await serve(secret);
});

const signKeyAt = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/v1/identity`);
  return ((await answer.json()) as { keys: { sign: string } }).keys.sign;
};

it('is followed by two copies that serve on, each with its own next request', async () => {
  const before = secret;
  await server.close();
  const copies = await Promise.all(
    [0, 1].map(async () => {
      const reopen = (): Promise<HubSecret> => openSecret(path, db);
      const hub = followSecret({ database: db, secret, reopen, clock: Date.now, lookEveryMs: 0 });
      const copy = createServer(hub);
      return { hub, copy, url: await copy.listen({ host: '127.0.0.1', port: 0 }) };
    }),
  );
  for (const { url } of copies) expect(await signKeyAt(url)).toBe(before.publicKey);
  const kept = readFileSync(path, 'utf8');
  secret = (await rotateSecret(path, db)).secret;
  const next = readFileSync(path, 'utf8');
  // Where the new file has not been brought yet, nothing is answered with the secret of before.
  writeFileSync(path, kept);
  const refused = await fetch(`${copies[0]?.url}/v1/identity`);
  expect(refused.status).toBe(503);
  expect(await refused.text()).not.toContain(before.publicKey);
  writeFileSync(path, next);
  for (const { url, hub } of copies) {
    expect(await signKeyAt(url)).toBe(secret.publicKey);
    expect(hub.secret.generation).toBe(before.generation + 1);
  }
  for (const { copy } of copies) await copy.close();
  // A device that knew the key of before goes on at such a copy.
  const reopen = (): Promise<HubSecret> => openSecret(path, db);
  server = createServer(
    followSecret({ database: db, secret: before, reopen, clock: Date.now, lookEveryMs: 0 }),
  );
  await server.listen({ host: '127.0.0.1', port });
  await record(one);
  await vi.waitFor(async () => {
    await one.manager.send('sync.now', {});
    expect(one.process.secrets()?.hubPublicKey).toBe(secret.publicKey);
  }, 60_000);
  await untilState(one.manager, ({ sync }) => sync.unsent === 0 && sync.line === 'online');
  await serve(secret);
});

it('is finished by the next command, wherever it was cut off', async () => {
  // The file alone.
  const before = secret;
  const epoch = await readKeyEpoch(db, BRANCH);
  const text = readFileSync(path, 'utf8');
  await appendMaster(path, { master: randomBytes(32), epochs: { [BRANCH]: epoch + 1 } });
  expect(await readGeneration(db)).toBe(before.generation);
  secret = await openSecret(path, db);
  expect([await readGeneration(db), await readKeyEpoch(db, BRANCH)]).toEqual([
    before.generation + 1,
    epoch + 1,
  ]);
  expect(await isAllSignedBy(secret.publicKey)).toBe(true);
  expect((await openSecret(path, db)).publicKey).toBe(secret.publicKey);
  // A copy of the file from before it is refused in words.
  const stale = join(folder, 'stale');
  writeFileSync(stale, text);
  await expect(openSecret(stale, db)).rejects.toThrow(
    `a copy of before its rotation number ${secret.generation}`,
  );
  // In the midst of the database.
  const isCut = { ...db, transaction: () => Promise.reject(new Error('the power went')) };
  const failing: Database = {
    ...db,
    transaction: (work, options) =>
      db.transaction((tx) => work({ ...tx, transaction: isCut.transaction }), options),
  };
  await expect(rotateSecret(path, failing)).rejects.toThrow('the power went');
  expect(await readGeneration(db)).toBe(secret.generation);
  expect(await isAllSignedBy(secret.publicKey)).toBe(true);
  const cut = secret.generation;
  secret = await openSecret(path, db);
  expect([secret.generation, await readGeneration(db)]).toEqual([cut + 1, cut + 1]);
  expect(await isAllSignedBy(secret.publicKey)).toBe(true);
  await publish('丙三');
});

it('tells in words who missed two rotations, and keeps what is unsent', async () => {
  await serve(secret);
  await record(absent);
  await absent.manager.send('sync.now', {});
  const state = await untilState(absent.manager, ({ sync }) => sync.trouble === 'other-keys');
  expect(state.sync.unsent).toBeGreaterThan(0);
  const known = secret.publicKeys.indexOf(absent.process.secrets()?.hubPublicKey ?? '');
  // Which one it followed last is a matter of its own rounds; two and more have come since.
  expect(known).toBeGreaterThanOrEqual(0);
  expect(secret.generation - known).toBeGreaterThanOrEqual(2);
  const stick = temporaryFolder();
  await exportToStick({ database: db, secret, clock: () => Date.now() }, BRANCH, stick);
  absent.process.putIn(stick);
  expect(failure(await absent.manager.send('stick.read', {})).type).toBe('stick-other-hub');
  const out = temporaryFolder();
  absent.process.putIn(out);
  expect(value(await absent.manager.send('stick.write', {})).count).toBeGreaterThan(0);
  const hub = { database: db, secret, clock: () => Date.now() };
  const read = await importLetters(hub, out);
  expect(read.map(({ outcome }) => outcome.type)).toEqual(['taken']);
});

it('a backup of before it is brought up to the secret of today', async () => {
  const other = await openTestDatabase({ empty: true });
  try {
    await restore(other, secret.backupKey, night);
    const again = await openSecret(path, other);
    expect([again.publicKey, await readGeneration(other)]).toEqual([
      secret.publicKey,
      secret.generation,
    ]);
    expect(await readKeyEpoch(other, BRANCH)).toBe(await readKeyEpoch(db, BRANCH));
  } finally {
    await other.close();
  }
});
