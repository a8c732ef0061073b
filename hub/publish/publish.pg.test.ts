// Publishing: packs open with their key only, changes lead to the same cache, an interruption leaves the old one.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import type { ChangesResponse } from '#shared/wire/change.ts';
import { CHANGE_ROWS, PACK_SCHEMA_VERSION, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import { readChunk, readLatestPack, resignPack, storedToSigned } from '#hub/db/pack.ts';
import { readChanges, readPublication } from '#hub/db/publication.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import {
  addTestCustomers,
  addTestEditions,
  createTestBranch,
  deleteTestCustomer,
  setTestBalance,
  setTestStaffActive,
} from '#hub/db/test_province.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { renewManifests } from './pack_store.ts';
import { publishBranch, type PublishReport } from './publish.ts';
import { applyChanges, type CacheRows, digestOf, fetchPack, readPack } from './test_cache.ts';

const secret = secretFromMaster(randomBytes(32));
const branch = 'b1';
const now = Date.UTC(2026, 10, 21, 8);
let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-test-'));
  db = await openTestDatabase();
  await createTestBranch(db, { code: branch, customers: 30 });
  await createTestBranch(db, { code: 'b2', customers: 2 });
  await addTestEditions(db, '2026.11.1');
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

async function publish(more: { pack?: boolean; now?: number } = {}): Promise<PublishReport> {
  const published = await publishBranch(db, secret, { branch, now, ...more });
  if (!published.ok) throw new Error(published.error.type);
  return published.value;
}

const chunkOf = (code: string) => async (sha256: string) =>
  (await readChunk(db, code, Buffer.from(sha256, 'hex'))) ?? new Uint8Array();

async function latestPack() {
  const stored = await readLatestPack(db, branch);
  if (!stored) throw new Error('no pack');
  const fetched = await fetchPack(storedToSigned(stored), secret.publicKey, chunkOf(branch));
  const opened = await readPack(join(folder, 'pack.db'), fetched.bytes, secret.packKey(branch));
  return { ...fetched, ...opened, signed: storedToSigned(stored) };
}

async function changesSince(since: number): Promise<ChangesResponse> {
  const changes = await readChanges(db, branch, since, 1000);
  return {
    latest: 0,
    changes: changes.map((change) => ({
      head: storedToSigned(change),
      rows: Buffer.from(change.rows).toString('base64'),
    })),
  };
}

let cache: CacheRows;

test('the first publish is a pack with everything, whose digest folds from its rows', async () => {
  const report = await publish();
  expect(report).toMatchObject({ number: 1, changes: 0, customers: 30, rows: 30 + 1 + 2 + 1 + 1 });
  const { manifest, meta, rows } = await latestPack();
  expect(rows.size).toBe(35);
  expect(manifest).toMatchObject({ branch, number: 1, customers: 30, asOf: '2026-10-31' });
  expect(manifest.digest).toBe(digestOf(rows));
  expect(report.digest).toBe(manifest.digest);
  expect(meta).toEqual({
    branch,
    number: '1',
    schema: String(PACK_SCHEMA_VERSION),
    digest: manifest.digest,
    as_of: '2026-10-31',
    issued_at: String(now),
    customers: '30',
  });
  expect([...rows.keys()].filter((key) => key.startsWith('staff'))).toEqual([
    'staff\nc1',
    'staff\nm1',
  ]);
  cache = rows;
});

test('a customer carries plan, holdings, score and the months of the last year only', async () => {
  const { rows } = await latestPack();
  const docs = [...rows]
    .filter(([key]) => key.startsWith('customer\n'))
    .map(([, doc]) => JSON.parse(doc));
  const third = docs.find(({ account }) => account === 'A000003');
  expect(third).toMatchObject({
    idTail: '003x',
    plan: { code: 'p38', monthlyFee: 3800 },
    holdings: [{ code: 'data-pack', until: '2026-12-31' }],
    score: { valueGroup: 'netizen', stage: 'mature', risks: ['expiring'] },
    balance: 300,
    since: '2015-03-04',
  });
  const months = (third as { months: string[][] }).months.map(([month]) => month);
  expect(months).toEqual(['2025-11', '2026-09', '2026-10']);
  expect(docs.find(({ account }) => account === 'A000001')).toMatchObject({
    plan: null,
    holdings: [],
    score: null,
  });
});

test('a pack opens with its branch key only', async () => {
  const { bytes } = await latestPack();
  expect(bytes.includes('张三丰')).toBe(false);
  expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  const path = join(folder, 'wrong.db');
  await expect(readPack(path, bytes, secret.packKey('b2'))).rejects.toThrow(/not a database/);
  await expect(readPack(path, bytes, randomBytes(32).toString('hex'))).rejects.toThrow(
    /not a database/,
  );
});

test('a chunk that was tampered with, and a manifest that was, are refused', async () => {
  const { signed } = await latestPack();
  const flipped = async (sha256: string) => {
    const bytes = Uint8Array.from(await chunkOf(branch)(sha256));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    return bytes;
  };
  await expect(fetchPack(signed, secret.publicKey, flipped)).rejects.toThrow(
    /not what the manifest/,
  );
  const body = Buffer.from(signed.body, 'base64')
    .toString()
    .replace('"customers":30', '"customers":31');
  const forged = { body: Buffer.from(body).toString('base64'), signature: signed.signature };
  await expect(fetchPack(forged, secret.publicKey, chunkOf(branch))).rejects.toThrow(/signature/);
  const other = secretFromMaster(randomBytes(32));
  await expect(fetchPack(signed, other.publicKey, chunkOf(branch))).rejects.toThrow(/signature/);
});

test('publishing twice with no change publishes nothing new', async () => {
  const before = await readPublication(db, branch);
  const report = await publish({ now: now + 60_000 });
  expect(report).toMatchObject({ rows: 0, changes: 0, number: 1, pack: null });
  expect(await readPublication(db, branch)).toEqual(before);
});

test('changes applied to the old pack give the digest of a new pack', async () => {
  await setTestBalance(db, 'A000007', 4_321);
  await deleteTestCustomer(db, 'A000009');
  await addTestCustomers(db, branch, 31, 32);
  await setTestStaffActive(db, branch, 'c1', false);
  await addTestEditions(db, '2026.11.2');
  const report = await publish({ now: now + 120_000 });
  expect(report).toMatchObject({ changes: 1, number: 2, rows: 6, pack: null });
  expect(applyChanges(cache, await changesSince(1), secret.publicKey, secret.packKey(branch))).toBe(
    2,
  );
  const rebuilt = await publish({ now: now + 180_000, pack: true });
  expect(rebuilt).toMatchObject({ number: 2, changes: 0, digest: digestOf(cache) });
  const { manifest, rows } = await latestPack();
  expect(manifest.number).toBe(2);
  expect(new Map([...rows].toSorted())).toEqual(new Map([...cache].toSorted()));
});

test('many changes come in parts, and bring a new pack with them', async () => {
  await addTestCustomers(db, branch, 1_001, 1_000 + CHANGE_ROWS + 500);
  const report = await publish({ now: now + 240_000 });
  expect(report).toMatchObject({ changes: 2, number: 4, rows: CHANGE_ROWS + 500 });
  expect(report.pack).not.toBeNull();
  expect(applyChanges(cache, await changesSince(2), secret.publicKey, secret.packKey(branch))).toBe(
    4,
  );
  expect((await latestPack()).manifest.digest).toBe(digestOf(cache));
});

test('a publish that is cut off leaves the old pack serving, and the next one succeeds', async () => {
  const before = await latestPack();
  await setTestBalance(db, 'A000001', 77);
  const cut: Database = {
    ...db,
    transaction: (work, options) =>
      db.transaction(async (tx) => {
        await work(tx);
        throw new Error('the plug was pulled');
      }, options),
  };
  await expect(
    publishBranch(cut, secret, { branch, now: now + 300_000, pack: true }),
  ).rejects.toThrow('the plug was pulled');
  const after = await latestPack();
  expect(after.signed).toEqual(before.signed);
  expect(after.rows).toEqual(before.rows);
  expect(await publish({ now: now + 360_000 })).toMatchObject({ rows: 1, number: 5 });
});

test('two who publish at once do it one after the other', async () => {
  await setTestBalance(db, 'A000002', 88);
  const reports = await Promise.all([publish(), publish()]);
  expect(reports.map(({ rows }) => rows).toSorted()).toEqual([0, 1]);
  expect(reports.map(({ number }) => number)).toEqual([6, 6]);
});

test('a branch does not wait for another that is being published', async () => {
  const doneHere = new AbortController();
  const holding = once(doneHere.signal, 'abort');
  const held: Database = {
    ...db,
    transaction: (work, options) =>
      db.transaction(async (tx) => {
        const result = await work(tx);
        // An embedded database has one connection: there the other comes after.
        if (db.kind === 'postgres' && options?.lock === 'publish b2') await holding;
        return result;
      }, options),
  };
  const other = publishBranch(held, secret, { branch: 'b2', now: now + 360_000 });
  await setTestBalance(db, 'A000003', 99);
  expect(await publish({ now: now + 360_000 })).toMatchObject({ rows: 1, number: 7 });
  doneHere.abort();
  expect((await other).ok).toBe(true);
});

test('old packs, their chunks and the changes before them go', async () => {
  const chunks = (await latestPack()).manifest.chunks;
  await setTestBalance(db, 'A000002', 99);
  await publish({ pack: true });
  await setTestBalance(db, 'A000002', 100);
  await publish({ pack: true });
  await expect(chunkOf(branch)(chunks[0] ?? '')).resolves.toHaveLength(0);
  expect((await readChanges(db, branch, 0, 10)).map(({ number }) => number)).toEqual([9]);
});

test('a manifest that is half its time old is signed anew', async () => {
  const before = await latestPack();
  const later = now + 60 * DAY_MS;
  await publish({ now: later });
  const after = await latestPack();
  expect(after.manifest.chunks).toEqual(before.manifest.chunks);
  expect(after.manifest.issuedAt).toBe(later);
  expect(after.manifest.expiresAt).toBeGreaterThan(before.manifest.expiresAt);
});

test('the first publish of a new protocol brings a pack of it, whatever changed', async () => {
  const stored = await readLatestPack(db, branch);
  if (!stored) throw new Error('no pack');
  const manifest = JSON.parse(Buffer.from(stored.body).toString());
  // As an earlier hub signed it: another version, and another shape.
  const body = Buffer.from(
    JSON.stringify({ ...manifest, protocol: 1, digest: undefined, sum: 'x' }),
  );
  await resignPack(db, branch, { number: stored.number, body, signature: secret.sign(body) });
  await renewManifests(db, secret, now + 80 * 86_400_000);
  expect((await publish()).pack).not.toBeNull();
  expect((await latestPack()).manifest.protocol).toBe(PROTOCOL_VERSION);
  expect((await publish()).pack).toBeNull();
});

test('a branch that is not there is refused; another branch cannot read the chunks', async () => {
  expect(await publishBranch(db, secret, { branch: 'nowhere', now })).toEqual({
    ok: false,
    error: { type: 'unknown-branch', branch: 'nowhere' },
  });
  const { manifest } = await latestPack();
  await expect(chunkOf('b2')(manifest.chunks[0] ?? '')).resolves.toHaveLength(0);
});
