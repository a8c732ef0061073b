// Own PINs, lock-out and release, and who is barred: at one window without a line, and as HQ and other windows tell of it.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { staffMemberSchema } from '#shared/model/branch.ts';
import { POLICY, STAFF } from '#tests/fixtures/branch.ts';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, untilState, value } from '#tests/fixtures/data_process.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ledgerPath } from '../device.ts';
import { outbox } from '../store/events.ts';

vi.setConfig({ testTimeout: 30_000 });

const BY_MANAGER = { manager: 'm1', pin: '9876' };

let branch: BranchAtWork;
beforeAll(async () => {
  const [c1, ...others] = STAFF;
  branch = await branchAtWork({
    staff: [staffMemberSchema.parse({ ...c1, isFirstPin: true }), ...others],
    policy: { ...POLICY, people: { pinDigits: 6, lockAfter: 3, idleMinutes: 5 } },
  });
});
afterAll(() => branch.process.stop());

const signIn = (client: Client, staff: string, pin: string, ownPin: string | null = null) =>
  client.send('session.sign-in', { staff, pin, ownPin });

const kept = () => {
  const ledger = openTestLedger({
    file: ledgerPath(branch.process.dataDir, 'dev-1'),
    key: 'b'.repeat(64),
    nativeBinding: nativeBinding(),
  });
  const events = outbox(ledger, 1_000);
  ledger.close();
  return events;
};

describe('a PIN that HQ gave', () => {
  it('opens nothing but the choice of an own one, which holds without a line and through restarts', async () => {
    await branch.hub.close();
    let client = branch.process.connect();
    expect(failure(await signIn(client, 'c1', '1234'))).toEqual({
      type: 'own-pin-due',
      digits: 6,
    });
    expect(failure(await client.send('customer.search', { text: 'z' })).type).toBe('signed-out');
    expect(failure(await signIn(client, 'c1', '0000', '305172'))).toMatchObject({
      type: 'wrong-pin',
    });
    expect(failure(await signIn(client, 'c1', '1234', '1234')).type).toBe('same-pin');
    for (const weak of ['3051', '123456', '870520']) {
      expect(failure(await signIn(client, 'c1', '1234', weak))).toEqual({
        type: 'weak-pin',
        digits: 6,
      });
    }
    expect(value(await signIn(client, 'c1', '1234', '305172'))).toMatchObject({ staff: 'c1' });
    await branch.restart();
    client = branch.process.connect();
    expect(failure(await signIn(client, 'c1', '1234')).type).toBe('wrong-pin');
    value(await signIn(client, 'c1', '305172'));
    // And may be changed by whoever knows it.
    value(await signIn(client, 'c1', '305172', '440291'));
    value(await signIn(client, 'c1', '440291'));
    expect(failure(await signIn(client, 'c1', '305172')).type).toBe('wrong-pin');
    value(await signIn(client, 'c1', '440291'));
  });

  it('approves nothing', async () => {
    const client = branch.process.connect();
    const clerk = { manager: 'c1', pin: '440291' };
    expect(
      failure(await client.send('staff.release', { member: 'c2', approval: clerk })).type,
    ).toBe('unknown-staff');
  });
});

describe('wrong PINs', () => {
  it('lock at the number of HQ, also through a restart, until a manager releases', async () => {
    let client = branch.process.connect();
    for (const failures of [1, 2]) {
      expect(failure(await signIn(client, 'c2', '0000'))).toMatchObject({
        type: 'wrong-pin',
        failures,
      });
    }
    expect(failure(await signIn(client, 'c2', '0000'))).toEqual({
      type: 'locked-out',
      failures: 3,
    });
    await branch.restart();
    client = branch.process.connect();
    expect(failure(await signIn(client, 'c2', '2345')).type).toBe('locked-out');
    const manager = await managerAt(branch.process);
    expect(value(await manager.send('staff.watch', {}))).toContainEqual({
      id: 'c2',
      name: '王强',
      role: 'clerk',
      failures: 3,
      isLockedOut: true,
      isBlocked: false,
      hasFirstPin: false,
    });
    const release = (pin: string) =>
      client.send('staff.release', { member: 'c2', approval: { ...BY_MANAGER, pin } });
    expect(failure(await release('0000')).type).toBe('wrong-pin');
    expect(failure(await signIn(client, 'c2', '2345')).type).toBe('locked-out');
    value(await release('9876'));
    value(await signIn(client, 'c2', '2345'));
    const told = kept().filter(({ kind }) => kind.startsWith('pins.'));
    expect(told.map(({ kind, staff, payload }) => [kind, staff, payload])).toEqual([
      ['pins.wrong', 'program', { member: 'c2', failures: 3, isLocked: true }],
      ['pins.released', 'm1', { member: 'c2', approvedBy: 'm1' }],
    ]);
  });
});

describe('a manager', () => {
  it('bars somebody at once without a line; what is under way stays, and HQ gets to know', async () => {
    const clerk = await clerkAt(branch.process, 'c2', '2345');
    const visit = await startVisit(clerk);
    const manager = await managerAt(branch.process);
    const block = (member: string, isBlocked: boolean) =>
      manager.send('staff.block', { member, isBlocked, reason: '离职', approval: BY_MANAGER });
    expect(failure(await block('m1', true)).type).toBe('oneself');
    value(await block('c2', true));
    await untilState(clerk, ({ session }) => session === null);
    expect(failure(await clerk.send('customer.search', { text: 'z' })).type).toBe('signed-out');
    expect(failure(await signIn(clerk, 'c2', '2345')).type).toBe('blocked');
    const staff = value(await clerk.send('staff.list', {}));
    expect(staff.map(({ id }) => id)).not.toContain('c2');
    expect(failure(await block('c2', true)).type).toBe('nothing-changed');
    const waiting = value(await manager.send('visit.waiting', {}));
    expect(waiting.map((each) => each.visit)).toContain(visit.visit);
    expect(kept().filter(({ kind }) => kind === 'staff.blocked')).toMatchObject([
      { staff: 'm1', payload: { member: 'c2', isBlocked: true, approvedBy: 'm1' } },
    ]);
    value(await block('c2', false));
    value(await signIn(clerk, 'c2', '2345'));
  });

  it('is the only one who may', async () => {
    const clerk = await clerkAt(branch.process, 'c2', '2345');
    const block = { member: 'c1', isBlocked: true, reason: '离职', approval: BY_MANAGER };
    expect(failure(await clerk.send('staff.block', block)).type).toBe('forbidden');
    expect(failure(await clerk.send('staff.watch', {})).type).toBe('forbidden');
  });
});

describe('the lock of the computer', () => {
  it('ends every session, and leaves what is under way', async () => {
    const [clerk, manager] = [
      await clerkAt(branch.process, 'c2', '2345'),
      await managerAt(branch.process),
    ];
    const visit = await startVisit(clerk, 2);
    branch.process.lock();
    for (const client of [clerk, manager]) {
      await untilState(client, ({ session }) => session === null);
    }
    const again = await clerkAt(branch.process, 'c2', '2345');
    const waiting = value(await again.send('visit.waiting', {}));
    expect(waiting.map((each) => each.visit)).toContain(visit.visit);
  });

  it("comes by itself after HQ's minutes", async () => {
    const client = await clerkAt(branch.process, 'c2', '2345');
    const { idleLockMinutes } = await untilState(client, () => true);
    expect(idleLockMinutes).toBe(5);
    const manager = await clerkAt(branch.process, 'm1', '9876');
    value(await manager.send('session.idle-lock', { minutes: 2 }));
    const sooner = await untilState(client, (state) => state.idleLockMinutes === 2);
    expect(sooner.idleLockMost).toBe(5);
    const later = await manager.send('session.idle-lock', { minutes: 6 });
    expect(failure(later)).toMatchObject({ type: 'bad-input', field: 'minutes' });
    const clerk = await client.send('session.idle-lock', { minutes: 1 });
    expect(failure(clerk)).toMatchObject({ type: 'forbidden' });
    value(await manager.send('session.idle-lock', { minutes: 5 }));
  });
});
