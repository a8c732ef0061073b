// Where a rule's numbers come out otherwise than in CEL, whose whole numbers (int) and others (double) are two kinds.
import type { ASTNode } from '@marcbachmann/cel-js';
import { partsOf } from '#shared/engine/rules/structure.ts';
import { bare, constantOf, kindOf, wordOf } from './analyse/syntax.ts';
import { hasFractions } from './analyse/word_domains.ts';
import { writtenAs } from './analyse/written_as.ts';
import { doubt, type Finding, type YamlPath } from './problem.ts';

/** Who reviews a rule as CEL must not read another figure out of it than the counter does. */
export function celDoubts(ast: ASTNode, text: string, path: YamlPath): readonly Finding[] {
  const within = partsOf(ast).flatMap((piece) => celDoubts(piece, text, path));
  const own = doubtOf(ast, text, path);
  return own === null ? within : [{ ...own, offset: ast.start }, ...within];
}

function doubtOf(ast: ASTNode, text: string, path: YamlPath): Finding | null {
  if (ast.op !== '/' && ast.op !== '%') return null;
  const [a, b] = ast.args;
  const isBroken = hasBroken(a) || hasBroken(b);
  const piece = `'${writtenAs(ast, text)}'`;
  if (ast.op === '%') {
    if (!isBroken) return null;
    const message = `${piece}: CEL has % for whole numbers only, here any number can be divided`;
    return doubt(path, message, 'Take whole numbers, such as money in fen.');
  }
  if (isBroken || Number.isInteger(constantOf(ast))) return null;
  const [over, under] = [a, b].map((side) => writtenAs(side, text));
  return doubt(
    path,
    `${piece} is the exact quotient here (7 / 2 is 3.5), in CEL the whole part of it (7 / 2 is 3)`,
    `Write double(${over}) / double(${under}), which is 3.5 in both.`,
  );
}

/** Whether CEL would reckon it as a double. */
function hasBroken(ast: ASTNode): boolean {
  if (bare(ast) !== ast || ast.op === '/') return true;
  if (ast.op === 'value') return typeof ast.args === 'number';
  const word = wordOf(ast);
  if (word !== null) return hasFractions(word);
  return kindOf(ast) === 'number' && partsOf(ast).some(hasBroken);
}
