// Past HQ's limit, or without the key store that it demands, the customers' data are locked and what records is not.
import { afterEach, expect, it, vi } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import { POLICY } from '#tests/fixtures/branch.ts';
import {
  branchAtWork,
  type BranchAtWork,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, temporaryFolder, untilState, value } from '#tests/fixtures/data_process.ts';

vi.setConfig({ testTimeout: 60_000 });

let branch: BranchAtWork;
afterEach(() => branch.stop());

it('locks after the days of the policy, and unlocks when HQ is heard', async () => {
  branch = await branchAtWork({ policy: { ...POLICY, maxOfflineDays: 30 } });
  const manager = await managerAt(branch.process);
  const open = await startVisit(manager);
  branch.hub.fault = () => 'drop';
  branch.process.clockShift = 29 * DAY_MS;
  value(await manager.send('customer.open', { id: 1 }));
  expect(value(await manager.send('app.state', {})).sync).toMatchObject({ isLocked: false });

  branch.process.clockShift = 32 * DAY_MS;
  for (const refused of [
    await manager.send('customer.open', { id: 1 }),
    await manager.send('customer.search', { text: 'z' }),
    await manager.send('customer.reveal', { id: 1 }),
    await manager.send('visit.start', { customer: 1, purpose: 'top-up', intended: null }),
    await manager.send('care.list', {}),
  ]) {
    expect(failure(refused)).toEqual({ type: 'data-locked', days: 32, most: 30 });
  }
  const finish = { visit: open.visit, prepaid: 5_000, isConfirmed: true, gifts: [] };
  value(await manager.send('visit.finish', finish));
  // A number that the list has, too.
  const phone = '13812346688';
  value(await manager.send('walk-in.start', { phone, purpose: 'top-up', intended: 5_000 }));
  branch.process.putIn(temporaryFolder());
  expect(value(await manager.send('stick.write', {})).count).toBeGreaterThan(0);
  value(await manager.send('report.day', { day: null }));

  // The limit is known after a restart without a look at the policy.
  const shift = branch.process.clockShift;
  await branch.restart();
  branch.process.clockShift = shift;
  const again = await managerAt(branch.process);
  expect(failure(await again.send('customer.open', { id: 1 })).type).toBe('data-locked');
  branch.hub.fault = null;
  await untilState(again, ({ sync }) => !sync.isLocked);
  value(await again.send('customer.open', { id: 1 }));
  expect(
    failure(await again.send('walk-in.start', { phone, purpose: 'bill', intended: null })),
  ).toEqual({ type: 'known-phone' });
});

it('counts the silence from when a clock that ran ahead was set right', async () => {
  branch = await branchAtWork({ policy: { ...POLICY, maxOfflineDays: 30 } });
  branch.process.clockShift = 300 * DAY_MS;
  const manager = await managerAt(branch.process);
  value(await manager.send('sync.now', {}));
  branch.hub.fault = () => 'drop';
  branch.process.clockShift = 0;
  const { sync } = value(await manager.send('app.state', {}));
  expect(sync.lastContact).toBeLessThan(Date.now() + DAY_MS);

  // Also over a restart, and no sooner than it should.
  await branch.restart();
  branch.process.clockShift = 29 * DAY_MS;
  const again = await managerAt(branch.process);
  expect(value(await again.send('app.state', {})).sync).toMatchObject({ isLocked: false });
  branch.process.clockShift = 32 * DAY_MS;
  expect(value(await again.send('app.state', {})).sync).toMatchObject({ isLocked: true });
});

it('is not locked by a clock that lost its day and was set right', async () => {
  branch = await branchAtWork({ policy: { ...POLICY, maxOfflineDays: 30 } });
  const before = await managerAt(branch.process);
  value(await before.send('sync.now', {}));
  branch.hub.fault = () => 'drop';

  // A new battery: the computer begins years ago, and is looked at before somebody sets its clock.
  branch.process.clockShift = -900 * DAY_MS;
  await branch.restart();
  branch.process.clockShift = -900 * DAY_MS;
  const wrong = await managerAt(branch.process);
  expect(value(await wrong.send('app.state', {})).sync).toMatchObject({ isLocked: false });
  await branch.restart();
  branch.process.clockShift = 2 * DAY_MS;
  const right = await managerAt(branch.process);
  expect(value(await right.send('app.state', {})).sync).toMatchObject({ isLocked: false });
  value(await right.send('customer.open', { id: 1 }));

  // The days count from when HQ was heard all the same.
  branch.process.clockShift = 32 * DAY_MS;
  expect(failure(await right.send('customer.open', { id: 1 })).type).toBe('data-locked');
});

it('stays locked when a clock that ran ahead at the last contact comes to that day', async () => {
  branch = await branchAtWork({ policy: { ...POLICY, maxOfflineDays: 30 } });
  branch.process.clockShift = 60 * DAY_MS;
  const manager = await managerAt(branch.process);
  value(await manager.send('sync.now', {}));
  branch.hub.fault = () => 'drop';
  for (const [days, isLocked] of [
    [0, false],
    [29, false],
    [32, true],
    [61, true],
  ] as const) {
    branch.process.clockShift = days * DAY_MS;
    const { sync } = value(await manager.send('app.state', {}));
    expect(sync, `day ${days}`).toMatchObject({ isLocked });
  }
});

it('opens no customers under a key store that only hides the key, where HQ demands more', async () => {
  const policy = { ...POLICY, requireProtectedKeyStore: true };
  branch = await branchAtWork({ policy });
  const manager = await managerAt(branch.process);
  value(await manager.send('customer.open', { id: 1 }));
  const open = await startVisit(manager);

  // The same computer after somebody took its keyring away, and enrolled it so; over a restart without a line, too.
  branch.hub.fault = () => 'drop';
  const keyStore = { backend: 'basic_text', isProtected: false };
  await branch.restart({ keyStore });
  const again = await managerAt(branch.process);
  const locked = { type: 'open-key-store', backend: 'basic_text' };
  for (const refused of [
    await again.send('customer.search', { text: 'z' }),
    await again.send('customer.open', { id: 1 }),
    await again.send('customer.reveal', { id: 1 }),
    await again.send('customer.file', { id: 1 }),
    await again.send('visit.start', { customer: 1, purpose: 'top-up', intended: null }),
    await again.send('care.list', {}),
  ]) {
    expect(failure(refused)).toEqual(locked);
  }
  // What records is open, of everybody by the number, and so is what carries it to HQ.
  const finish = { visit: open.visit, prepaid: 5_000, isConfirmed: true, gifts: [] };
  value(await again.send('visit.finish', finish));
  const phone = '13812346688';
  value(await again.send('walk-in.start', { phone, purpose: 'top-up', intended: 5_000 }));
  branch.hub.fault = null;
  value(await again.send('sync.now', {}));
  await untilState(again, ({ sync }) => sync.unsent === 0 && sync.line === 'online');
  expect(failure(await again.send('customer.open', { id: 1 }))).toEqual(locked);

  // With a protected one, or a policy that says nothing of it, they open.
  await branch.restart();
  value(await (await managerAt(branch.process)).send('customer.search', { text: 'z' }));
});

it('does not mind the key store where HQ does not', async () => {
  branch = await branchAtWork();
  const keyStore = { backend: 'basic_text', isProtected: false };
  await branch.restart({ keyStore });
  const manager = await managerAt(branch.process);
  expect(value(await manager.send('customer.open', { id: 1 })).id).toBe(1);
});
