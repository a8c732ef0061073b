// A ledger that the disk damaged, or that somebody put back, emptied or took away: the counter goes on and says so.
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { createRandom } from '#shared/base/random.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { startDataProcess, untilState, value } from '#tests/fixtures/data_process.ts';
import { sql } from './db/sql.ts';
import { ledgerPath } from './device.ts';
import { markPath } from './ledger_mark.ts';

vi.setConfig({ testTimeout: 60_000 });

let branch: BranchAtWork;
afterEach(() => branch.stop());

const VISITS = 40;
const PAGE = 4_096;

async function visits(clerk: Client, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const visit = await startVisit(clerk, (n % 5) + 1);
    if (visit.proposals.length > 0) {
      value(await clerk.send('visit.answer', answerInput(visit, 'declined')));
    }
    value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: null, gifts: [] }));
  }
}

/** A branch whose entries of the day HQ does not have yet. */
async function branchWithoutLine(): Promise<string> {
  branch = await branchAtWork();
  branch.hub.fault = () => 'drop';
  await visits(await clerkAt(branch.process), VISITS);
  const secrets = branch.process.secrets();
  if (secrets === null) throw new Error('no secrets');
  await branch.process.stop();
  // A round may have come that far: only its answer was lost.
  branch.hub.stored.clear();
  return ledgerPath(branch.process.dataDir, secrets.device);
}

function startAgain(): void {
  const { dataDir, secrets } = branch.process;
  const held = secrets();
  if (held === null) throw new Error('no secrets');
  branch.process = startDataProcess({ dataDir, key: { state: 'held', secrets: held } });
}

/** A clerk whose first visit may meet the damaged page: the entry is made once more. */
async function workOn(): Promise<Client> {
  const client = branch.process.connect();
  const tryTwice = async <T>(work: () => Promise<{ ok: boolean } & T>): Promise<T> => {
    for (let turn = 0; turn < 3; turn += 1) {
      const done = await work();
      if (done.ok) return done;
      await untilState(client, ({ phase }) => phase === 'ready');
    }
    return work();
  };
  await tryTwice(() => client.send('session.sign-in', { staff: 'c1', pin: '1234' }));
  await tryTwice(() =>
    client.send('visit.start', { customer: 1, purpose: 'top-up', intended: null }),
  );
  await visits(client, 3);
  return client;
}

const sentEvents = (): readonly EventEnvelope[] =>
  [...branch.hub.stored.values()].toSorted((one, other) => one.sequence - other.sequence);

async function allSent(client: Client): Promise<void> {
  branch.hub.fault = null;
  await vi.waitFor(
    async () => expect(value(await client.send('sync.now', {}))).toMatchObject({ unsent: 0 }),
    { timeout: 20_000 },
  );
}

const mendedEvents = (): readonly EventEnvelope[] =>
  sentEvents().filter(({ kind }) => kind === 'ledger.mended');

function damage(file: string, page: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(16, 7), 0, 16, page * PAGE + 1_000);
  closeSync(handle);
}

/** Pages of tables and their indexes, from 0; what the tables are is tried apart. */
function pagesBesideSchema(file: string): readonly number[] {
  const secrets = branch.process.secrets();
  const ledger = openTestLedger({
    file,
    key: secrets?.ledgerKey ?? '',
    nativeBinding: nativeBinding(),
  });
  const rows = ledger.all<{ page: number }>(
    sql`select pageno - 1 as page from dbstat where name <> 'sqlite_schema' order by pageno`,
  );
  ledger.close();
  return rows.map(({ page }) => page);
}

function eventsIn(file: string): readonly { readonly id: string; readonly sequence: number }[] {
  const ledger = openTestLedger({
    file,
    key: branch.process.secrets()?.ledgerKey ?? '',
    nativeBinding: nativeBinding(),
  });
  const events = ledger.all<{ id: string; sequence: number }>(
    sql`select id, sequence from event order by sequence`,
  );
  ledger.close();
  return events;
}

describe('a damaged page', () => {
  it('stops neither visits nor the outbox, wherever the entries of a few visits lie', async () => {
    const file = await branchWithoutLine();
    const whole = `${file}.whole`;
    copyFileSync(file, whole);
    copyFileSync(markPath(file), `${whole}.mark`);
    const pages = pagesBesideSchema(whole);
    const chance = createRandom(9);
    const tried = [
      pages.at(-1) ?? 0,
      ...Array.from({ length: 6 }, () => pages[Math.floor(chance() * pages.length)] ?? 0),
    ];
    for (const page of tried) {
      for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
      copyFileSync(`${whole}.mark`, markPath(file));
      copyFileSync(whole, file);
      damage(file, page);
      branch.hub.stored.clear();
      startAgain();
      const clerk = await workOn();
      await allSent(clerk);
      const events = sentEvents();
      expect(new Set(events.map(({ sequence }) => sequence)).size).toBe(events.length);
      // What was on other pages is all there: a page holds a few entries.
      expect(events.length).toBeGreaterThan(VISITS * 2);
      await branch.process.stop();
    }
    startAgain();
  });

  it.each([
    ['of the file', [0]],
    ['of the table of events', [1]],
    ['of the file and of every table', [0, 1, 2, 3, 4]],
  ])('in the head %s loses no entry that lies on another page', async (_of, pages) => {
    const file = await branchWithoutLine();
    const before = eventsIn(file);
    for (const page of pages) damage(file, page);
    startAgain();
    const clerk = await workOn();
    await allSent(clerk);
    const sent = new Map(sentEvents().map((event) => [event.id as string, event.sequence]));
    const lost = before.filter(({ id, sequence }) => sent.get(id) !== sequence);
    expect(lost.length).toBeLessThan(pages.length * 10);
    const [mended] = mendedEvents();
    expect(mended?.payload).toMatchObject({ cause: 'damaged', kept: before.length - lost.length });
    expect(mended?.sequence).toBe(before.length + 1);
    expect(readdirSync(branch.process.dataDir).some((name) => name.includes('.damaged-'))).toBe(
      true,
    );
    expect(readdirSync(branch.process.dataDir).filter((name) => name.includes('.pages'))).toEqual(
      [],
    );
    const state = await untilState(clerk, () => true);
    expect(state.sync.missing ?? 0).toBe(lost.length);
  });
});

describe('a ledger that lacks entries', () => {
  it.each<[string, (file: string) => void]>([
    ['emptied', (file) => truncateSync(file, 0)],
    ['gone', (file) => rmSync(file)],
    [
      'cut in half',
      (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / PAGE) * PAGE),
    ],
    ['no database', (file) => writeFileSync(file, Buffer.alloc(40_000, 3))],
  ])('%s, takes no number twice and tells HQ at the first contact', async (_name, spoil) => {
    const file = await branchWithoutLine();
    spoil(file);
    startAgain();
    const clerk = await workOn();
    const before = await untilState(clerk, () => true);
    expect(before.sync.missing).toBeGreaterThan(0);
    await allSent(clerk);
    const events = sentEvents();
    const [mended] = mendedEvents();
    if (mended === undefined) throw new Error('HQ was not told');
    const { lost } = mended.payload as { lost: { from: number; through: number }[] };
    const known = new Set(events.map(({ sequence }) => sequence));
    for (const span of lost) {
      for (let sequence = span.from; sequence <= span.through; sequence += 1) {
        expect(known.has(sequence)).toBe(false);
        known.add(sequence);
      }
    }
    // Here or named as lost: HQ waits for none.
    expect([...known].toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: known.size }, (_, index) => index + 1),
    );
  });

  it('of an older copy is noticed before HQ is heard, and once', async () => {
    branch = await branchAtWork();
    branch.hub.fault = () => 'drop';
    const secrets = branch.process.secrets();
    if (secrets === null) throw new Error('no secrets');
    const file = ledgerPath(branch.process.dataDir, secrets.device);
    await visits(await clerkAt(branch.process), 2);
    await branch.process.stop();
    copyFileSync(file, `${file}.older`);
    startAgain();
    await visits(await clerkAt(branch.process), 3);
    await branch.process.stop();
    copyFileSync(`${file}.older`, file);
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    startAgain();
    const state = await untilState(await clerkAt(branch.process), () => true);
    expect(state.sync.missing).toBeGreaterThanOrEqual(6);
    await branch.restart();
    const clerk = await workOn();
    expect((await untilState(clerk, () => true)).sync.missing).toBe(state.sync.missing);
    await allSent(clerk);
    expect(mendedEvents()).toHaveLength(1);
  });

  it('with a mark of another key keeps that mark out of it', async () => {
    const file = await branchWithoutLine();
    writeFileSync(
      markPath(file),
      '{"mark":{"sequence":999999,"event":null,"audit":0},"seal":"00"}',
    );
    startAgain();
    const clerk = await workOn();
    expect((await untilState(clerk, () => true)).sync.missing).toBeNull();
    expect(existsSync(file)).toBe(true);
  });
});
