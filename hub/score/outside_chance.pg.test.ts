// HQ's own chances to leave, from the file to the score: they take the place of the hub's model, for whom they are said.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import { columnOf, modelOf } from '#shared/engine/churn/test_churn.ts';
import { OUTSIDE_MODEL, type Score } from '#shared/model/customer.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { saveModel } from '#hub/db/editions.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { scoreBranch } from './score_branch.ts';

let db: TestDatabase;
let files: TestFiles;
beforeAll(async () => {
  db = await openTestDatabase();
  files = await createTestFiles();
  const model = modelOf([columnOf('tenure', 0)]);
  await saveModel(db, { kind: 'churn', version: model.version, doc: JSON.stringify(model) });
});
afterAll(async () => {
  await files.remove();
  await db.close();
});

async function importCustomers(lines: readonly string[]) {
  const map = await loadMap('customers', 'hub/maps');
  if (!map.ok) throw new Error(map.error.type);
  const path = await files.write('customers.csv', lines.join('\n'));
  const imported = await importFile(db, path, map.value, {
    apply: true,
    branch: 'b1',
    newBranch: {
      name: { zh: '城关', en: 'Chengguan' },
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
    },
    asOf: day('2026-10-31'),
  });
  if (!imported.ok) throw new Error(imported.error.type);
  return imported.value;
}

async function scored() {
  const branch = await readBranch(db, 'b1');
  if (!branch) throw new Error('no branch');
  const report = await scoreBranch(db, branch);
  const churn: Record<string, unknown> = {};
  for await (const batch of customerBatches(db, 'b1', 10)) {
    for (const { account, score } of batch)
      churn[account] = score?.churn && [score.churn.model, score.churn.chance];
  }
  return { report, churn };
}

const HEADER = '账号,通话分钟_2026-10,离网可能';

test('S8 a chance of the file is taken, a blank leaves the customer to the model', async () => {
  await importCustomers([HEADER, 'A1,80,38.5%', 'A2,80,', 'A3,0,90']);
  const { report, churn } = await scored();
  expect(report.outside).toEqual({ chance: 2, group: 0, value: 0 });
  expect(churn).toEqual({
    A1: [OUTSIDE_MODEL, 0.385],
    A2: ['churn-test', expect.closeTo(0.1192, 4)],
    A3: [OUTSIDE_MODEL, 0.9],
  });
  await importCustomers([HEADER, 'A1,80,', 'A3,0,']);
  expect((await scored()).churn).toMatchObject({
    A1: ['churn-test', expect.closeTo(0.1192, 4)],
    A3: null,
  });
});

test("a value group and a value of the file are taken, in words of the trade, and called HQ's own", async () => {
  const header = `${HEADER},价值分群,客户估值`;
  await importCustomers([header, 'A1,80,,全业务型,360.50', 'A2,80,,,']);
  const { report } = await scored();
  expect(report.outside).toEqual({ chance: 0, group: 1, value: 1 });
  const scores: Record<string, Score | null> = {};
  for await (const batch of customerBatches(db, 'b1', 10))
    for (const { account, score } of batch) scores[account] = score;
  expect(scores['A1']).toMatchObject({
    valueGroup: 'full-service',
    isGroupOutside: true,
    lifetime: { current: 36_050, model: OUTSIDE_MODEL },
  });
  expect(scores['A2']).not.toHaveProperty('isGroupOutside');
  expect(scores['A2']?.lifetime).toBeNull();
  await importCustomers([header, 'A1,80,,,']);
  expect((await scored()).report.outside).toEqual({ chance: 0, group: 0, value: 0 });
  const { bad } = await importCustomers([header, 'A1,80,,白金,']);
  expect(JSON.stringify(bad)).toMatch(/价值分群.*白金.*全业务型/);
});

test('a chance beyond 100 percent is a bad cell, by row and column', async () => {
  const { bad } = await importCustomers([HEADER, 'A1,80,120']);
  expect(JSON.stringify(bad)).toMatch(/离网可能.*120/);
});
