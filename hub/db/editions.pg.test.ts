import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import { readBeliefs, readModel, readText, saveBeliefs, saveModel } from './editions.ts';
import { openTestDatabase, type TestDatabase } from './test_database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('the last one saved of a kind is in force, and a version keeps its content', async () => {
  expect(await readText(db, 'churn')).toBeUndefined();
  await saveModel(db, { kind: 'churn', version: 'c1', doc: '{"a":1}' });
  await saveModel(db, { kind: 'lifetime', version: 'c1', doc: '{"b":1}' });
  await saveModel(db, { kind: 'churn', version: 'c2', doc: '{"a":2}' });
  expect(await readText(db, 'churn')).toBe('{"a":2}');
  await saveModel(db, { kind: 'churn', version: 'c1', doc: '{"a":1}' });
  expect(await readText(db, 'churn')).toBe('{"a":1}');
  expect(await readText(db, 'lifetime')).toBe('{"b":1}');
  const other = saveModel(db, { kind: 'churn', version: 'c2', doc: '{"a":3}' });
  await expect(other).rejects.toThrow('another content');
});

test('a model that this hub cannot read is none', async () => {
  await saveModel(db, { kind: 'churn', version: 'other', doc: '{"version":"other"}' });
  expect(await readModel(db, 'churn')).toBeNull();
});

test('beliefs by their name stay to be had when others are in force, and so do those before any', async () => {
  expect(await readBeliefs(db)).toBeUndefined();
  const first = { ...NO_BELIEFS, version: 'first' };
  await saveBeliefs(db, 'first', JSON.stringify(first));
  await saveBeliefs(db, 'second', JSON.stringify({ ...first, version: 'second' }));
  expect((await readBeliefs(db))?.version).toBe('second');
  expect(await readBeliefs(db, 'first')).toEqual(first);
  expect(await readBeliefs(db, NO_BELIEFS.version)).toEqual(NO_BELIEFS);
  expect(await readBeliefs(db, 'third')).toBeUndefined();
});
