// Bounds of a computed number from those of its words. Every step is monotone and rounds as the engine's own arithmetic
// does, so that the bounds never leave out a value that the engine could come to.
import type { ASTNode } from '@marcbachmann/cel-js';
import { bare, constantOf, wordOf, wordsIn } from './syntax.ts';
import { canBeOpen, numberDomain } from './word_domains.ts';

export type Bounds = { readonly low: number; readonly high: number };

const ANY: Bounds = { low: -Infinity, high: Infinity };

/** @param boundsOfWord null when nothing is left of the word; then nothing is left of the number */
export function boundsOf(
  piece: ASTNode,
  boundsOfWord: (word: ASTNode) => Bounds | null,
): Bounds | null {
  const ast = bare(piece);
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

/** Whether a computed number can be unknown: one of its words can, it divides (by zero), or it can grow beyond all bounds. */
export const canBeUnknownOf = (ast: ASTNode): boolean =>
  dependsOnUnknown(ast) || !Number.isFinite(greatestOf(ast));

/** No figure of a customer is larger than this. */
const GREATEST_FACT = Number.MAX_SAFE_INTEGER;

/** What its amount does not exceed, divisions and what is within them left aside. */
function greatestOf(piece: ASTNode): number {
  const ast = bare(piece);
  const constant = constantOf(ast);
  if (constant !== null) return Math.abs(constant);
  switch (ast.op) {
    case '-_':
      return greatestOf(ast.args);
    case '+':
    case '-':
      return greatestOf(ast.args[0]) + greatestOf(ast.args[1]);
    case '*':
      return greatestOf(ast.args[0]) * greatestOf(ast.args[1]);
    default:
      return GREATEST_FACT;
  }
}

function dependsOnUnknown(piece: ASTNode): boolean {
  const ast = bare(piece);
  if (constantOf(ast) !== null) return false;
  const word = wordOf(ast);
  if (word !== null) return numberDomain(word).canBeUnknown;
  switch (ast.op) {
    case '-_':
      return dependsOnUnknown(ast.args);
    case '+':
    case '-':
    case '*':
      return dependsOnUnknown(ast.args[0]) || dependsOnUnknown(ast.args[1]);
    case '/':
    case '%':
      return true;
    case 'call':
    case 'rcall':
      // size(list)
      return wordsIn(ast).some(canBeOpen);
    default:
      return true;
  }
}
