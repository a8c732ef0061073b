// When the program may be updated: said by a manager, with nothing unsent and nobody in the middle of an errand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { failure, value } from '#tests/fixtures/data_process.ts';
import { afterEach, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

let branch: BranchAtWork;
const stick = mkdtempSync(join(tmpdir(), 'update-stick-'));
afterEach(async () => {
  await branch.stop();
  rmSync(stick, { recursive: true, force: true });
});

it('is for a manager, not in training, not while entries are unsent, not while a visit waits', async () => {
  branch = await branchAtWork();
  const { updateActs } = branch.process;
  const clerk = await clerkAt(branch.process);
  for (const act of ['look', 'install'] as const)
    expect(failure(await clerk.send('program.update', { act })).type).toBe('forbidden');
  const manager = await managerAt(branch.process);
  value(await manager.send('session.train', { isOn: true }));
  expect(failure(await manager.send('program.update', { act: 'install' })).type).toBe(
    'in-training',
  );
  value(await manager.send('session.train', { isOn: false }));
  expect(updateActs).toEqual([]);

  // What is unsent is sent first, where there is a line.
  const { visit } = await startVisit(clerk, 1, 5_000);
  expect(failure(await manager.send('program.update', { act: 'install' }))).toEqual({
    type: 'update-visits',
    count: 1,
  });
  await branch.hub.close();
  value(await clerk.send('visit.finish', { visit, prepaid: 5_000, gifts: [] }));
  expect(failure(await manager.send('program.update', { act: 'install' }))).toEqual({
    type: 'update-unsent',
    count: 1,
  });
  // To look for one harms nobody.
  value(await manager.send('program.update', { act: 'look' }));
  expect(updateActs).toEqual(['look']);

  branch.process.putIn(stick);
  value(await manager.send('stick.write', {}));
  value(await manager.send('program.update', { act: 'install' }));
  expect(updateActs).toEqual(['look', 'install']);
});
