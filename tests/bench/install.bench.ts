// install [CUSTOMERS]: a pack verified, on disk and served, over copying the same bytes with fsync.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { cacheToFill } from './cache_to_fill.ts';
import { median } from './median.ts';
import { millionCustomers } from './million.ts';
import { CHUNK_BYTES, packOnDisk } from './pack_on_disk.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;

const pack = packOnDisk(millionCustomers(CUSTOMERS), CUSTOMERS);
const target = cacheToFill('install', pack);
const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const copied = copy();
  const start = performance.now();
  if (!(await target.fetch())) throw new Error('the pack did not come');
  const ms = performance.now() - start;
  verify();
  // The first round also fills the system's cache of the file.
  if (round === 0) continue;
  bare.push(copied);
  ours.push(ms);
}
target.close();
pack.close();
const mib = pack.manifest.bytes / 1024 / 1024;
console.log(
  `${CUSTOMERS} customers, ${mib.toFixed(0)} MiB: copied in ${median(bare).toFixed(0)} ms, installed in ${median(ours).toFixed(0)} ms`,
);
tellFigure({ name: 'install', figure: median(ours) / median(bare), target: 1.5 });

function copy(): number {
  const path = join(target.folder, 'copy');
  const start = performance.now();
  const file = openSync(path, 'w');
  for (let at = 0; at < pack.manifest.bytes; at += CHUNK_BYTES) {
    writeSync(file, pack.read(at, CHUNK_BYTES));
  }
  fsyncSync(file);
  closeSync(file);
  const ms = performance.now() - start;
  rmSync(path);
  return ms;
}

/** What is served is the pack: its last customer is found. */
function verify(): void {
  const view = target.cache.current();
  if (view?.meta.customers !== CUSTOMERS) throw new Error('the pack is not served');
  const found = view.reader.all({
    text: 'select id from customer where id = ?',
    values: [CUSTOMERS],
  });
  if (found.length !== 1) throw new Error('a customer of the pack is not there');
}
