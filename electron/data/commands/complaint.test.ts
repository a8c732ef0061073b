// A customer who complained is not sold to: not in that visit, not in the next, long before HQ's record knows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOfInstant, DAY_MS } from '#shared/base/month.ts';
import type { Client } from '#electron/port/client.ts';
import { type Catalog, catalogSchema } from '#shared/model/catalog.ts';
import {
  type BranchAtWork,
  branchAtWork,
  clerkAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { CATALOG } from '#tests/fixtures/branch.ts';
import { value } from '#tests/fixtures/data_process.ts';

const MINUTE_MS = 60_000;
/** To ten o'clock in China: what happens minutes later happens on the same day. */
const untilMorning = (now: number): number =>
  (2 * 60 * MINUTE_MS - (now % DAY_MS) + DAY_MS) % DAY_MS;

const COMPLAINED = { zh: '投诉过', en: 'complained' };
const catalog: Catalog = catalogSchema.parse({
  ...CATALOG,
  labels: [{ id: 'complained', name: COMPLAINED, rule: 'daysSinceComplaint <= 30' }],
});

let branch: BranchAtWork;
let clerk: Client;

beforeAll(async () => {
  branch = await branchAtWork({ catalog });
  branch.process.clockShift = untilMorning(Date.now());
  clerk = await clerkAt(branch.process);
});
afterAll(() => branch.stop());

const now = (): number => Date.now() + branch.process.clockShift;
const complain = async (customer: number) =>
  value(await clerk.send('visit.start', { customer, purpose: 'complaint', intended: null }));
const labelsOf = async (id: number) => value(await clerk.send('customer.open', { id })).labels;
const toTopUp = async (visit: string) =>
  value(await clerk.send('visit.change', { visit, purpose: 'top-up', intended: 5_000 }));

describe('after a complaint', () => {
  it('nothing is sold in the same visit, nor in the next', async () => {
    const { visit } = await complain(1);
    branch.process.clockShift += 3 * MINUTE_MS;
    expect(await toTopUp(visit)).toMatchObject({ proposals: [], silence: { code: 'complaint' } });
    const page = value(await clerk.send('customer.open', { id: 1 }));
    expect(page.lastComplaint).toBe(dayOfInstant(now(), 'Asia/Shanghai'));
    const next = await startVisit(clerk, 1);
    expect(next.proposals).toEqual([]);
    expect(next.silence?.reason.zh).toBe('客户今天投诉过，30天内不作推荐');
  });

  it('a live label knows of it on the same day', async () => {
    expect(await labelsOf(5)).toEqual([]);
    await complain(5);
    expect(await labelsOf(5)).toEqual([COMPLAINED]);
  });

  it('a purpose put right at once was a slip', async () => {
    const { visit } = await complain(2);
    const changed = await toTopUp(visit);
    expect(changed.silence).toBeNull();
    expect(changed.proposals.length).toBeGreaterThan(0);
  });

  it('the rest ends with the days of the policy', async () => {
    const { visit } = await complain(3);
    branch.process.clockShift += 3 * MINUTE_MS;
    expect((await toTopUp(visit)).proposals).toEqual([]);
    branch.process.clockShift += 31 * DAY_MS;
    expect((await startVisit(clerk, 3)).proposals.length).toBeGreaterThan(0);
  });
});
