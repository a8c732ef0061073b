// npm run bench -- publish [CUSTOMERS]: a publication of one customer in a hundred, over one that reads everybody; on PostgreSQL.
import { randomBytes } from 'node:crypto';
import { sql } from '#hub/db/database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { addTestCustomers, createTestBranch } from '#hub/db/test_province.ts';
import { publishBranch, type PublishReport } from '#hub/publish/publish.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { median } from './median.ts';
import { tellFigure } from './tell_figure.ts';

const TARGET = 0.1;
const ROUNDS = 5;
const branch = 'b1';
const customers = Number(process.argv[2] ?? '50000');

const secret = secretFromMaster(randomBytes(32));
const now = Date.UTC(2026, 10, 21, 8);
const postgres = await startPostgres();
const db = await openDatabase({ url: postgres.url });
try {
  await migrate(db, MIGRATIONS);
  await createTestBranch(db, { code: branch, customers: 0 });
  await addTestCustomers(db, branch, 1, customers);
  const first = await publish({ pack: true });
  check(first.report.customers, customers);
  const whole: number[] = [];
  const few: number[] = [];
  const none: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Nothing says that all rows rest on what they did: each is read and compared.
    const all = await change(100, round, { readsAll: true });
    whole.push(all);
    few.push(await change(100, ROUNDS + round));
    const nothing = await publish();
    check(nothing.report.rows, 0);
    none.push(nothing.seconds);
  }
  const before = await publish();
  const rebuilt = await publish({ pack: true });
  if (rebuilt.report.rows !== 0 || rebuilt.report.digest !== before.report.digest)
    throw new Error('a row was not published');
  const [wholeMedian, fewMedian, noneMedian] = [whole, few, none].map(median) as [
    number,
    number,
    number,
  ];
  process.stdout.write(
    `${customers} customers: first with its pack ${first.seconds.toFixed(1)} s, all read ${wholeMedian.toFixed(2)} s, 1 % changed ${fewMedian.toFixed(2)} s, nothing changed ${noneMedian.toFixed(2)} s\n`,
  );
  tellFigure({ name: 'publish', figure: fewMedian / wholeMedian, digits: 3, target: TARGET });
} finally {
  await db.close();
  await postgres.stop();
}

/** Every `of`th customer gets another balance. @returns seconds of the publication */
async function change(of: number, round: number, { readsAll = false } = {}): Promise<number> {
  const changed = await db.execute(
    sql`update customer set balance = ${-1 - round} where id % ${of} = 0`,
  );
  if (readsAll) await db.execute(sql`update publication set rests_on = null`);
  const { report, seconds } = await publish();
  check(report.rows, changed);
  return seconds;
}

async function publish(
  options: { pack?: boolean } = {},
): Promise<{ report: PublishReport; seconds: number }> {
  const start = performance.now();
  const published = await publishBranch(db, secret, { branch, now, ...options });
  const seconds = (performance.now() - start) / 1000;
  if (!published.ok) throw new Error(published.error.type);
  return { report: published.value, seconds };
}

function check(found: number, expected: number): void {
  if (found !== expected) throw new Error(`${found} instead of ${expected}`);
}
