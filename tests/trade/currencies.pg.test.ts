// Branches of yen and of dinars from HQ's file to the counter's screen: imported, published, read, shown, and typed back.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { day } from '#shared/base/month.ts';
import { type Currency, formatMoney, parseAmount, plainAmount } from '#shared/base/money.ts';
import { openEncrypted } from '#electron/data/db/open.ts';
import { readContentsForStart } from '#electron/data/store/contents.ts';
import { readCustomer } from '#electron/data/store/customers.ts';
import { readMeta } from '#electron/data/store/meta.ts';
import { sql } from '#hub/db/database.ts';
import { readChunk, readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { addTestEditions } from '#hub/db/test_province.ts';
import { importFile } from '#hub/import/import_file.ts';
import { mapOf } from '#hub/import/test_reading.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { fetchPack } from '#hub/publish/test_cache.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { DINAR, YEN } from '#tests/fixtures/other_currencies.ts';

vi.mock('../../resources/currencies.json', async (original) => {
  const { withOthers } = await import('#tests/fixtures/other_currencies.ts');
  return withOthers((await original<{ default: object }>()).default);
});

const secret = secretFromMaster(randomBytes(32));
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await addTestEditions(db, '2026.11.1');
});
afterAll(() => db.close());

/** @returns what the counter of the branch has after the file: the money of its only customer. */
async function counterOf(branch: string, currency: Currency, unit: string, cells: string) {
  const folder = temporaryFolder();
  const path = join(folder, 'customers.csv');
  writeFileSync(path, `账号,余额,消费_2026-10\n${cells}\n`);
  const map = mapOf(`entity: customer
decimal: '.'
key: 账号
columns: { balance: { column: 余额, unit: ${unit} } }
months: { of: header, columns: { spend: { column: '消费_{month}', unit: ${unit} } } }
`);
  const done = await importFile(
    db,
    path,
    { name: unit, map },
    {
      apply: true,
      branch,
      newBranch: { name: { zh: branch, en: branch }, timeZone: 'Asia/Tokyo', currency },
      asOf: day('2026-10-31'),
    },
  );
  if (!done.ok || !done.value.applied) throw new Error(JSON.stringify(done));
  const published = await publishBranch(db, secret, { branch, now: Date.UTC(2026, 10, 1) });
  if (!published.ok) throw new Error(published.error.type);
  const pack = await readLatestPack(db, branch);
  if (!pack) throw new Error('nothing was published');
  const { bytes } = await fetchPack(
    storedToSigned(pack),
    secret.publicKey,
    async (sha256) => (await readChunk(db, branch, Buffer.from(sha256, 'hex'))) ?? new Uint8Array(),
  );
  const file = join(folder, 'cache-1.db');
  writeFileSync(file, bytes);
  const key = secret.packKey(branch);
  const opened = openEncrypted({ file, key, nativeBinding: nativeBinding(), use: 'cache-reader' });
  if (!opened.ok) throw new Error(opened.error.type);
  const [row] = await db.query<{ id: number }>(
    sql`select id from customer where branch = ${branch}`,
  );
  const { branch: own } = readContentsForStart(opened.value, readMeta(opened.value));
  const customer = readCustomer(opened.value, row?.id ?? 0);
  opened.value.close();
  return {
    currency: own.currency,
    balance: customer?.balance ?? null,
    spend: customer?.months.at(-1)?.spend ?? null,
  };
}

test.each([
  ['T-01', YEN, 'yen', 'A1,"1,500円",880', ['1,500日元', 'JP¥880', '1500']],
  ['K-01', DINAR, 'dinar', 'A1,KD 2.505,750 fils', ['2.505第纳尔', 'KD 0.750', '2.505']],
  ['B-01', 'CNY', 'yuan', 'A1,49.90,¥1', ['49.90元', '¥1', '49.90']],
] as const)('%s in %s', async (branch, of, unit, cells, [shown, spent, plain]) => {
  const { currency, balance, spend } = await counterOf(branch, of, unit, cells);
  if (balance === null || spend === null) throw new Error('the amounts are lost');
  expect(currency).toBe(of);
  expect(formatMoney(balance, currency, 'zh-CN')).toBe(shown);
  expect(formatMoney(spend, currency, 'en')).toBe(spent);
  expect(plainAmount(balance, currency)).toBe(plain);
  expect(parseAmount(shown, currency)).toBe(balance);
});
