// What a piece of a rule is: a number, a text, a truth; which words it reads; which constant it comes to.
import type { ASTNode } from '@marcbachmann/cel-js';
import { WORDS } from '#shared/engine/fact_dictionary.ts';
import { partsOf } from '#shared/engine/rules/structure.ts';

export type Kind = 'number' | 'text' | 'truth' | 'list' | 'null' | 'other';

/** `x` of `double(x)`, which is the same number; any other piece as it is. */
export function bare(ast: ASTNode): ASTNode {
  const arg = ast.op === 'call' && ast.args[0] === 'double' ? ast.args[1][0] : undefined;
  return arg === undefined ? ast : bare(arg);
}

/** Name of the word that this piece is; null when it is something else. */
export function wordOf(piece: ASTNode): string | null {
  const ast = bare(piece);
  const name =
    ast.op === 'id'
      ? ast.args
      : ast.op === '.' && ast.args[0].op === 'id'
        ? `${ast.args[0].args}.${ast.args[1]}`
        : null;
  return name !== null && Object.hasOwn(WORDS, name) ? name : null;
}

export function kindOf(ast: ASTNode): Kind {
  switch (ast.op) {
    case 'value':
      return kindOfValue(ast.args);
    case 'id':
    case '.': {
      const word = wordOf(ast);
      const type = word === null ? undefined : WORDS[word]?.type;
      return type === 'flag' ? 'truth' : (type ?? 'other');
    }
    case '-_':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case 'call':
    case 'rcall':
      return 'number';
    case 'list':
      return 'list';
    default:
      return 'truth';
  }
}

function kindOfValue(value: unknown): Kind {
  if (value === null) return 'null';
  if (typeof value === 'bigint' || typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'truth' : 'other';
}

/** The number that a piece without words comes to, reckoned as the engine does; null for any other piece. */
export function constantOf(piece: ASTNode): number | null {
  const ast = bare(piece);
  switch (ast.op) {
    case 'value':
      return kindOfValue(ast.args) === 'number' ? Number(ast.args) : null;
    case '-_': {
      const value = constantOf(ast.args);
      return value === null ? null : -value;
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      const a = constantOf(ast.args[0]);
      const b = constantOf(ast.args[1]);
      return a === null || b === null ? null : arithmetic(ast.op, a, b);
    }
    default:
      return null;
  }
}

function arithmetic(op: '+' | '-' | '*' | '/' | '%', a: number, b: number): number | null {
  const value =
    op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : op === '/' ? a / b : a % b;
  return Number.isFinite(value) ? value : null;
}

/** Words that it reads, each once. */
export function wordsIn(ast: ASTNode): readonly string[] {
  const own = wordOf(ast);
  if (own !== null) return [own];
  return [...new Set(partsOf(ast).flatMap(wordsIn))];
}

/** The text that stands in the rule; null for any other piece. */
export const textOf = (ast: ASTNode): string | null =>
  ast.op === 'value' && typeof ast.args === 'string' ? ast.args : null;
