// The counter's daily letting go, on a real device: a minute after the start, each day, and never on a ledger that closed.
import { afterEach, expect, it } from 'vitest';
import { createLine } from '#electron/line/line.ts';
import { DAY_MS } from '#shared/base/month.ts';
import { policySchema } from '#shared/model/policy.ts';
import { POLICY } from '#tests/fixtures/branch.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { untilState, value } from '#tests/fixtures/data_process.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { sql } from './db/sql.ts';
import { type Device, openDevice } from './device.ts';
import { retainDaily } from './retain.ts';

const NOTE = '女儿下午来办';
let branch: BranchAtWork | null = null;
let device: Device | null = null;
afterEach(async () => {
  await device?.close();
  await branch?.stop();
  [device, branch] = [null, null];
});

/** The ledger of a day's work, opened so many days later. */
async function daysLater(days: number): Promise<{ readonly dataDir: string; at: number }> {
  const keepDays = { contents: 100, inputs: 31, ledgers: 30 };
  branch = await branchAtWork({ policy: policySchema.parse({ ...POLICY, keepDays }) });
  const { process } = branch;
  const clerk = await clerkAt(process);
  const { visit } = await startVisit(clerk, 1, null);
  value(await clerk.send('note.write', { visit, text: NOTE }));
  value(await clerk.send('visit.finish', { visit, prepaid: null, gifts: [] }));
  await untilState(clerk, ({ sync }) => sync.unsent === 0);
  const secrets = process.secrets();
  if (secrets === null) throw new Error('not enrolled');
  await process.stop();
  const time = { dataDir: process.dataDir, at: Date.now() + days * DAY_MS };
  const opened = openDevice({
    secrets,
    dataDir: time.dataDir,
    nativeBinding: nativeBinding(),
    hubUrl: null,
    line: createLine({ authority: null, proxy: null }),
    platform: {
      systemNow: () => time.at,
      randomBytes: (count) => new Uint8Array(count),
      random: () => 0.5,
    },
    log: () => undefined,
    onCacheChange: () => undefined,
    onSyncStatus: () => undefined,
    onKeys: () => undefined,
    onTold: () => undefined,
    onLedgerDamage: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.error.type);
  device = opened.value;
  return time;
}

/** A timer that a test lets ring. */
function timerOf() {
  const waits: number[] = [];
  let next: (() => unknown) | null = null;
  return {
    waits,
    wait: (work: () => void, ms: number) => {
      waits.push(ms);
      next = work;
      return () => {
        next = null;
      };
    },
    ring: async () => await next?.(),
  };
}

const words = (): string =>
  JSON.stringify(device?.ledger.all(sql`select payload from event order by sequence`));

it('waits a minute, then lets go what is past its days, and so each day', async () => {
  const time = await daysLater(40);
  const timer = timerOf();
  const told: string[] = [];
  const retaining = retainDaily(
    () => device,
    time.dataDir,
    (level, text) => told.push(`${level} ${text}`),
    timer.wait,
  );
  expect(words()).toContain('tenureMonths');
  await timer.ring();
  // Inputs of decisions after 31 days, words after 100.
  expect(words()).not.toContain('tenureMonths');
  expect(words()).toContain(NOTE);
  expect(told).toEqual([
    expect.stringMatching(/^info \d+ entries and files past the days of the policy let go$/),
  ]);
  await timer.ring();
  expect(told).toHaveLength(1);
  time.at += 65 * DAY_MS;
  await timer.ring();
  expect(words()).not.toContain(NOTE);
  expect(timer.waits).toEqual([60_000, DAY_MS, DAY_MS, DAY_MS]);
  retaining.stop();
  expect(await timer.ring()).toBeUndefined();
  expect(timer.waits).toHaveLength(4);
});

it('waits for a device, tells what failed and tries again the next day', async () => {
  const time = await daysLater(200);
  const timer = timerOf();
  const told: string[] = [];
  let isThere = false;
  const retaining = retainDaily(
    () => (isThere ? device : null),
    time.dataDir,
    (level, text) => told.push(`${level} ${text}`),
    timer.wait,
  );
  await timer.ring();
  expect([told, timer.waits.at(-1)]).toEqual([[], DAY_MS]);
  isThere = true;
  const { ledger } = device as Device;
  device = { ...(device as Device), ledger: closedLedger(ledger) };
  await timer.ring();
  expect(told).toEqual(['error not let go: the ledger is closed']);
  expect(words()).toContain(NOTE);
  device = { ...device, ledger };
  await timer.ring();
  expect(words()).not.toContain(NOTE);
  // Stopped in the midst of it: nothing goes on.
  retaining.stop();
  expect(timer.waits).toHaveLength(4);
});

/** Reads, and takes nothing. */
const closedLedger = (ledger: Device['ledger']): Device['ledger'] => ({
  ...ledger,
  all: ledger.all.bind(ledger),
  get: ledger.get.bind(ledger),
  transaction: () => {
    throw new Error('the ledger is closed');
  },
});
