// npm run bench -- queue [BRANCHES] [CUSTOMERS OF EACH] [ROUNDS]: `hub publish --all` by one process and by two, on PostgreSQL.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { day } from '#shared/base/month.ts';
import { sql } from '#hub/db/database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { readQueue } from '#hub/db/queue_job.ts';
import { loadProvince } from '#hub/demo/load_province.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { median } from './median.ts';
import { tellFigure } from './tell_figure.ts';

const TARGET = 1.8;
const [branches = 40, each = 2_000, rounds = 3] = process.argv.slice(2).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'bench-queue-'));
const postgres = await startPostgres();
const db = await openDatabase({ url: postgres.url });
const secretFile = join(folder, 'secret');
try {
  await writeFile(secretFile, randomBytes(32).toString('base64'), { mode: 0o600 });
  await migrate(db, MIGRATIONS);
  const today = day('2026-11-18');
  const loaded = await loadProvince(db, { seed: 1, customers: branches * each, branches, today });
  if (!loaded.ok) throw new Error(loaded.error.type);
  process.stderr.write(`${branches} branches of ${each} customers loaded\n`);
  // The first makes the packs, and warms up.
  let number = 1;
  await publish(2);
  const seconds = new Map<number, number[]>([
    [1, []],
    [2, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    for (const workers of round % 2 === 0 ? [1, 2] : [2, 1]) {
      number += 1;
      await db.execute(sql`update customer set balance = ${number}`);
      await db.script('vacuum analyze customer');
      const took = await publish(workers);
      seconds.get(workers)?.push(took.wall);
      process.stderr.write(
        `${workers} workers: ${took.wall.toFixed(1)} s, the machine ${took.busy.toFixed(2)} of ${availableParallelism()} processors busy\n`,
      );
    }
  }
  const [one = 0, two = 0] = [1, 2].map((workers) => median(seconds.get(workers) ?? []));
  process.stdout.write(
    `${branches} branches of ${each} customers, all changed, with their packs: 1 worker ${one.toFixed(1)} s, 2 workers ${two.toFixed(1)} s\n`,
  );
  tellFigure({ name: 'queue', figure: one / two, atLeast: TARGET });

  async function publish(workers: number): Promise<{ wall: number; busy: number }> {
    const before = busySeconds();
    const start = performance.now();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['dist/hub/cli.mjs', 'publish', '--all', '--pack', '--quiet', '--workers', String(workers)],
      {
        env: { ...process.env, DATABASE_URL: postgres.url, HUB_SECRET_FILE: secretFile },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const wall = (performance.now() - start) / 1000;
    await verify(stdout);
    return { wall, busy: (busySeconds() - before) / wall };
  }

  /** Each branch was published once, all of its customers, and its pack is of that number. */
  async function verify(stdout: string): Promise<void> {
    const lines = stdout.trimEnd().split('\n');
    const codes = new Set(lines.map((line) => line.slice(0, line.indexOf(':'))));
    if (lines.length !== branches || codes.size !== branches) throw new Error(stdout);
    const wrong = await db.query(sql`
      select p.branch from publication p
      where not exists (select from pack k where k.branch = p.branch and k.number = p.number)
        or p.number < ${number}
        or (select count(*) from published_row r where r.branch = p.branch and r.entity = 'customer')
          <> (select count(*) from customer c where c.branch = p.branch)`);
    if (wrong.length > 0) throw new Error(`wrong: ${JSON.stringify(wrong)}`);
    for (const line of lines) {
      const rows = Number(/, ([\d,]+) rows changed/.exec(line)?.[1]?.replaceAll(',', ''));
      const customers = Number(/, ([\d,]+) customers/.exec(line)?.[1]?.replaceAll(',', ''));
      if (!(rows >= customers)) throw new Error(`not all was published: ${line}`);
    }
    const left = await readQueue(db);
    if (left.length > 0) throw new Error(JSON.stringify(left));
  }
} finally {
  await db.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
}

/** Of all processors since the machine started, whoever used them. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice, 0) / 1000;
}
