// Work over many branches: shared by processes on PostgreSQL, taken up after a kill, and in this process on PGlite.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTables } from '#hub/db/backup_rows.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { readQueue } from '#hub/db/queue_job.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { buildHub, PROGRAM, runHub } from '#hub/cli/test_process.ts';
import { openBranchQueue } from './branch_queue.ts';

const server = process.env['HUB_TEST_DATABASE'] ?? 'pglite';
const CODES = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
let folder: string;
let onServer: TestDatabase | undefined;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-queue-'));
  onServer = server === 'pglite' ? undefined : await openTestDatabase({ empty: true });
  env = { DATABASE_URL: onServer?.url ?? '', HUB_SECRET_FILE: '' };
  await hub('migrate');
  await withDatabase(async (db) => {
    for (const code of CODES) await createTestBranch(db, { code, customers: 40 });
  });
});
afterAll(async () => {
  await onServer?.close();
  await rm(folder, { recursive: true });
});

const hub = (...args: string[]) => runHub([...args, '--data', folder], env);

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: onServer?.url, folder });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const queueOf = () => withDatabase(readQueue);
const linesOf = (stdout: string): readonly string[] => stdout.trimEnd().split('\n').toSorted();
const reports = (each: string) =>
  CODES.map((code) => expect.stringMatching(new RegExp(`^${code}: ${each}`, 'u')));

test('every branch is published once, whoever of two does it, and so again', async () => {
  const tables = await withDatabase(readTables);
  const first = await hub('publish', '--all', '--workers', '2');
  expect(first).toMatchObject({ code: 0 });
  expect(linesOf(first.stdout)).toEqual(
    reports('number 1, \\d+ rows changed, 40 customers, pack .+, .+ s$'),
  );
  const again = await hub('publish', '--all', '--workers', '2');
  expect(linesOf(again.stdout)).toEqual(
    reports('number 1, 0 rows changed, 40 customers, no new pack'),
  );
  const packed = await hub('publish', '--all', '--pack');
  expect(linesOf(packed.stdout)).toEqual(reports('number 1, 0 rows changed, 40 customers, pack '));
  expect(await queueOf()).toEqual([]);
  // The queue's tables are none of the hub's: no backup has them, no list need name them.
  expect(await withDatabase(readTables)).toEqual(tables);
});

test('every branch is scored, and drift told once, after all', async () => {
  const scored = await hub('score', '--workers', '2');
  expect(scored).toMatchObject({ code: 0 });
  const heads = scored.stdout.split('\n').filter((line) => line.startsWith('b'));
  expect(heads.toSorted()).toEqual(reports('40 customers, \\d+ scores changed$'));
});

test('an embedded database, on which nobody else can be at work, has no queue', async () => {
  const { code, stderr } = await hub('work');
  expect([code, stderr.includes('has no queue')]).toEqual(onServer ? [0, false] : [2, true]);
});

test('what was under way when its process was killed is done by the next who works', async () => {
  if (onServer === undefined) return;
  // The third that is taken hangs in the middle of its publication, as if its computer did.
  await onServer.script(`
    create function hang() returns trigger language plpgsql as $$
      begin perform pg_advisory_lock(7, 7); return new; end $$;
    create trigger hang before update on publication for each row when (new.branch = 'b3')
      execute function hang();
    update customer set balance = 777`);
  await withDatabase((holder) =>
    holder.transaction(async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(7, 7)`);
      const child = spawn(
        process.execPath,
        [PROGRAM, 'publish', '--all', '--workers', '1', '--data', folder],
        { env: { ...process.env, ...env }, stdio: 'ignore' },
      );
      await until(async () => (await queueOf())[0]?.underWay === 1 && (await isHanging()));
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(await hub('status')).toMatchObject({
        stdout: expect.stringMatching(/^queue publish: \d branches wait, 1 under way, 0 failed/mu),
      });
    }),
  );
  await onServer.script('drop trigger hang on publication');
  const after = await hub('work');
  expect(after).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('b3: number 2, 44 rows'),
  });
  expect(await queueOf()).toEqual([]);
  const numbers = await onServer.query<{ number: number }>(sql`select number from publication`);
  expect(numbers.map(({ number }) => number)).toEqual(CODES.map(() => 2));
});

test('a branch that cannot be published is named, and keeps no other from it', async () => {
  if (onServer === undefined) return;
  await onServer.script(`
    create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'the disk of b4 is full'; end $$;
    create trigger refuse before update on publication for each row when (new.branch = 'b4')
      execute function refuse();
    update customer set balance = 888`);
  const { code, stdout, stderr } = await hub('publish', '--all', '--workers', '2');
  expect({ code, branches: linesOf(stdout).map((line) => line.slice(0, 2)) }).toEqual({
    code: 3,
    branches: CODES.filter((each) => each !== 'b4'),
  });
  expect(stderr).toContain('1 of 6 branches failed, the others are done:\n  b4: the disk of b4');
  expect((await hub('status')).stdout).toContain('1 failed of late\n  b4: the disk of b4 is full');
  await onServer.script('drop trigger refuse on publication');
  expect(await hub('publish', '--all')).toMatchObject({ code: 0 });
  expect(await queueOf()).toEqual([]);
});

test('a branch that waits is not put in twice, but for a pack', async () => {
  if (onServer === undefined) return;
  const queue = await openBranchQueue(onServer);
  expect(await queue.add('publish', ['b1', 'b2'], { pack: false })).toHaveLength(2);
  expect(await queue.add('publish', ['b2', 'b3'], { pack: false })).toHaveLength(3);
  expect(await queue.add('publish', ['b3'], { pack: true })).toHaveLength(4);
  const taken = [];
  for (;;) {
    const job = await queue.take(['publish', 'score']);
    if (job === undefined) break;
    taken.push(`${job.branch}${job.pack ? ' with a pack' : ''}`);
    await queue.complete(job, []);
  }
  expect(taken.toSorted()).toEqual(['b1', 'b2', 'b3', 'b3 with a pack']);
});

test('a database that is away is not taken for a queue in which nothing waits', async () => {
  if (onServer === undefined) return;
  const real = onServer;
  let isAway = false;
  const queue = await openBranchQueue({
    ...real,
    query: (statement) =>
      isAway ? Promise.reject(new Error('the server went away')) : real.query(statement),
  });
  isAway = true;
  await expect(queue.take(['publish', 'score'])).rejects.toThrow('the server went away');
  isAway = false;
  await expect(queue.take(['publish', 'score'])).resolves.toBeUndefined();
});

const isHanging = async (): Promise<boolean> =>
  (
    (await onServer?.query(
      sql`select pid from pg_locks where classid = 7 and objid = 7 and not granted`,
    )) ?? []
  ).length > 0;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return;
    await delay(100);
  }
  throw new Error('it never came to that');
}
