// Training at a window: the real counter beside it does not hear of it, and nothing of it is left.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { ALL_VISITS } from '#shared/contract/view_visits.ts';
import { TRAINING_PIN } from '#shared/model/training.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let branch: BranchAtWork | null = null;
afterEach(async () => {
  await branch?.stop();
  branch = null;
});

const stateOf = async (client: Awaited<ReturnType<typeof clerkAt>>) =>
  value(await client.send('app.state', {}));

/** By typing, as a clerk does. */
async function found(client: Awaited<ReturnType<typeof clerkAt>>, text: string): Promise<number> {
  const { hits } = value(await client.send('customer.search', { text }));
  const [first] = hits;
  if (first === undefined) throw new Error(`nobody is found by ${text}`);
  return first.id;
}

describe('a training', () => {
  it('has an errand of its own, and the counter knows nothing of it', async () => {
    branch = await branchAtWork();
    const clerk = await clerkAt(branch.process);
    const manager = await managerAt(branch.process);
    const before = value(await manager.send('report.day', { day: null }));
    const { unsent } = (await stateOf(manager)).sync;

    value(await clerk.send('session.train', { isOn: true }));
    const inside = await stateOf(clerk);
    expect(inside).toMatchObject({ isTraining: true, neighbours: null, printer: null });
    expect(inside.sync).toMatchObject({ line: 'never', hubUrl: null });
    expect(inside.session?.staff).toBe('c1');
    expect((await stateOf(manager)).isTraining).toBe(false);

    const id = await found(clerk, 'wxl');
    expect(value(await clerk.send('customer.open', { id })).usualTopUp).toBe(5_000);
    const visit = value(
      await clerk.send('visit.start', { customer: id, purpose: 'top-up', intended: 5_000 }),
    );
    expect(visit.proposals.length).toBeGreaterThan(0);
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    value(
      await clerk.send('visit.finish', {
        visit: visit.visit,
        prepaid: fen(20_000),
        gifts: [],
      }),
    );
    const own = value(
      await clerk.send('visits.list', {
        day: null,
        to: null,
        filter: ALL_VISITS,
        offset: 0,
      }),
    );
    expect(own.total).toBe(1);

    value(await clerk.send('session.train', { isOn: false }));
    expect((await stateOf(clerk)).isTraining).toBe(false);
    expect(failure(await clerk.send('customer.open', { id })).type).toBe('unknown-customer');
    expect(failure(await clerk.send('visit.resume', { visit: visit.visit })).type).toBe(
      'unknown-visit',
    );
    const after = value(await manager.send('report.day', { day: null }));
    expect({ ...after, computedAt: 0 }).toEqual({ ...before, computedAt: 0 });
    expect((await stateOf(manager)).sync.unsent).toBe(unsent);
    expect(existsSync(join(branch.process.dataDir, 'training'))).toBe(false);
  });

  it('lets nothing out: no stick, no printer, no PIN, no word to the other windows', async () => {
    branch = await branchAtWork();
    const manager = await managerAt(branch.process);
    value(await manager.send('session.train', { isOn: true }));
    const approval = { manager: 'training-manager', pin: TRAINING_PIN };
    const tries = [
      await manager.send('stick.write', {}),
      await manager.send('neighbours.hosts', { hosts: [] }),
      await manager.send('paper.printer', { printer: '' }),
      await manager.send('session.idle-lock', { minutes: 5 }),
      await manager.send('staff.block', { member: 'c1', isBlocked: true, reason: '-', approval }),
      await manager.send('session.sign-in', { staff: 'c1', pin: '1234' }),
    ];
    expect(tries.map((one) => (one.ok ? 'done' : one.error.type))).toEqual(
      tries.map(() => 'in-training'),
    );
    expect(value(await manager.send('sync.now', {})).line).toBe('never');
  });

  it('approves by the PIN of the training, which opens nothing at the counter', async () => {
    branch = await branchAtWork();
    const clerk = await clerkAt(branch.process);
    value(await clerk.send('session.train', { isOn: true }));
    const id = await found(clerk, 'zhaominhua');
    const { visit } = value(
      await clerk.send('visit.start', { customer: id, purpose: 'bill', intended: null }),
    );
    const exception = {
      gift: 'umbrella',
      reason: 'apology' as const,
      words: '',
      approval: { manager: 'training-manager', pin: TRAINING_PIN },
    };
    const end = { visit, prepaid: null, gifts: [], exception };
    expect(value(await clerk.send('visit.finish', end)).finished).not.toBeNull();
    value(await clerk.send('session.train', { isOn: false }));
    const people = value(await clerk.send('staff.list', {})).map((member) => member.id);
    expect(people).not.toContain('training-manager');
  });

  it('ends with the session, whoever signs in next, and with the program', async () => {
    branch = await branchAtWork();
    const { process } = branch;
    const clerk = await clerkAt(process);
    value(await clerk.send('session.train', { isOn: true }));
    value(await clerk.send('session.train', { isOn: true }));
    process.lock();
    expect(await stateOf(clerk)).toMatchObject({ session: null, isTraining: false });
    value(await clerk.send('session.sign-in', { staff: 'c1', pin: '1234' }));
    expect((await stateOf(clerk)).isTraining).toBe(false);

    value(await clerk.send('session.train', { isOn: true }));
    value(await clerk.send('session.lock', {}));
    expect(await stateOf(clerk)).toMatchObject({ session: null, isTraining: false });

    const other = await managerAt(process);
    value(await other.send('session.train', { isOn: true }));
    await branch.restart();
    expect(readdirSync(process.dataDir)).not.toContain('training');
  });
});
