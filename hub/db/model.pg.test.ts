import { afterAll, beforeAll, expect, test } from 'vitest';
import { readModel, saveModel } from './model.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('the last one saved of a kind is in force, and a version keeps its content', async () => {
  expect(await readModel(db, 'churn')).toBeUndefined();
  await saveModel(db, { kind: 'churn', version: 'c1', doc: '{"a":1}' });
  await saveModel(db, { kind: 'lifetime', version: 'c1', doc: '{"b":1}' });
  await saveModel(db, { kind: 'churn', version: 'c2', doc: '{"a":2}' });
  expect(await readModel(db, 'churn')).toBe('{"a":2}');
  await saveModel(db, { kind: 'churn', version: 'c1', doc: '{"a":1}' });
  expect(await readModel(db, 'churn')).toBe('{"a":1}');
  expect(await readModel(db, 'lifetime')).toBe('{"b":1}');
  const other = saveModel(db, { kind: 'churn', version: 'c2', doc: '{"a":3}' });
  await expect(other).rejects.toThrow('another content');
});
