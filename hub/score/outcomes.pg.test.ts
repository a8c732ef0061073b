// S8 from one import to the next: what was said of the month is counted once, and a stale model is called one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columnOf, modelOf } from '#shared/engine/churn/test_churn.ts';
import type { Branch } from '#shared/model/branch.ts';
import { readBranch } from '#hub/db/branch.ts';
import { readChurnOutcomes } from '#hub/db/churn_outcomes.ts';
import { saveModel } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { addTestMonth, createTestBranch } from '#hub/db/test_province.ts';
import { driftOf } from './outcomes.ts';
import { scoreBranch } from './score_branch.ts';

const CUSTOMERS = 600;
let db: TestDatabase;
let branch: Branch;

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: CUSTOMERS });
  const found = await readBranch(db, 'b1');
  if (!found) throw new Error('no branch');
  branch = found;
  // Says of everybody 1 / (1 + e^2): 11.9 in a hundred.
  const model = modelOf([columnOf('tenure', 0)]);
  await saveModel(db, { kind: 'churn', version: model.version, doc: JSON.stringify(model) });
});
afterAll(() => db.close());

const outcomes = () => readChurnOutcomes(db, 'churn-test', 3);

test('S8 chances are held against what happened, each once, and a wrong model goes stale', async () => {
  await scoreBranch(db, branch);
  await scoreBranch(db, branch);
  expect(await outcomes()).toEqual([]);

  await addTestMonth(db, 'b1', { month: '2026-11', asOf: '2026-11-30', silentEvery: 8 });
  await scoreBranch(db, branch);
  await scoreBranch(db, branch);
  const november = await outcomes();
  expect(november).toMatchObject([{ month: '2026-11', band: 1, customers: CUSTOMERS, silent: 75 }]);
  expect(driftOf(november)).toMatchObject({ months: 1, found: 0.125, isStale: false });

  // Who was silent in November has no chance any more; of the 525 others every other one is silent in December.
  await addTestMonth(db, 'b1', { month: '2026-12', asOf: '2026-12-31', silentEvery: 2 });
  await scoreBranch(db, branch);
  const both = await outcomes();
  expect(both.map(({ month, customers }) => [month, customers])).toEqual([
    ['2026-11', CUSTOMERS],
    ['2026-12', CUSTOMERS - 75],
  ]);
  expect(driftOf(both)).toMatchObject({ months: 2, isStale: true });
  expect(await readChurnOutcomes(db, 'churn-test', 1)).toHaveLength(1);
});
