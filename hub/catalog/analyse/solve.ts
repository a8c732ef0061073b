// Can these conditions hold together? A search over the syntax trees of CEL rules: every way in which they could is followed,
// with what it leaves of each word, until one way stands (perhaps) or none is left (never).
// It answers `never` only when that is certain: what it cannot reckon it takes as possible.
import type { ASTNode } from '@marcbachmann/cel-js';
import { WORDS } from '#shared/engine/fact_dictionary.ts';
import { constantOf, kindOf, textOf, wordOf, wordsIn } from './syntax.ts';
import { type Comparison, MIRRORED, OPPOSITE } from '#shared/engine/rules/comparison.ts';
import { structureOf } from '#shared/engine/rules/structure.ts';
import { compared, intersection } from './number_set.ts';
import { createState, type Settled, type State } from './state.ts';
import { canBeOpen } from './word_domains.ts';

/** What a condition is to be: three-valued, so that "not true" is false or unknown. */
export type Wanted = 'true' | 'false' | 'not-true' | 'not-false';
export type Goal = { readonly ast: ASTNode; readonly wanted: Wanted };

export type Verdict =
  | { readonly canHold: true }
  /** `words`: those between which it cannot be settled; empty for constants. */
  | { readonly canHold: false; readonly words: readonly string[] };

/** Steps after which the search gives up and says perhaps. A catalog's own rules take some tens. */
const MOST_STEPS = 20_000;

export function solve(goals: readonly Goal[]): Verdict {
  const search: Search = { steps: 0, blamed: new Set() };
  return isOpen(goals, createState(), search)
    ? { canHold: true }
    : { canHold: false, words: [...search.blamed] };
}

type Search = { steps: number; readonly blamed: Set<string> };

/** Settles what leaves no choice first; then each way of the first choice is followed, together with the other choices. */
function isOpen(goals: readonly Goal[], before: State, search: Search): boolean {
  search.steps += 1;
  if (search.steps > MOST_STEPS) return true;
  const state = before.copy();
  const choices: Goal[] = [];
  const open = goals.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const ways = waysOf(next);
    if (ways === null) narrow(next, state);
    else if (ways.length > 1) choices.push(next);
    else open.push(...ways.flat().toReversed());
    if (state.emptyWords().length > 0) return isClosed(state.emptyWords(), search);
  }
  const [choice, ...others] = choices;
  if (choice === undefined) {
    const blamed = state.contradiction();
    return blamed === null || isClosed(blamed, search);
  }
  return (waysOf(choice) ?? []).some((way) => isOpen([...way, ...others], state, search));
}

/** Notes the words to blame. @returns false: this way is closed. */
function isClosed(words: readonly string[], search: Search): false {
  for (const word of words) search.blamed.add(word);
  return false;
}

type Way = readonly Goal[];

const goal = (ast: ASTNode, wanted: Wanted): Goal => ({ ast, wanted });

/** How a compound condition can be what is wanted of it; null for a simple one. */
function waysOf({ ast, wanted }: Goal): readonly Way[] | null {
  switch (ast.op) {
    case '!_':
      return [[goal(ast.args, NEGATED[wanted])]];
    case '&&':
    case '||': {
      const [a, b] = ast.args;
      // Both must be so, or one will do: `and` is true when both are, false when one is; `or` the other way round.
      const both = (ast.op === '&&') === (wanted === 'true' || wanted === 'not-false');
      return both ? [[goal(a, wanted), goal(b, wanted)]] : [[goal(a, wanted)], [goal(b, wanted)]];
    }
    case '?:':
      return choice(ast.args[0], ast.args[1], ast.args[2], wanted);
    case '!=':
    case '==': {
      const [a, b] = ast.args;
      if (kindOf(a) !== 'truth' || kindOf(b) === 'null') return null;
      return sameness(a, b, ast.op === '==' ? wanted : NEGATED[wanted]);
    }
    default:
      return null;
  }
}

const NEGATED: Readonly<Record<Wanted, Wanted>> = {
  true: 'false',
  false: 'true',
  'not-true': 'not-false',
  'not-false': 'not-true',
};

function choice(condition: ASTNode, yes: ASTNode, no: ASTNode, wanted: Wanted): readonly Way[] {
  const ways: Way[] = [
    [goal(condition, 'true'), goal(yes, wanted)],
    [goal(condition, 'false'), goal(no, wanted)],
  ];
  // An unknown condition makes the whole unknown.
  if (wanted === 'not-true' || wanted === 'not-false')
    ways.push([goal(condition, 'not-true'), goal(condition, 'not-false')]);
  return ways;
}

/** `a == b` over truths is `a ? b : !b`. */
function sameness(a: ASTNode, b: ASTNode, wanted: Wanted): readonly Way[] {
  const ways: Way[] = [
    [goal(a, 'true'), goal(b, wanted)],
    [goal(a, 'false'), goal(b, NEGATED[wanted])],
  ];
  if (wanted === 'not-true' || wanted === 'not-false')
    ways.push([goal(a, 'not-true'), goal(a, 'not-false')]);
  return ways;
}

/** Leaves of the words only what a simple condition allows. */
function narrow({ ast, wanted }: Goal, state: State): void {
  switch (ast.op) {
    case 'value':
      if (typeof ast.args === 'boolean') settleConstant(ast.args, wanted, state);
      return;
    case 'id':
    case '.': {
      const word = wordOf(ast);
      if (word !== null && WORDS[word]?.type === 'flag')
        return state.settle(`flag ${word}`, [word], settledAs(wanted, canBeOpen(word)));
      return;
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return narrowNumbers(ast.op, ast.args[0], ast.args[1], wanted, state);
    case '==':
    case '!=':
      return narrowEquality(ast.op, ast.args[0], ast.args[1], wanted, state);
    case 'in':
      return narrowMembership(ast.args[0], ast.args[1], wanted, state);
    default:
      return opaque(ast, wanted, state);
  }
}

const isYes = (wanted: Wanted): boolean => wanted === 'true' || wanted === 'not-false';
const allowsUnknown = (wanted: Wanted): boolean => wanted === 'not-true' || wanted === 'not-false';

const settledAs = (wanted: Wanted, canBeUnknown: boolean): readonly Settled[] => [
  isYes(wanted) ? 'yes' : 'no',
  ...(canBeUnknown && allowsUnknown(wanted) ? (['unknown'] as const) : []),
];

function settleConstant(value: boolean, wanted: Wanted, state: State): void {
  if (value !== isYes(wanted)) state.settle('constant', [], []);
}

/** A condition of which nothing is known but that it is one thing at a time. */
function opaque(ast: ASTNode, wanted: Wanted, state: State): void {
  state.settle(`condition ${structureOf(ast)}`, wordsIn(ast), settledAs(wanted, true));
}

function narrowNumbers(
  op: Comparison,
  left: ASTNode,
  right: ASTNode,
  wanted: Wanted,
  state: State,
): void {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== null && b === null) return narrowNumbers(MIRRORED[op], right, left, wanted, state);
  const holding = isYes(wanted) ? op : OPPOSITE[op];
  if (a !== null && b !== null) {
    const isSo = intersection(compared('==', a), compared(holding, b)).length > 0;
    if (!isSo) state.settle('constant', [], []);
    return;
  }
  if (b !== null) return state.narrowNumber(left, compared(holding, b), allowsUnknown(wanted));
  state.narrowOrder(left, right, holding, allowsUnknown(wanted));
}

function narrowEquality(
  op: '==' | '!=',
  left: ASTNode,
  right: ASTNode,
  wanted: Wanted,
  state: State,
): void {
  const as = op === '==' ? wanted : NEGATED[wanted];
  const kinds = [kindOf(left), kindOf(right)] as const;
  if (kinds[0] === 'null' || kinds[1] === 'null') {
    const tested = kinds[0] === 'null' ? right : left;
    // Asking for null is the one comparison that is never unknown.
    return state.narrowKnown(tested, !isYes(as));
  }
  if (kinds[0] === 'number') return narrowNumbers('==', left, right, as, state);
  narrowTexts(left, right, as, state);
}

function narrowTexts(left: ASTNode, right: ASTNode, wanted: Wanted, state: State): void {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== null && b === null) return narrowTexts(right, left, wanted, state);
  if (a !== null && b !== null) return settleConstant(a === b, wanted, state);
  const word = wordOf(left);
  if (b === null || word === null) {
    const name = `same ${structureOf(left)} ${structureOf(right)}`;
    return state.settle(name, wordsIn(left), settledAs(wanted, true));
  }
  state.narrowText(word, [b], isYes(wanted), allowsUnknown(wanted));
}

function narrowMembership(item: ASTNode, list: ASTNode, wanted: Wanted, state: State): void {
  if (list.op === 'list') {
    const word = wordOf(item);
    if (kindOf(item) === 'number') {
      const numbers = list.args.map(constantOf).filter((each) => each !== null);
      return state.narrowAmong(item, numbers, isYes(wanted), allowsUnknown(wanted));
    }
    const texts = list.args.map(textOf).filter((each) => each !== null);
    const constant = textOf(item);
    if (constant !== null) return settleConstant(texts.includes(constant), wanted, state);
    if (word !== null) state.narrowText(word, texts, isYes(wanted), allowsUnknown(wanted));
    return;
  }
  const code = textOf(item);
  const word = wordOf(list);
  if (code !== null && word !== null) {
    return state.settleCode(word, code, settledAs(wanted, canBeOpen(word)));
  }
  state.settle(
    `in ${structureOf(item)} ${structureOf(list)}`,
    [...wordsIn(item), ...wordsIn(list)],
    settledAs(wanted, true),
  );
}
