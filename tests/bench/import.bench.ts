// npm run bench -- import [CUSTOMERS]: rows a second of `hub import` on PostgreSQL, against a bare COPY of the same bytes.
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import exceljs from 'exceljs';
import { day } from '#shared/base/month.ts';
import { sql } from '#hub/db/database.ts';
import { migrate } from '#hub/db/migration.ts';
import { MIGRATIONS } from '#hub/db/migrations/migrations.ts';
import { openDatabase } from '#hub/db/open_database.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { keepHeapSmall } from '#hub/import/small_heap.ts';
import { startPostgres } from '#tools/setup/postgres.mjs';
import { peakMemory } from '#tests/fixtures/peak_memory.ts';
import { tellFigure } from './tell_figure.ts';

const MONTHS = Array.from({ length: 12 }, (_, at) =>
  at < 2 ? `2025-${at + 11}` : `2026-${String(at - 1).padStart(2, '0')}`,
);
const MOST_MB = 400;

const [first = '30000', file, url] = process.argv.slice(2);
if (first === 'import') await importHere(file ?? '', url ?? '');
else await compare(Number(first));

/** In a process of its own, so that the peak is that of an import. */
async function importHere(path: string, address: string): Promise<void> {
  keepHeapSmall();
  const db = await openDatabase({ url: address });
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const result = await importFile(db, path, map.value, {
    apply: true,
    branch: path.endsWith('xlsx') ? 'B-02' : 'B-01',
    newBranch: { name: { zh: '测', en: 'Test' }, timeZone: 'Asia/Shanghai', currency: 'CNY' },
    asOf: day('2026-10-31'),
  });
  if (!result.ok || !result.value.applied) throw new Error(JSON.stringify(result));
  await db.close();
  const peak = peakMemory();
  process.stdout.write(
    JSON.stringify({ seconds: result.value.seconds, peak, rows: result.value.rows }),
  );
}

async function compare(customers: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  await chmod(folder, 0o755);
  const postgres = await startPostgres();
  try {
    const db = await openDatabase({ url: postgres.url });
    await migrate(db, MIGRATIONS);
    const csv = join(folder, 'customers.csv');
    await pipeline(Readable.from(csvLines(customers)), createWriteStream(csv));
    const columns = headers().map((_, at) => `c${at} text`);
    await db.script(`create table bare (${columns.join(',')})`);
    const start = performance.now();
    await db.script(`copy bare from '${csv}' with (format csv, header)`);
    const copied = (performance.now() - start) / 1000;
    const [counted] = await db.query<{ rows: number }>(sql`select count(*) as rows from bare`);
    if (counted?.rows !== customers) throw new Error('COPY has lost rows');
    const xlsx = join(folder, 'customers.xlsx');
    await writeWorkbook(xlsx, customers);
    await db.close();
    let worst = 0;
    for (const path of [csv, xlsx]) {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [process.argv[1] ?? '', 'import', path, postgres.url],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(stderr);
      const { seconds, peak, rows } = JSON.parse(stdout) as Record<string, number>;
      if (rows !== customers || seconds === undefined || peak === undefined)
        throw new Error(`${rows} of ${customers} rows`);
      worst = Math.max(worst, peak);
      const megabytes = ((await stat(path)).size / 1e6).toFixed(0);
      process.stdout.write(
        `${path.slice(folder.length + 1)} (${megabytes} MB): ${Math.round(rows / seconds)} rows/s, ${(seconds / copied).toFixed(1)} times a bare COPY (${copied.toFixed(2)} s), peak ${peak.toFixed(0)} MB\n`,
      );
    }
    tellFigure({ name: 'import', unit: 'MB', figure: worst, digits: 0, target: MOST_MB });
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function headers(): readonly string[] {
  const months = MONTHS.flatMap((month) =>
    ['消费', '通话分钟', '流量MB', '充值', '充值次数'].map((name) => `${name}_${month}`),
  );
  return ['账号', '姓名', '手机号', '地址', '入网日期', '余额', ...months];
}

function cellsOf(customer: number): readonly (string | number)[] {
  const months = MONTHS.flatMap((_, at) => {
    const seed = (customer * 7919 + at * 104_729) % 10_007;
    return [seed / 100, seed % 500, seed / 10, (seed % 3) * 50, seed % 3];
  });
  return [
    `A${customer}`,
    '王小明',
    `1${3_800_000_000 + customer}`,
    `某路${customer % 300}号`,
    '2019-03-12',
    customer % 977,
    ...months,
  ];
}

function* csvLines(customers: number): Generator<string> {
  yield `${headers().join(',')}\n`;
  for (let customer = 0; customer < customers; customer += 1)
    yield `${cellsOf(customer).join(',')}\n`;
}

async function writeWorkbook(path: string, customers: number): Promise<void> {
  const writer = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
  const sheet = writer.addWorksheet('客户');
  sheet.addRow([...headers()]).commit();
  for (let customer = 0; customer < customers; customer += 1)
    sheet.addRow([...cellsOf(customer)]).commit();
  await writer.commit();
}
