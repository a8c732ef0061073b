// npm run bench -- province [BRANCHES] [CUSTOMERS OF EACH]: what a customer and a branch cost headquarters, in seconds of processor and bytes on disk.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { day } from '#shared/base/month.ts';
import { readBranches } from '#hub/db/branch.ts';
import { sql } from '#hub/db/database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { publishBranch, type PublishReport } from '#hub/publish/publish.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';

/** Of Linux, by which /proc counts. */
const TICKS = 100;
const [branches = 10, each = 2_000] = process.argv.slice(2).map(Number);
const customers = branches * each;

const secret = secretFromMaster(randomBytes(32));
const postgres = await startPostgres();
const db = await openDatabase({ url: postgres.url });
try {
  await migrate(db, MIGRATIONS);
  const today = day('2026-11-18');
  await cost('customers made and loaded', async () => {
    const loaded = await loadProvince(db, { seed: 1, customers, branches, today });
    if (!loaded.ok) throw new Error(loaded.error.type);
  });
  const all = await readBranches(db);
  await cost('scored', async () => {
    let changed = 0;
    for (const branch of all) changed += (await scoreBranch(db, branch)).changed;
    check(changed, customers);
  });
  await cost('scored again, nothing changed', async () => {
    for (const branch of all) check((await scoreBranch(db, branch)).changed, 0);
  });
  await cost('published for the first time', async () => {
    let published = 0;
    for (const { code } of all) published += (await publish(code)).customers;
    check(published, customers);
  });
  const touched = await db.execute(sql`update customer set balance = -1 where id % 100 = 0`);
  await cost('published, 1 % changed', async () => {
    let rows = 0;
    for (const { code } of all) rows += (await publish(code)).rows;
    check(rows, touched);
  });
  await cost('published, nothing changed', async () => {
    for (const { code } of all) check((await publish(code)).rows, 0);
  });
  const tables = await db.query<{ name: string; bytes: number }>(sql`
    select relname as name, pg_total_relation_size(oid) as bytes from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
    order by 2 desc limit 8`);
  const [whole] = await db.query<{ bytes: number }>(
    sql`select pg_database_size(current_database()) as bytes`,
  );
  for (const { name, bytes } of tables) {
    process.stdout.write(`${name}: ${Math.round(bytes / customers)} bytes a customer\n`);
  }
  process.stdout.write(
    `province value=${Math.round((whole?.bytes ?? 0) / customers)} unit=bytes of database a customer\n`,
  );
} finally {
  await db.close();
  await postgres.stop();
}

async function publish(branch: string): Promise<PublishReport> {
  const published = await publishBranch(db, secret, { branch, now: Date.UTC(2026, 10, 18, 8) });
  if (!published.ok) throw new Error(published.error.type);
  return published.value;
}

async function cost(label: string, work: () => Promise<void>): Promise<void> {
  const before = { hub: process.cpuUsage(), server: await serverSeconds() };
  await work();
  const { user, system } = process.cpuUsage(before.hub);
  const hub = (user + system) / customers;
  const server = (((await serverSeconds()) - before.server) * 1e6) / customers;
  process.stdout.write(
    `${label}: ${Math.round(hub)} us of the hub and ${Math.round(server)} us of PostgreSQL a customer\n`,
  );
}

/** Seconds of processor of the server's processes, those that have ended too. */
async function serverSeconds(): Promise<number> {
  const [row] = await db.query<{ pid: number }>(
    sql`select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as pid`,
  );
  const pid = row?.pid ?? 0;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat === undefined) continue;
    const [parent, user, system, userEnded, systemEnded] = [1, 11, 12, 13, 14].map((at) =>
      Number(stat[at]),
    ) as [number, number, number, number, number];
    if (Number(name) === pid) ticks += user + system + userEnded + systemEnded;
    else if (parent === pid) ticks += user + system;
  }
  return ticks / TICKS;
}

/** From the state on; undefined: it has ended meanwhile. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function check(found: number, expected: number): void {
  if (found !== expected) throw new Error(`${found} instead of ${expected}`);
}
