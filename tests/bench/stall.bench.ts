// stall [CUSTOMERS]: the longest that a clerk's search waits while a pack takes the place of another and 100,000 changes land.
import { cacheToFill } from './cache_to_fill.ts';
import { manyChanges } from './many_changes.ts';
import { millionCustomers } from './million.ts';
import { packOnDisk } from './pack_on_disk.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 100_000);
const ROWS = Math.min(CUSTOMERS, 100_000);
const TARGET_MS = 50;

const path = millionCustomers(CUSTOMERS);
const pack = packOnDisk(path, CUSTOMERS);
const many = manyChanges(path, pack.keys, ROWS);
const target = cacheToFill('stall', pack);
if (!(await target.fetch())) throw new Error('the first pack did not come');
const alone = await longestWhile(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
const swap = await longestWhile(() => target.fetch());
const changes = await longestWhile(() => target.follow(many.client(pack.client)));
if (target.cache.current()?.meta.number !== many.changes.length + 1) {
  throw new Error('the changes are not served');
}
target.close();
pack.close();
const ms = ({ longest, searches }: Waits): string =>
  `${longest.toFixed(1)} ms (${searches} searches)`;
console.log(`alone ${ms(alone)}, swap ${ms(swap)}, changes ${ms(changes)}`);
tellFigure({
  name: 'stall',
  unit: 'ms',
  figure: Math.max(swap.longest, changes.longest),
  digits: 1,
  target: TARGET_MS,
});

type Waits = { readonly longest: number; readonly searches: number };

/** Asks again as soon as it was answered; waits for its turn as a window's question does. */
async function longestWhile(work: () => Promise<unknown>): Promise<Waits> {
  const running = { isOver: false };
  const done = work().finally(() => (running.isOver = true));
  let longest = 0;
  let searches = 0;
  while (!running.isOver) {
    const asked = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    const found = target.cache.current()?.search('zsf');
    if (found === undefined || found.hits.length === 0) throw new Error('nobody was found');
    longest = Math.max(longest, performance.now() - asked);
    searches += 1;
  }
  await done;
  return { longest, searches };
}
