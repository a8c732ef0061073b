// What HQ should not have signed, and what a disk should not have done: the counter works on, and a pack mends it.
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import type { SyncStatus } from '#shared/contract/view_status.ts';
import type { ChangeRow } from '#shared/wire/change.ts';
import { BRANCH, CATALOG, customer, CUSTOMERS, GIFTS } from '#tests/fixtures/branch.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { startDataProcess, untilState, value } from '#tests/fixtures/data_process.ts';
import {
  buildChange,
  buildPack,
  type Published,
  publishedBranch,
  row,
} from '#tests/fixtures/published.ts';

vi.setConfig({ testTimeout: 30_000 });

let branch: BranchAtWork;
afterEach(() => branch.stop());

const syncNow = async (client: Client): Promise<SyncStatus> =>
  value(await client.send('sync.now', {}));

/** As a hub would that knows more than this program: signed, of the right digest, and of no use here. */
function publish(rows: readonly ChangeRow[], after: Partial<Published>): void {
  const { hub } = branch;
  hub.changes = [buildChange(hub.keys, 2, rows, publishedBranch(after), { branch: BRANCH.code })];
  hub.latest = 2;
}

const [offer] = CATALOG.offers;
const newFamily = {
  ...CATALOG,
  version: '2027.1.1',
  offers: [{ ...offer, family: 'holiday' }],
} as unknown as typeof CATALOG;
const [umbrella, ...gifts] = GIFTS;
const owed = { ...umbrella, allocated: -5 } as (typeof GIFTS)[number];
const onMars = { ...BRANCH, timeZone: 'Mars/Olympus' };

describe('a change that the counter could not work with', () => {
  it.each<[string, ChangeRow, Partial<Published>, string]>([
    [
      'a catalog of a later program',
      row('catalog', 'current', newFamily),
      { catalog: newFamily },
      'catalog offers.0.family',
    ],
    [
      'a gift of which less than none were given',
      row('gift', 'umbrella', owed),
      { gifts: [owed, ...gifts] },
      'gift allocated',
    ],
    ['an unknown time zone', row('branch', 'current', onMars), { branch: onMars }, 'time zone'],
  ])('%s, is refused whole, also after a restart', async (_name, unfit, after, reason) => {
    branch = await branchAtWork();
    publish([unfit], after);
    const clerk = await clerkAt(branch.process);
    expect((await syncNow(clerk)).refused).toContain(reason);
    expect((await syncNow(clerk)).refused).toContain(reason);
    expect((await startVisit(clerk)).proposals).toHaveLength(1);
    await branch.hub.close();
    await branch.restart();
    expect((await startVisit(await clerkAt(branch.process))).proposals).toHaveLength(1);
  });

  it('is passed by with a pack of a later number', async () => {
    branch = await branchAtWork();
    publish([row('catalog', 'current', newFamily)], { catalog: newFamily });
    const { hub } = branch;
    const published = publishedBranch({ customers: CUSTOMERS.slice(0, 3) });
    hub.pack = buildPack({ keys: hub.keys, number: 3, published });
    hub.latest = 3;
    const clerk = await clerkAt(branch.process);
    await syncNow(clerk);
    const state = await untilState(clerk, ({ customers }) => customers === 3);
    expect(state.sync).toMatchObject({ refused: null, problem: null });
  });
});

describe('a cache that the disk damaged', () => {
  it('is served as far as it can be read, and fetched again', async () => {
    const customers = Array.from({ length: 2_000 }, (_, index) => customer(index + 1));
    branch = await branchAtWork({ customers });
    const secrets = branch.process.secrets();
    if (secrets === null) throw new Error('no secrets');
    const { dataDir } = branch.process;
    await branch.process.stop();
    damage(join(dataDir, 'cache'));
    branch.process = startDataProcess({ dataDir, key: { state: 'held', secrets } });
    const clerk = await clerkAt(branch.process);
    const opens = async (id: number): Promise<boolean> =>
      (await clerk.send('customer.open', { id })).ok;
    expect(await opens(1_500)).toBe(false);
    expect(await syncNow(clerk)).toMatchObject({ problem: null, refused: null });
    await vi.waitFor(async () => expect(await opens(1_500)).toBe(true), 5_000);
    expect(readdirSync(join(dataDir, 'cache')).filter((name) => name.endsWith('.db'))).toEqual([
      'cache-1-2.db',
    ]);
  });
});

/** No page is smaller. */
const PAGE = 4_096;

/** Turns bytes in all but the first quarter of the file: most customers are there. */
function damage(folder: string): void {
  const path = join(folder, 'cache-1.db');
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  const pages = Math.floor(size / PAGE);
  for (let page = Math.floor(pages / 4); page < pages; page += 1) {
    writeSync(file, Buffer.alloc(16, 7), 0, 16, page * PAGE + 1_000);
  }
  closeSync(file);
}
