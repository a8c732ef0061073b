// The piece that a message quotes has all of its parentheses.
import { parse } from '@marcbachmann/cel-js';
import { expect, test } from 'vitest';
import { writtenAs } from './written_as.ts';

test.each([
  ['age - (points - 1) > 28', 'age - (points - 1)'],
  ['(age - points) - 1 > 28', '(age - points) - 1'],
  ['((age + 1) * ((points - 2) % 3)) > 28', '(age + 1) * ((points - 2) % 3)'],
  ['size(holdings) > 28', 'size(holdings)'],
  ["('(' in holdings) == (')' in holdings)", "'(' in holdings"],
])('%s: the left side of it', (text, left) => {
  const { ast } = parse(text);
  const side = (ast.args as readonly (typeof ast)[])[0];
  expect(side && writtenAs(side, text)).toBe(left);
});
