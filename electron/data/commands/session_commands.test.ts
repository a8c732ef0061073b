// Signing in: right and wrong PINs, the growing delay, roles, the lock, and the audit of each.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY_MS } from '#shared/base/month.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, untilState, value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '../device.ts';
import { auditFrom, findAuditBreak } from '../store/audit.ts';

vi.setConfig({ testTimeout: 30_000 });

let branch: BranchAtWork;
beforeAll(async () => {
  branch = await branchAtWork();
});
afterAll(() => branch.stop());

describe('session.sign-in', () => {
  it('lists the staff without their PIN hashes', async () => {
    const client = branch.process.connect();
    expect(value(await client.send('staff.list', {}))).toEqual([
      { id: 'c1', name: '李梅', role: 'clerk', initials: ['lm'] },
      { id: 'c2', name: '王强', role: 'clerk', initials: ['wq'] },
      { id: 'm1', name: '赵敏', role: 'manager', initials: ['zm'] },
    ]);
  });

  it('signs in at one window only', async () => {
    const client = await clerkAt(branch.process);
    const other = branch.process.connect();
    expect((await untilState(client, () => true)).session?.staff).toBe('c1');
    expect((await untilState(other, () => true)).session).toBeNull();
  });

  it('makes those wait who guess, through restarts and whatever the clock says', async () => {
    let client = branch.process.connect();
    const guess = async () =>
      failure(await client.send('session.sign-in', { staff: 'c2', pin: '0000' }));
    expect(await guess()).toEqual({ type: 'wrong-pin', failures: 1, retryAfterMs: 0 });
    expect(await guess()).toEqual({ type: 'wrong-pin', failures: 2, retryAfterMs: 0 });
    expect(await guess()).toEqual({ type: 'wrong-pin', failures: 3, retryAfterMs: 2_000 });
    expect(await guess()).toMatchObject({ type: 'wait' });
    // A clock set forward, and a restart with it, do not shorten the wait; a clock set back does not prolong it.
    for (const clockShift of [3_600_000, DAY_MS, -DAY_MS]) {
      branch.process.clockShift = clockShift;
      await branch.restart();
      branch.process.clockShift = clockShift;
      client = branch.process.connect();
      const waiting = await guess();
      expect(waiting).toMatchObject({ type: 'wait' });
      expect('retryAfterMs' in waiting && waiting.retryAfterMs).toBeGreaterThan(0);
      expect('retryAfterMs' in waiting && waiting.retryAfterMs).toBeLessThanOrEqual(2_000);
    }
    // Only time that passes does.
    await vi.waitFor(
      async () => value(await client.send('session.sign-in', { staff: 'c2', pin: '2345' })),
      { timeout: 10_000, interval: 100 },
    );
    expect(await guess()).toMatchObject({ type: 'wrong-pin', failures: 1 });
    branch.process.clockShift = 0;
  });

  it('tells at the next sign-in how often the PIN was wrong before', async () => {
    const client = branch.process.connect();
    const signIn = (pin: string) => client.send('session.sign-in', { staff: 'c2', pin });
    await signIn('2345');
    expect(failure(await signIn('0000'))).toMatchObject({ failures: 1 });
    expect(failure(await signIn('0000'))).toMatchObject({ failures: 2 });
    expect(value(await signIn('2345'))).toMatchObject({ staff: 'c2', failedBefore: 2 });
    expect(value(await signIn('2345'))).toMatchObject({ staff: 'c2', failedBefore: 0 });
  });

  it('checks one PIN of a person at a time', async () => {
    const clients = [1, 2, 3].map(() => branch.process.connect());
    const results = await Promise.all(
      clients.map((client) => client.send('session.sign-in', { staff: 'm1', pin: '9876' })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('does not know strangers', async () => {
    const client = branch.process.connect();
    const result = await client.send('session.sign-in', { staff: 'x9', pin: '1234' });
    expect(failure(result).type).toBe('unknown-staff');
  });
});

describe('roles', () => {
  it('keep clerks from the report, and everybody from everything after the lock', async () => {
    const clerk = await clerkAt(branch.process);
    expect(failure(await clerk.send('report.day', { day: null }))).toEqual({
      type: 'forbidden',
      needs: 'manager',
    });
    const manager = await managerAt(branch.process);
    expect((await manager.send('report.day', { day: null })).ok).toBe(true);
    value(await manager.send('session.lock', {}));
    expect(failure(await manager.send('customer.search', { text: '1' })).type).toBe('signed-out');
  });
});

describe('the audit log', () => {
  it('has every look-up and sign-in, and no customer data', async () => {
    const clerk = await clerkAt(branch.process);
    value(await clerk.send('customer.search', { text: '13812346688' }));
    // Nothing is revealed of whom this person did not open.
    expect(failure(await clerk.send('customer.reveal', { id: 1 })).type).toBe('unknown-customer');
    value(await clerk.send('customer.open', { id: 1 }));
    expect(failure(await clerk.send('customer.reveal', { id: 2 })).type).toBe('unknown-customer');
    expect(value(await clerk.send('customer.reveal', { id: 1 }))).toEqual({
      name: '张三丰',
      phone: '13812346688',
      account: 'A1000001',
    });
    await branch.restart();
    const ledger = openTestLedger({
      file: ledgerPath(branch.process.dataDir, 'dev-1'),
      key: 'b'.repeat(64),
      nativeBinding: nativeBinding(),
    });
    const entries = auditFrom(ledger, 1, 1_000);
    expect(findAuditBreak(ledger)).toBeNull();
    ledger.close();
    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set(['enrol', 'sign-in', 'sign-in-failed', 'lock', 'search', 'open', 'reveal']),
    );
    expect(
      entries.slice(-3).map(({ action, customer, staff }) => [action, customer, staff]),
    ).toEqual([
      ['search', null, 'c1'],
      ['open', 1, 'c1'],
      ['reveal', 1, 'c1'],
    ]);
    expect(entries.at(-3)?.detail).toMatchObject({ hits: 1, more: false });
    expect(JSON.stringify(entries)).not.toMatch(/13812346688|张|A1000001|1234"/);
  });
});
