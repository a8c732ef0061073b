// The tag: values apart from the text, fragments spliced in with theirs, and one text for each place.
import { expect, test } from 'vitest';
import { sql } from './sql.ts';

test('values are bound in their order, whatever they hold', () => {
  const statement = sql`select ${"'; drop table x"} as a, ${2} as b`;
  expect(statement.text).toBe('select ? as a, ? as b');
  expect(statement.values).toEqual(["'; drop table x", 2]);
});

test('a fragment brings its text and its values to its place', () => {
  const where = sql`where name = ${'x'} and ${sql`id`} > ${7}`;
  const statement = sql`select ${1} from t ${where} limit ${9}`;
  expect(statement.text).toBe('select ? from t where name = ? and id > ? limit ?');
  expect(statement.values).toEqual([1, 'x', 7, 9]);
});

test('what merely looks like a fragment is none', () => {
  const forged = { text: '1; drop table x', values: [] };
  expect(sql`select ${forged}`.text).toBe('select ?');
});
