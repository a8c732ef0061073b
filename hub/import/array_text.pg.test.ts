// Whatever a cell may hold comes out of the database as it went in, in an array of its type.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#hub/db/sql.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { arrayText } from './db/array_text.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ empty: true });
});
afterAll(() => db.close());

test('texts come back as they are', async () => {
  const texts = [
    '',
    'a',
    'null',
    'NULL',
    '"',
    '\\',
    'a,b',
    '{x}',
    ' a ',
    '王 小明',
    'a\nb',
    '1e5',
    null,
    "'",
    '\\N',
    '\t',
  ];
  const [row] = await db.query<{ back: unknown }>(
    sql`select to_json(${arrayText(texts)}::text::text[]) as back`,
  );
  expect(row?.back).toEqual(texts);
});

const back = async (text: string, type: 'bigint' | 'date' | 'boolean' | 'timestamp') => {
  const [row] = await db.query<{ back: unknown }>(
    type === 'bigint'
      ? sql`select to_json(${text}::text::bigint[]) as back`
      : type === 'date'
        ? sql`select to_json(${text}::text::date[]) as back`
        : type === 'boolean'
          ? sql`select to_json(${text}::text::boolean[]) as back`
          : sql`select to_json(${text}::text::timestamp[]) as back`,
  );
  return row?.back;
};

test('figures, days and truths too, and nothing at all', async () => {
  expect(await back(arrayText([1, -2, null, 1e15]), 'bigint')).toEqual([1, -2, null, 1e15]);
  expect(await back(arrayText(['2026-11-22', null]), 'date')).toEqual(['2026-11-22', null]);
  expect(await back(arrayText([true, false, null]), 'boolean')).toEqual([true, false, null]);
  expect(await back(arrayText(['2026-11-22 10:11:12']), 'timestamp')).toEqual([
    '2026-11-22T10:11:12',
  ]);
  expect(await back(arrayText([]), 'bigint')).toEqual([]);
});
