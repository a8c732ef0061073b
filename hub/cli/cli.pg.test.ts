// The built command line against a real database: exit codes, the life of `hub serve`, and its death.
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EVENTS_TAKEN } from '#shared/wire/protocol.ts';
import { uuid7 } from '#shared/base/id.ts';
import { dayOfInstant, type Instant } from '#shared/base/month.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import { saveEditions } from '#hub/db/catalog.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { insertDevice } from '#hub/db/device.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch, setTestBalance } from '#hub/db/test_province.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { clientAt, enrolAt, type Enrolled } from '#tests/fixtures/keyed_device.ts';
import { makePolicy } from '#tests/fixtures/decision.ts';
import { append, newId, openTestLedger, started } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { startProxy } from '#tests/fixtures/proxy.ts';
import { buildHub, runHub, type RunningHub, startHub } from './test_process.ts';

const server = process.env['HUB_TEST_DATABASE'] ?? 'pglite';
let folder: string;
let onServer: TestDatabase | undefined;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-cli-'));
  onServer = server === 'pglite' ? undefined : await openTestDatabase({ empty: true });
  env = { DATABASE_URL: onServer?.url ?? '', HUB_SECRET_FILE: '' };
});
afterAll(async () => {
  await onServer?.close();
  await rm(folder, { recursive: true });
});

const hub = (...args: string[]) => runHub([...args, '--data', folder], env);

/** The database as the hub's processes see it; none of them may run meanwhile. */
async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: onServer?.url, folder });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

test('a server database waits for hub migrate; an embedded one migrates itself', async () => {
  const { code, stderr } = await hub('status');
  expect(code).toBe(onServer ? 3 : 0);
  expect(stderr.includes('run `hub migrate`')).toBe(onServer !== undefined);
  expect((await hub('migrate')).code).toBe(0);
  const again = await hub('migrate');
  expect(again).toMatchObject({ code: 0 });
  expect(again.stderr).toContain('up to date');
  expect((await stat(join(folder, 'hub-secret'))).mode & 0o777).toBe(0o600);
  expect(await hub('status')).toMatchObject({ code: 0, stdout: 'no branches yet\n' });
});

test('a branch that is not there is refused with those that are, whatever the command', async () => {
  for (const command of [['enrol-code'], ['points', 'lease'], ['train', 'churn'], ['score']]) {
    expect(await hub(...command, '--branch', 'b9')).toMatchObject({
      code: 1,
      stderr: 'hub: no branch b9; there are: none yet\n',
    });
  }
});

test('wrong usage ends with 2, whatever the database', async () => {
  const usages: readonly (readonly string[])[] = [
    ['nonsense'],
    ['catalog', 'nonsense'],
    ['status'],
    ['publish', '--data', folder],
    ['publish', '--all', '--branch', 'b1', '--data', folder],
    ['enrol-code', '--data', folder],
    ['enrol-code', '--branch', 'b1', '--hours', '0', '--data', folder],
    ['serve', '--port', 'x', '--data', folder],
    ['import', 'x.csv', '--map', 'customers', '--create-branch', '斋浦尔|Jaipur', '--data', folder],
  ];
  const nowhere = { ...env, DATABASE_URL: '' };
  const ended = await Promise.all(usages.map((args) => runHub(args, nowhere)));
  expect(ended.map(({ code }) => code)).toEqual(usages.map(() => 2));
  for (const { stdout, stderr } of ended) expect([stdout, stderr.length > 0]).toEqual(['', true]);
  expect((await runHub(['--help'], env)).code).toBe(0);
});

test('what is refused ends with 1', async () => {
  expect((await hub('publish', '--branch', 'b1')).code).toBe(1);
  expect((await hub('enrol-code', '--branch', 'b1')).code).toBe(1);
});

test('an unreachable server ends with 3 and does not tell the password', async () => {
  const url = 'postgres://hub:geheim@127.0.0.1:1/hub';
  const { code, stderr } = await runHub(['status'], { ...env, DATABASE_URL: url });
  expect(code).toBe(3);
  expect(stderr).toContain('127.0.0.1:1/hub');
  expect(stderr).not.toContain('geheim');
});

test('publish tells what it did, and nothing new the second time', async () => {
  await withDatabase((db) => createTestBranch(db, { code: 'b1', customers: 12 }));
  const first = await hub('publish', '--all');
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toMatch(/^b1: number 1, 16 rows changed, 12 customers, pack .+, .+ s\n$/);
  // There is no catalog and no policy yet: nothing asks for anything of a customer's file.
  expect(first.stderr).toMatch(
    /^not published, since no rule, sentence or care asks for it .+ keyDates$/m,
  );
  expect((await hub('publish', '--branch', 'b1')).stdout).toMatch(/0 rows changed, .* no new pack/);
  await withDatabase((db) => setTestBalance(db, 'A000004', 12_345));
  expect((await hub('publish', '--branch', 'b1')).stdout).toMatch(/^b1: number 2, 1 rows changed/);
  const status = JSON.parse((await hub('status', '--json')).stdout);
  expect(status).toMatchObject({
    branch: 'b1',
    customers: 12,
    number: 2,
    packNumber: 1,
    events: 0,
  });
});

test('what was begun is done to its end when nobody reads what is said of it', async () => {
  const unread = await runHub(
    ['publish', '--branch', 'b1', '--pack', '--data', folder],
    env,
    false,
  );
  expect(unread).toMatchObject({ code: 0, stderr: expect.not.stringContaining('EPIPE') });
  const status = JSON.parse((await hub('status', '--json')).stdout);
  expect(status).toMatchObject({ branch: 'b1', number: 2, packNumber: 2 });
});

test('another secret than the database was made with is refused', async () => {
  const path = join(folder, 'other-secret');
  await writeFile(path, randomBytes(32).toString('base64'));
  const args = ['enrol-code', '--branch', 'b1', '--data', folder];
  const other = await runHub(args, { ...env, HUB_SECRET_FILE: path });
  expect(other.code).toBe(3);
  expect(other.stderr).toContain('not the one of this database');
  const missing = await runHub(args, { ...env, HUB_SECRET_FILE: join(folder, 'nothing') });
  expect(missing.code).toBe(3);
  expect(missing.stderr).toContain('is missing');
});

const send = (url: string, secrets: Enrolled, events: readonly EventEnvelope[]) =>
  clientAt(url, secrets).sendEvents(events, null, new AbortController().signal);

const stop = async (running: RunningHub): Promise<void> => {
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
};

test('killed after the commit, its answer lost, started again: each event is there once', async () => {
  const codeFile = join(folder, 'code.json');
  const first = await startHub(['--data', folder, '--enrol-code-file', codeFile], env);
  const line = await startProxy(first.url);
  line.mode = { kind: 'lose-answers', path: /^\/v1\/events/ };
  expect((await stat(codeFile)).mode & 0o777).toBe(0o600);
  const written = JSON.parse(await readFile(codeFile, 'utf8'));
  expect(written).toMatchObject({ branch: 'b1' });
  const device = await enrolAt(first.url, 'b1', written.code);
  const events = [1, 2, 3].map((sequence) => ({
    id: uuid7(Date.now(), randomBytes(10)),
    device: device.device,
    sequence,
    kind: 'visit.started',
    payload: { visit: newId(), customer: 1, purpose: 'bill', intended: null },
    at: Date.now(),
    day: dayOfInstant(Date.now(), 'Asia/Shanghai'),
    staff: 'c1',
  })) as EventEnvelope[];
  expect(await send(line.url, device, events)).toMatchObject({ error: { type: 'unreachable' } });
  await line.close();
  first.child.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');

  const second = await startHub(['--data', folder], env);
  const ids = events.map(({ id }) => id);
  expect(await send(second.url, device, events)).toMatchObject({
    ok: true,
    value: { stored: ids, quarantined: [], total: 3, takes: EVENTS_TAKEN },
  });
  await stop(second);
  const [row] = await withDatabase((db) => db.query(sql`select count(*) as count from event`));
  expect(row).toEqual({ count: 3 });
});

test('an embedded database that is in use is refused, and free after the end', async () => {
  const embedded = { ...env, DATABASE_URL: '' };
  const args = ['--data', join(folder, 'embedded')];
  const running = await startHub(args, embedded);
  const second = await runHub(['status', ...args], embedded);
  expect(second.code).toBe(3);
  expect(second.stderr).toContain(`in use by process ${running.child.pid}`);
  await stop(running);
  expect((await runHub(['status', ...args], embedded)).code).toBe(0);
});

test('a port that is taken ends with 3', async () => {
  const running = await startHub(['--data', folder], env);
  const other = join(folder, 'other');
  const secret = join(folder, 'hub-secret');
  const args = [
    'serve',
    '--exit-with-parent',
    '--port',
    new URL(running.url).port,
    '--data',
    onServer ? folder : other,
  ];
  const second = await runHub(args, onServer ? { ...env, HUB_SECRET_FILE: secret } : env);
  expect(second.code).toBe(3);
  expect(second.stderr).toContain('cannot listen');
  await stop(running);
});

test('with --exit-with-parent the hub ends when its parent lets go', async () => {
  const running = await startHub(['--data', folder, '--exit-with-parent'], env);
  running.child.stdin?.end();
  expect(await running.ended).toBe(0);
});

test('the ledger of a broken PC is opened with its key, and what HQ lacks is taken once', async () => {
  const master = Buffer.from(await readFile(join(folder, 'hub-secret'), 'utf8'), 'base64');
  const device = 'broken-1';
  await withDatabase((db) =>
    insertDevice(
      db,
      { id: device, branch: 'b1', name: '3', tokenHash: randomBytes(32), keys: null },
      Date.now(),
    ),
  );
  const file = join(folder, `ledger-${device}.db`);
  const key = secretFromMaster(master).ledgerKey(device);
  const ledger = openTestLedger({ file, key, nativeBinding: nativeBinding() });
  for (let visit = 0; visit < 3; visit += 1) {
    const at = Date.now() as Instant;
    append(ledger, started(newId()), { device, at, day: dayOfInstant(at, 'Asia/Shanghai') });
  }
  // Not closed: as a PC that lost its power, it has entries in the log beside the file only.
  expect((await hub('ledger', 'open', file)).stdout).toContain(
    '3 events, the last is 3\nHQ holds 0',
  );
  expect((await hub('ledger', 'open', file, '--take')).stdout).toContain('taken: 3');
  expect((await hub('ledger', 'open', file, '--take')).stdout).toContain('taken: 0');
  ledger.close();
  const stolen = await hub('ledger', 'open', file, '--device', 'nobody');
  expect(stolen.code).toBe(1);
  expect(stolen.stderr).toContain('HQ knows no device nobody');
  // Enrolled after the backup that HQ was restored from: the key says that it was.
  const forgotten = join(folder, 'ledger-late-1.db');
  const late = openTestLedger({
    file: forgotten,
    key: secretFromMaster(master).ledgerKey('late-1'),
    nativeBinding: nativeBinding(),
  });
  const at = Date.now() as Instant;
  const day = dayOfInstant(at, 'Asia/Shanghai');
  append(late, started(newId()), { device: 'late-1', at, day });
  late.close();
  const nobody = await hub(
    'ledger',
    'open',
    file,
    '--device',
    'nobody',
    '--branch',
    'b1',
    '--take',
  );
  expect(nobody).toMatchObject({ code: 1 });
  expect(nobody.stderr).toContain('does not open with the key of nobody');
  const known = await hub('ledger', 'open', forgotten, '--branch', 'b1', '--take');
  expect(known.stdout).toContain('no longer used\ntaken: 1');
  expect((await hub('ledger', 'open', forgotten, '--take')).stdout).toContain('taken: 0');
  await writeFile(join(folder, 'other.db'), randomBytes(8_192));
  const other = await hub('ledger', 'open', join(folder, 'other.db'), '--device', device);
  expect(other.code).toBe(1);
  expect(other.stderr).toContain('does not open with the key of broken-1');
}, 180_000);

const figures = (text: string) => {
  const { customers, devices, events } = JSON.parse(text);
  return { customers, devices, events };
};

test('a backup is restored into an empty hub that has the secret, and into no other', async () => {
  const file = join(folder, 'night.backup');
  // Put aside long ago, with words that the policy keeps for a month.
  await withDatabase(async (db) => {
    const keepDays = { contents: null, inputs: null, aside: 31, lookUps: null, ledgers: null };
    const catalog = catalogSchema.parse({ version: '1', offers: [] });
    expect((await saveEditions(db, catalog, makePolicy({ keepDays }))).ok).toBe(true);
    await db.execute(sql`
      insert into event_quarantine (device, digest, id, reason, body, received_at)
      select id, ${Buffer.alloc(32, 7)}, '', 'malformed', '"老话"', now() - interval '40 days'
      from device limit 1`);
  });
  expect(await hub('backup', file)).toMatchObject({ code: 0, stderr: '' });
  const past = '1 entries past the days of the policy let go';
  expect((await hub('publish', '--branch', 'b1')).stdout).toContain(`${past} (hub retain)\n`);
  const before = await hub('status', '--json');
  const elsewhere = await mkdtemp(join(tmpdir(), 'hub-restored-'));
  const empty = onServer === undefined ? undefined : await openTestDatabase({ empty: true });
  const there = (...args: string[]) =>
    runHub([...args, '--data', elsewhere], { ...env, DATABASE_URL: empty?.url ?? '' });
  try {
    const early = await there('restore', file);
    expect(early).toMatchObject({ code: 3 });
    expect(early.stderr).toContain('bring it back from where it is kept first');
    await copyFile(join(folder, 'hub-secret'), join(elsewhere, 'hub-secret'));
    const words = ['--by', '王主任', '--reason', 'request 17'];
    const erased = await hub('person', 'erase', 'A000007', ...words);
    expect(erased).toMatchObject({ code: 0, stderr: '' });
    expect(erased.stdout).toContain('next: hub publish --branch b1');
    expect(await hub('person', 'erase', 'A000007', ...words)).toMatchObject({ code: 1 });
    await copyFile(join(folder, 'hub-secret.erased'), join(elsewhere, 'hub-secret.erased'));
    const restored = await there('restore', file);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('hub publish --all --pack');
    expect(restored.stdout).toContain('1 persons erased again');
    expect(restored.stdout).toContain(`${past} again`);
    expect(await there('person', 'export', 'A000007', join(elsewhere, 'x'))).toMatchObject({
      code: 1,
    });
    const after = await there('status', '--json');
    const { customers, ...others } = figures(before.stdout);
    expect(figures(after.stdout)).toEqual({ customers: customers - 1, ...others });
    expect(await there('person', 'admit', 'A000007', '--branch', 'b1')).toMatchObject({ code: 0 });
  } finally {
    await empty?.close();
    await rm(elsewhere, { recursive: true });
  }
}, 180_000);
