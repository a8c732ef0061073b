// A rule's tree as a key: the same for equal trees, and for no others.
import type { ASTNode } from '@marcbachmann/cel-js';

/**
 * Every piece stands in brackets of its own, so that `a - (b - 1)` and `a - b - 1` are two. Blanks and needless
 * parentheses of the author make no difference; nor does `5.0` for `5`, since rules know one kind of number.
 */
export function structureOf(ast: ASTNode): string {
  if (ast.op === 'value') return literal(ast.args, ast);
  const args: readonly unknown[] = Array.isArray(ast.args) ? ast.args : [ast.args];
  return `(${ast.op}${args.map((each) => ` ${part(each)}`).join('')})`;
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value;

/** The pieces directly within it. */
export function partsOf(ast: ASTNode): readonly ASTNode[] {
  const { args } = ast as { readonly args: unknown };
  if (isNode(args)) return [args];
  return Array.isArray(args) ? args.flat().filter(isNode) : [];
}

/** Trees are read by recursion: a deeper one could exhaust the stack, and the counter with it. */
export const DEEPEST_RULE = 500;

export function isTooDeep(ast: ASTNode): boolean {
  let level: readonly ASTNode[] = [ast];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= DEEPEST_RULE) return true;
    level = level.flatMap(partsOf);
  }
  return false;
}

/** An argument: a piece, a list of them, or a name. */
function part(arg: unknown): string {
  if (isNode(arg)) return structureOf(arg);
  return Array.isArray(arg) ? `[${arg.map(part).join(' ')}]` : JSON.stringify(arg);
}

/** What rules do not know, such as bytes, is taken as it is written. */
function literal(value: unknown, ast: ASTNode): string {
  // One that numbers cannot hold is no other number's equal: alone it is refused.
  if (typeof value === 'bigint' && !Number.isSafeInteger(Number(value))) return `${value}n`;
  if (typeof value === 'bigint' || typeof value === 'number') return String(Number(value));
  if (typeof value === 'object' && value !== null) {
    return `#${JSON.stringify(ast.input.slice(ast.start, ast.end))}`;
  }
  return JSON.stringify(value);
}
