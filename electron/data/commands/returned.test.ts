// What HQ could not store holds up nothing, and stands on the manager's page with its number and HQ's reason.
import { afterEach, expect, it } from 'vitest';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { value } from '#tests/fixtures/data_process.ts';

let branch: BranchAtWork;
afterEach(() => branch.stop());

it('lists what HQ returned, and sends all else', async () => {
  branch = await branchAtWork();
  branch.hub.quarantine.set('visit.finished', 'malformed: payload prepaid: a number');
  const clerk = await clerkAt(branch.process);
  for (const customer of [1, 2]) {
    const { visit } = await startVisit(clerk, customer);
    value(await clerk.send('visit.finish', { visit, prepaid: null, gifts: [] }));
  }
  expect(value(await clerk.send('sync.now', {}))).toMatchObject({ unsent: 0, quarantined: 2 });
  const manager = await managerAt(branch.process);
  const { returned } = value(await manager.send('report.day', { day: null }));
  expect(returned.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['visit.finished', 'malformed: payload prepaid: a number'],
    ['visit.finished', 'malformed: payload prepaid: a number'],
  ]);
  expect(returned[0]?.sequence).toBeGreaterThan(returned[1]?.sequence ?? 0);
  expect(returned[0]?.staff).not.toBe('c1');
  expect(branch.hub.stored.size).toBeGreaterThan(2);
});
