// Bounds of a computed number from those of its words. Every step is monotone and rounds as the engine's own arithmetic
// does, so that the bounds never leave out a value that the engine could come to.
import type { ASTNode } from '@marcbachmann/cel-js';
import { constantOf, wordOf } from './syntax.ts';
import { numberDomain } from './word_domains.ts';

export type Bounds = { readonly low: number; readonly high: number };

const ANY: Bounds = { low: -Infinity, high: Infinity };

/** @param boundsOfWord null when nothing is left of the word; then nothing is left of the number */
export function boundsOf(
  ast: ASTNode,
  boundsOfWord: (word: ASTNode) => Bounds | null,
): Bounds | null {
  const constant = constantOf(ast);
  if (constant !== null) return { low: constant, high: constant };
  if (wordOf(ast) !== null) return boundsOfWord(ast);
  switch (ast.op) {
    case '-_': {
      const a = boundsOf(ast.args, boundsOfWord);
      return a === null ? null : { low: -a.high, high: -a.low };
    }
    case '+':
    case '-':
    case '*':
    case '/': {
      const a = boundsOf(ast.args[0], boundsOfWord);
      const b = boundsOf(ast.args[1], boundsOfWord);
      return a === null || b === null ? null : combine(ast.op, a, b);
    }
    case 'call':
    case 'rcall':
      // size(list)
      return { low: 0, high: Infinity };
    default:
      return ANY;
  }
}

function combine(op: '+' | '-' | '*' | '/', a: Bounds, b: Bounds): Bounds {
  switch (op) {
    case '+':
      return safe(a.low + b.low, a.high + b.high);
    case '-':
      return safe(a.low - b.high, a.high - b.low);
    case '*':
      return corners(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y));
    case '/':
      // Over a divisor that can be zero, or near it, the quotient can be anything.
      return b.low > 0 || b.high < 0 ? corners(a, b, (x, y) => x / y) : ANY;
  }
}

function corners(a: Bounds, b: Bounds, of: (x: number, y: number) => number): Bounds {
  const values = [of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)];
  return values.some(Number.isNaN) ? ANY : safe(Math.min(...values), Math.max(...values));
}

const safe = (low: number, high: number): Bounds =>
  Number.isNaN(low) || Number.isNaN(high) ? ANY : { low, high };

/** Whether a computed number can be unknown: one of its words can, or it divides (by zero). */
export function canBeUnknownOf(ast: ASTNode): boolean {
  if (constantOf(ast) !== null) return false;
  const word = wordOf(ast);
  if (word !== null) return numberDomain(word).canBeUnknown;
  switch (ast.op) {
    case '-_':
      return canBeUnknownOf(ast.args);
    case '+':
    case '-':
    case '*':
      return canBeUnknownOf(ast.args[0]) || canBeUnknownOf(ast.args[1]);
    case '/':
    case '%':
      return true;
    case 'call':
    case 'rcall':
      return false;
    default:
      return true;
  }
}
