import { expect, test } from 'vitest';
import { sql } from './sql.ts';

test('values become parameters', () => {
  expect(sql`select ${1}, ${'x'}`).toEqual({ text: 'select $1, $2', values: [1, 'x'] });
});

test('a fragment brings its values, renumbered, wherever it stands', () => {
  const range = sql`n between ${5} and ${9}`;
  expect(sql`select ${'a'} where ${range} or ${sql`not (${range})`} limit ${3}`).toEqual({
    text: 'select $1 where n between $2 and $3 or not (n between $4 and $5) limit $6',
    values: ['a', 5, 9, 5, 9, 3],
  });
});

test('what only looks like a fragment stays a value', () => {
  const forged = { text: '1; drop table customer', values: [] };
  expect(sql`select ${forged}`).toEqual({ text: 'select $1', values: [forged] });
});
