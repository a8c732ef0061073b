// Odd phones, names and marks from HQ's file to the box of the counter: imported, published, and found as people type them.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { openEncrypted } from '#electron/data/db/open.ts';
import { createSearch, type Search } from '#electron/data/store/search.ts';
import { sql } from '#hub/db/database.ts';
import { readChunk, readLatestPack, storedToSigned } from '#hub/db/pack.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { addTestEditions } from '#hub/db/test_province.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { fetchPack } from '#hub/publish/test_cache.ts';
import { secretFromMaster } from '#hub/secret.ts';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';

const BRANCH = 'B-01';
const secret = secretFromMaster(randomBytes(32));
let db: TestDatabase;
let search: Search;
/** A hit shows them masked. */
let accounts: ReadonlyMap<number, string>;
let close: () => void;

beforeAll(async () => {
  db = await openTestDatabase();
  await addTestEditions(db, '2026.11.1');
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  for (const name of ['05_country_code', '06_names', '07_invisible']) {
    const done = await importFile(db, `../shared/data/cases/${name}.csv`, map.value, {
      apply: true,
      branch: BRANCH,
      newBranch: {
        name: { zh: '城关营业厅', en: 'Chengguan' },
        timeZone: 'Asia/Shanghai',
        currency: 'CNY',
      },
      asOf: day('2026-10-31'),
    });
    if (!done.ok || !done.value.applied || done.value.bad.rows > 0)
      throw new Error(`${name} was not imported whole`);
  }
  const done = await publishBranch(db, secret, { branch: BRANCH, now: Date.UTC(2026, 10, 1) });
  if (!done.ok) throw new Error(done.error.type);
  const pack = await readLatestPack(db, BRANCH);
  if (!pack) throw new Error('nothing was published');
  const { bytes } = await fetchPack(
    storedToSigned(pack),
    secret.publicKey,
    async (sha256) => (await readChunk(db, BRANCH, Buffer.from(sha256, 'hex'))) ?? new Uint8Array(),
  );
  const file = join(temporaryFolder(), 'cache-1.db');
  writeFileSync(file, bytes);
  const opened = openEncrypted({
    file,
    key: secret.packKey(BRANCH),
    nativeBinding: nativeBinding(),
    use: 'cache-reader',
  });
  if (!opened.ok) throw new Error(opened.error.type);
  const customers = await db.query<{ id: number; account: string }>(
    sql`select id, account from customer where branch = ${BRANCH}`,
  );
  accounts = new Map(customers.map(({ id, account }) => [id, account]));
  close = () => opened.value.close();
  search = createSearch(opened.value);
});
afterAll(async () => {
  close();
  await db.close();
});

/** Accounts that are found as such, guesses aside. */
const found = (typed: string): readonly string[] =>
  search(typed)
    .hits.filter(({ isGuess }) => !isGuess)
    .map(({ id }) => accounts.get(id) ?? '');

test.each([
  ['13800138005', 'B05a'],
  ['+86 138-0013-8005', 'B05a'],
  ['8613800138006', 'B05b'],
  ['13800138007', 'B05c'],
  ['138 0013 8008', 'B05d'],
  ['13800138009', 'B05e'],
  ['0937-2612345', 'B05f'],
  ['09372612346', 'B05g'],
  ['1440012345678', 'B05h'],
  ['1064812345678', 'B05i'],
  ['01066001234', 'B05j'],
  ['010-66001234', 'B05j'],
  ['张三', 'B06a'],
  ['张　三', 'B06a'],
  ['李四', 'B06b'],
  ['王五', 'B06c'],
  ['赵六', 'B06d'],
  ['阿依古丽买买提', 'B06e'],
  ['阿依古丽·买买提', 'B06e'],
  ['帕提古丽·吐尔逊', 'B06f'],
  ['迪丽达热合曼', 'B06g'],
  ['才让扎西', 'B06h'],
  ['马小云', 'B06i'],
  ['高小明', 'B06j'],
  ['李䶮', 'B06k'],
  ['王㛃', 'B06l'],
  ['陈𠮷野', 'B06m'],
  ['B06o', 'B06o'],
  ['Ｂ０６ｏ', 'B06o'],
  ['B06P', 'b06p'],
  ['zl', 'B06q'],
  ['zengyue', 'B06q'],
  ['zy', 'B06q'],
  ['shanxiongxin', 'B06r'],
  ['yuchigong', 'B06s'],
  ['qh', 'B06t'],
  ['xiexiaoqing', 'B06u'],
  ['lvlv', 'B06v'],
  ['lulu', 'B06v'],
  ['zhaliang', 'B06w'],
  ['mqx', 'B06x'],
  ['tan', 'B06y'],
  ['qin', 'B06y'],
  ["O'Neil", 'B06z'],
  ['张三（已故）', 'B06A1'],
  ['gaitianli', 'B06A2'],
  ['getianli', 'B06A2'],
  ['piao', 'B06A3'],
  ['ouxiaoping', 'B06A4'],
  ['13800000091', 'B07a'],
  ['13800000092', 'B07b'],
  ['B07c', 'B07c'],
  ['隐形丁', 'B07d'],
  ['B07d', 'B07d'],
  ['隐形戊', 'B07e'],
])('%s finds %s', (typed, account) => expect(found(typed)).toContain(account));
