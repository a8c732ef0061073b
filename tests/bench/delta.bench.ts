// delta [CUSTOMERS]: rows a second of changes that are checked, unpacked and applied, over the same rows in a bare prepared loop.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { CUSTOMER_COLUMNS, PACK_INSERTS } from '#shared/wire/pack_schema.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { cacheToFill } from './cache_to_fill.ts';
import { manyChanges } from './many_changes.ts';
import { median } from './median.ts';
import { millionCustomers, PACK_KEY } from './million.ts';
import { packOnDisk } from './pack_on_disk.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 100_000);
const ROWS = Math.min(CUSTOMERS, 100_000);
const ROUNDS = 3;

const path = millionCustomers(CUSTOMERS);
const pack = packOnDisk(path, CUSTOMERS);
const many = manyChanges(path, pack.keys, ROWS);
const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const target = cacheToFill('delta', pack);
  if (!(await target.fetch())) throw new Error('the pack did not come');
  bare.push(bareLoop(join(target.folder, 'bare.db')));
  const start = performance.now();
  await target.follow(many.client(pack.client));
  ours.push(performance.now() - start);
  if (target.cache.current()?.meta.number !== many.changes.length + 1) {
    throw new Error('the changes are not served');
  }
  target.close();
}
pack.close();
const rate = (ms: number): string => (ROWS / (ms / 1_000)).toFixed(0);
console.log(`${ROWS} rows; bare ${rate(median(bare))} a second, ours ${rate(median(ours))}`);
tellFigure({ name: 'delta', figure: median(bare) / median(ours), atLeast: 0.7 });

/** With nothing to check, to unpack or to work out: what the tables and the disk alone cost. */
function bareLoop(copy: string): number {
  copyFileSync(path, copy);
  const binding = nativeBinding();
  const db = new Database(copy, binding === null ? {} : { nativeBinding: binding });
  for (const pragma of keyPragmas(PACK_KEY)) db.pragma(pragma);
  for (const pragma of ['journal_mode = wal', 'synchronous = normal', 'cache_size = -8000']) {
    db.pragma(pragma);
  }
  const others = CUSTOMER_COLUMNS.filter((name) => name !== 'id');
  const put = db.prepare(`${PACK_INSERTS.customer} on conflict (id) do update set
    ${[...others, 'doc', 'hash'].map((name) => `${name} = excluded.${name}`).join(', ')}`);
  const drop = db.prepare('delete from reading where customer = ?');
  const putReading = db.prepare(PACK_INSERTS.reading);
  const start = performance.now();
  for (const rows of many.raw) {
    db.transaction(() => {
      for (const { id, values, readings } of rows) {
        put.run(...values);
        drop.run(id);
        for (const reading of readings) putReading.run(...reading);
      }
    })();
  }
  const ms = performance.now() - start;
  db.close();
  return ms;
}
