// Killed at any moment, the branch has every answer that a clerk was told is recorded.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchAtWork, type BranchAtWork, managerAt } from '#tests/fixtures/branch_at_work.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { startDataProcess, value } from '#tests/fixtures/data_process.ts';
import { LEDGER_KEY } from '#tests/fixtures/fake_hub.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { buildScript } from '#tools/build/script.mjs';
import { sql } from './db/sql.ts';
import { ledgerPath } from './device.ts';
import { findAuditBreak } from './store/audit.ts';

const CUSTOMERS = 400;
let branch: BranchAtWork;
let program: string;

beforeAll(async () => {
  program = await buildScript('tests/fixtures/clerk_program.ts', 'dist/test/clerk');
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => customer(index + 1));
  branch = await branchAtWork({ customers });
  await branch.process.stop();
}, 60_000);
afterAll(() => branch.stop());

/** Runs a clerk until so many answers were acknowledged, then kills the process; gives all that were. */
async function killAfter(answers: number, firstCustomer: number): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    [program, branch.process.dataDir, JSON.stringify(branch.process.secrets()), `${firstCustomer}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    acknowledged.push(line);
    if (acknowledged.length === answers) child.kill('SIGKILL');
  }
  return acknowledged;
}

describe('SIGKILL', () => {
  it('takes back no answer, and leaves no half visit', async () => {
    const acknowledged: string[] = [];
    for (const [round, answers] of [1, 7, 23].entries()) {
      // Customers of its own: one may have answered of whom nobody was told.
      acknowledged.push(...(await killAfter(answers, round * 100 + 1)));
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(31);
    const ledger = openTestLedger({
      file: ledgerPath(branch.process.dataDir, 'dev-1'),
      key: LEDGER_KEY,
      nativeBinding: nativeBinding(),
    });
    const kept = ledger.all<{ id: string }>(
      sql`select id from event where kind = 'answer.recorded'`,
    );
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    const halves = ledger.all(sql`
      select visit from event where kind = 'visit.started'
        and not exists (
          select 1 from event as made where made.visit = event.visit and made.kind = 'decision.made'
        )`);
    expect(halves).toEqual([]);
    expect(findAuditBreak(ledger)).toBeNull();
    ledger.close();

    const secrets = branch.process.secrets();
    if (secrets === null) throw new Error('no secrets');
    branch.process = startDataProcess({
      dataDir: branch.process.dataDir,
      key: { state: 'held', secrets },
    });
    const manager = await managerAt(branch.process);
    const report = value(await manager.send('report.day', { day: null }));
    expect(report.total.accepted).toBe(kept.length);
  }, 60_000);
});
