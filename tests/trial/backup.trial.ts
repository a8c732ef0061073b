// npm run trial -- backup [ROUNDS] [SEED]: SIGKILL at numbered steps of `hub backup` and of `hub restore`, on PostgreSQL. The
// same command run again is whole; a file that has its name is whole; what is restored is what was backed up.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRandom } from '#shared/base/random.ts';
import type { Database } from '#hub/db/database.ts';
import { readRowsAsText, readTables } from '#hub/db/backup_rows.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { openSecret } from '#hub/secret.ts';
import { canTrace, type Moment, runUntil, type Step, stepsOf } from '#tests/fixtures/kill_at.ts';
import { smallProvince } from '#tests/fixtures/small_province.ts';
import { ROOT } from '#tools/setup/paths.mjs';
import { startPostgres } from '#tools/setup/postgres.mjs';

const CLI = join(ROOT, 'dist', 'hub', 'cli.mjs');
/** A restored hub's publications go on further, beyond what any counter followed, and begin with a pack. */
const LEAPT = /^(publication|change)/;
const rounds = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? 1);

const postgres = await startPostgres();
const admin = await openDatabase({ url: postgres.url, connections: 1 });
const folder = mkdtempSync(join(tmpdir(), 'backup-trial-'));
const secretFile = join(folder, 'hub-secret');
writeFileSync(secretFile, randomBytes(32).toString('base64'), { mode: 0o600 });
process.env['HUB_SECRET_FILE'] = secretFile;
const urlOf = (name: string): string => {
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return url.href;
};
const isTraced = canTrace();
const counts = { backup: 0, restore: 0, killed: 0, whole: 0, failed: 0 };
const steps = new Map<string, readonly Step[]>();

const home = await makeHub();
const whole = join(folder, 'whole.backup');
await command(home, 'backup', whole);
const expected = await contentOf(home);
for (let round = 0; round < rounds; round += 1) {
  const chance = createRandom(seed * 1_000_003 + round);
  const isBackup = round % 2 === 0;
  counts[isBackup ? 'backup' : 'restore'] += 1;
  try {
    if (isBackup) await tryBackup(chance);
    else await tryRestore(chance);
  } catch (error) {
    counts.failed += 1;
    console.log(`seed ${seed}, round ${round}: ${String(error).slice(0, 600)}`);
  }
  if (round % 20 === 19) console.log(round + 1, JSON.stringify(counts));
}
console.log(JSON.stringify(counts));
rmSync(folder, { recursive: true });
await admin.close();
await postgres.stop();
process.exit(counts.failed > 0 ? 1 : 0);

async function makeHub(): Promise<string> {
  await admin.script('create database hub_home');
  const db = await openDatabase({ url: urlOf('hub_home') });
  await migrate(db, MIGRATIONS);
  await smallProvince(db, await openSecret(secretFile, db), { customers: 150 });
  await db.close();
  return urlOf('hub_home');
}

/** Killed, then run again. A file under its name must be one that can be restored. */
async function tryBackup(chance: () => number): Promise<void> {
  const file = join(folder, `round-${Math.floor(chance() * 1e9)}.backup`);
  const moment = await momentOf('backup', chance, [join(folder, 'steps.backup')], home);
  const { wasKilled } = await killed(home, ['backup', file], moment);
  if (wasKilled) counts.killed += 1;
  if (existsSync(file)) counts.whole += 1;
  else await command(home, 'backup', file);
  await restoredFrom(file, null);
  rmSync(file);
}

async function tryRestore(chance: () => number): Promise<void> {
  const name = await newDatabase();
  const moment = await momentOf('restore', chance, [whole], urlOf(name));
  await dropDatabase(name);
  await restoredFrom(whole, moment);
}

/** @param moment of the kill; null: none */
async function restoredFrom(file: string, moment: Moment): Promise<void> {
  const name = await newDatabase();
  try {
    if (moment !== null) {
      const { wasKilled } = await killed(urlOf(name), ['restore', file], moment);
      if (wasKilled) counts.killed += 1;
    }
    // Killed behind the commit it says that the database is not empty; whether it is whole is looked at below.
    await command(urlOf(name), 'restore', file).catch((error: unknown) => {
      if (moment === null || !String(error).includes('not empty')) throw error;
      counts.whole += 1;
    });
    const found = await contentOf(urlOf(name));
    for (const [table, rows] of expected) {
      if (found.get(table) !== rows) throw new Error(`table ${table} is not what was backed up`);
    }
  } finally {
    await dropDatabase(name);
  }
}

async function momentOf(
  task: string,
  chance: () => number,
  [file = '']: readonly string[],
  url: string,
): Promise<Moment> {
  if (!isTraced) return { ms: 200 + Math.floor(chance() * 2_000) };
  process.env['DATABASE_URL'] = url;
  const known = steps.get(task) ?? (await stepsOf([CLI, task, file]));
  steps.set(task, known);
  return known[Math.floor(chance() * known.length)] ?? null;
}

function killed(url: string, args: readonly string[], moment: Moment) {
  process.env['DATABASE_URL'] = url;
  return runUntil([CLI, ...args], moment);
}

async function command(url: string, ...args: readonly string[]): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url };
  await promisify(execFile)(process.execPath, [CLI, ...args], { env });
}

async function newDatabase(): Promise<string> {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  await admin.script(`create database ${name}`);
  return name;
}

function dropDatabase(name: string): Promise<void> {
  return admin.script(`drop database ${name} with (force)`);
}

/** Of each table, how many rows and a digest of them, whatever their order. */
async function contentOf(url: string): Promise<ReadonlyMap<string, string>> {
  const db: Database = await openDatabase({ url, connections: 2 });
  try {
    const tables = (await readTables(db)).filter((table) => !LEAPT.test(table));
    const content = new Map<string, string>();
    for (const table of tables) {
      const rows: string[] = [];
      await db.transaction(async (tx) => {
        for await (const row of readRowsAsText(tx, table)) rows.push(row);
      });
      content.set(table, rows.toSorted().join('\n'));
    }
    return content;
  } finally {
    await db.close();
  }
}
