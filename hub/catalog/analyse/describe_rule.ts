// What is wrong with one rule by itself: it can never hold, it always holds, or a piece of it does.
import type { ASTNode } from '@marcbachmann/cel-js';
import { solve, type Verdict } from './solve.ts';
import { writtenAs } from './written_as.ts';

export type RuleFault = {
  readonly kind: 'never' | 'always';
  /** The whole rule, or a piece that could be left out. */
  readonly isWhole: boolean;
  /** Characters into the rule. */
  readonly start: number;
  readonly text: string;
  /** Words between which it cannot be settled. */
  readonly words: readonly string[];
};

export function faultsOf(ast: ASTNode, text: string): readonly RuleFault[] {
  const whole = faultOf(ast, text, true);
  if (whole !== null) return [whole];
  return piecesOf(ast).flatMap((piece) => {
    const fault = faultOf(piece, text, false);
    return fault === null ? faultsWithin(piece, text) : [fault];
  });
}

const faultsWithin = (ast: ASTNode, text: string): readonly RuleFault[] =>
  piecesOf(ast).flatMap((piece) => {
    const fault = faultOf(piece, text, false);
    return fault === null ? faultsWithin(piece, text) : [fault];
  });

/** Written `true` or `false` is meant. */
function faultOf(ast: ASTNode, text: string, isWhole: boolean): RuleFault | null {
  if (ast.op === 'value' && ast.args === true) return null;
  const fault = (kind: RuleFault['kind'], verdict: Verdict): RuleFault => ({
    kind,
    isWhole,
    start: isWhole ? 0 : ast.start,
    text: writtenAs(ast, text),
    words: verdict.canHold ? [] : verdict.words.filter((word) => word !== 'constant'),
  });
  const isTrue = solve([{ ast, wanted: 'true' }]);
  if (!isTrue.canHold) return fault('never', isTrue);
  const isNotTrue = solve([{ ast, wanted: 'not-true' }]);
  return isNotTrue.canHold ? null : fault('always', isNotTrue);
}

function piecesOf(ast: ASTNode): readonly ASTNode[] {
  switch (ast.op) {
    case '&&':
    case '||':
      return [ast.args[0], ast.args[1]];
    case '!_':
      return [ast.args];
    default:
      return [];
  }
}
