// S8 by HQ's own choice of leaver: from the files of two months to a model that says whom it foretells, and to its drift.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day, type Day } from '#shared/base/month.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Leaver } from '#shared/model/customer.ts';
import { churnLines, churnRefusal } from '#hub/cli/train_lines.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { reportLines } from '#hub/import/report_lines.ts';
import { importTestCustomers } from '#hub/import/test_customers.ts';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import { trainChurn } from './train_churn.ts';

const CUSTOMERS = 1_500;
const TIMEOUT = 240_000;
let db: TestDatabase;
let files: TestFiles;
beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
});
afterAll(async () => {
  await files.remove();
  await db.close();
});

async function importCustomers(branch: string, asOf: Day, lines: readonly string[]) {
  const { file, report } = await importTestCustomers(db, files, { branch, asOf }, lines);
  return { report, lines: reportLines(report, { file, rejects: undefined }) };
}

type Drawn = { readonly account: string; readonly use: number; readonly gap: number };
type Files = {
  readonly header: string;
  /** Cells of the customer at the end of each month, by whether they leave in it. */
  readonly before: (drawn: Drawn) => string;
  readonly after: (leaves: boolean) => string;
};

const FILES: Readonly<Record<Exclude<Leaver, 'silence'>, Files>> = {
  flag: { header: '是否离网', before: () => '否', after: (leaves) => (leaves ? '是' : '否') },
  'port-out': {
    header: '携出日期',
    before: () => '',
    after: (leaves) => (leaves ? '2026-10-17' : ''),
  },
  'contract-end': {
    header: '合约到期日',
    before: () => '2026-10-20',
    after: (leaves) => (leaves ? '2026-10-20' : '2027-10-20'),
  },
};

/** Two figures say who leaves; neither alone says all. */
function drawCustomers(seed: number): readonly (Drawn & { readonly leaves: boolean })[] {
  const random = createRandom(seed);
  return Array.from({ length: CUSTOMERS }, (_, at) => {
    const [use, gap] = [Math.round(200 * random()) + 1, Math.round(100 * random())];
    const score = 1.5 - use / 50 + gap / 40;
    return {
      account: `A${1000 + at}`,
      use,
      gap,
      leaves: random() < 1 / (1 + Math.exp(-score + 1.5)),
    };
  });
}

for (const leaver of ['flag', 'port-out', 'contract-end'] as const) {
  test(
    `S8 ${leaver}: learned from the files, said with the chance, held against the next file`,
    async () => {
      const branch = `b-${leaver}`;
      const { header, before, after } = FILES[leaver];
      const customers = drawCustomers(7);
      await importCustomers(branch, day('2026-09-30'), [
        `账号,通话分钟_2026-09,充值次数_2026-09,${header}`,
        ...customers.map((one) => `${one.account},${one.use},${one.gap},${before(one)}`),
      ]);
      const early = await trainChurn(db, { branch, leaver, windows: 1 });
      if (early.ok) throw new Error('learned from nothing');
      expect(churnRefusal(early.error).why).toMatch(/has_left|ported_out|Who renews/);

      await importCustomers(branch, day('2026-10-31'), [
        `账号,通话分钟_2026-10,充值次数_2026-10,${header}`,
        ...customers.map((one) => `${one.account},${one.use},${one.gap},${after(one.leaves)}`),
      ]);
      const trained = await trainChurn(db, { branch, leaver, windows: 1 });
      if (!trained.ok) throw new Error(trained.error.type);
      const { model } = trained.value;
      const left = customers.filter(({ leaves }) => leaves).length;
      expect(model).toMatchObject({
        leaver,
        metrics: { rows: CUSTOMERS, positives: left },
      });
      expect(model.metrics.bestColumn.auc).toBeLessThan(0.9);
      expect(churnLines(trained.value)[0]).not.toContain('going silent');

      // Scored as of the end of October: who has left, or has no contract that ends in November, has no chance.
      const found = await readBranch(db, branch);
      if (!found) throw new Error('no branch');
      expect((await scoreBranch(db, found)).models.leaver).toBe(leaver);
      const chances = new Map<string, unknown>();
      for await (const batch of customerBatches(db, branch, 1_000))
        for (const { account, score } of batch)
          if (score?.churn) chances.set(account, [score.churn.leaver, score.churn.model]);
      const stay = leaver === 'contract-end' ? [] : customers.filter(({ leaves }) => !leaves);
      expect([...chances.keys()].toSorted()).toEqual(stay.map(({ account }) => account).toSorted());
      expect(new Set([...chances.values()].map(String)).size).toBe(Math.min(1, stay.length));
      if (leaver === 'contract-end') return;

      // Of the others, none leaves in November: the import itself says that the chances were too high.
      const { lines, report } = await importCustomers(branch, day('2026-11-30'), [
        `账号,通话分钟_2026-11,${header}`,
        ...customers.map((one) => `${one.account},${one.use},${after(one.leaves)}`),
      ]);
      expect(report.borneOut).toMatchObject([
        {
          model: model.version,
          leaver,
          drift: { customers: CUSTOMERS - left, found: 0, isStale: true },
        },
      ]);
      expect(lines.join('\n')).toContain(`\`hub train churn --leaver ${leaver}\` learns anew`);
    },
    TIMEOUT,
  );
}

const header = (number: string): string => `账号,通话分钟_2026-${number},是否离网`;

/** Too few to learn from, but counted. */
async function flaggedRows(): Promise<unknown> {
  const refused = await trainChurn(db, { branch: 'b-kept', leaver: 'flag', windows: 3 });
  return refused.ok ? refused.value : refused.error;
}

test('a flag that stays keeps the day on which it was first seen; who is not flagged any more is back', async () => {
  await importCustomers('b-kept', day('2026-08-31'), [header('08'), 'K1,10,否']);
  await importCustomers('b-kept', day('2026-09-30'), [header('09'), 'K1,10,是']);
  await importCustomers('b-kept', day('2026-10-31'), [header('10'), 'K1,10,是']);
  // One row: August's figures, left in September. In October K1 was gone.
  expect(await flaggedRows()).toMatchObject({ type: 'too-few', rows: 1, positives: 1 });
  await importCustomers('b-kept', day('2026-11-30'), [header('11'), 'K1,10,否']);
  expect(await flaggedRows()).toMatchObject({ type: 'too-few', rows: 3, positives: 0 });
});
