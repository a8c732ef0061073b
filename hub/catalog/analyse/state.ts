// What is left of each word on one way of the search, and whether it can still be so.
import type { ASTNode } from '@marcbachmann/cel-js';
import { WORDS } from '#shared/engine/fact_dictionary.ts';
import type { Comparison } from '#shared/engine/rules/comparison.ts';
import { partsOf, structureOf } from '#shared/engine/rules/structure.ts';
import { type Bounds, boundsOf, canBeUnknownOf } from './bounds.ts';
import {
  ALL_NUMBERS,
  compared,
  hull,
  intersection,
  type NumberSet,
  wholeNumbers,
} from './number_set.ts';
import { bare, wordOf, wordsIn } from './syntax.ts';
import { canBeOpen, isTextAlwaysKnown, numberDomain } from './word_domains.ts';

/** A number word, or a computed number. `canBeKnown` is the set's being not empty. */
type NumberLeft = {
  readonly ast: ASTNode;
  readonly set: NumberSet;
  readonly canBeUnknown: boolean;
};
/** Null: any text but the excluded ones. */
type TextLeft = {
  readonly allowed: readonly string[] | null;
  readonly excluded: readonly string[];
  readonly canBeUnknown: boolean;
};
type OrderLeft = {
  readonly left: ASTNode;
  readonly right: ASTNode;
  readonly signs: readonly Sign[];
  readonly canBeUnknown: boolean;
};
type Sign = -1 | 0 | 1;
export type Settled = 'yes' | 'no' | 'unknown';
type TruthLeft = { readonly words: readonly string[]; readonly allowed: readonly Settled[] };

const SIGNS: Readonly<Record<Comparison, readonly Sign[]>> = {
  '<': [-1],
  '<=': [-1, 0],
  '>': [1],
  '>=': [0, 1],
  '==': [0],
  '!=': [-1, 1],
};

export type State = {
  readonly copy: () => State;
  readonly narrowNumber: (ast: ASTNode, set: NumberSet, orUnknown: boolean) => void;
  readonly narrowAmong: (
    ast: ASTNode,
    numbers: readonly number[],
    isAmong: boolean,
    orUnknown: boolean,
  ) => void;
  readonly narrowOrder: (left: ASTNode, right: ASTNode, op: Comparison, orUnknown: boolean) => void;
  readonly narrowText: (
    word: string,
    texts: readonly string[],
    isAmong: boolean,
    orUnknown: boolean,
  ) => void;
  /** Known, or not known, whatever it is. */
  readonly narrowKnown: (ast: ASTNode, isKnown: boolean) => void;
  /** A truth of which only itself is known, by name; an empty `allowed` is a contradiction. */
  readonly settle: (name: string, words: readonly string[], allowed: readonly Settled[]) => void;
  /** Whether the list has the code. */
  readonly settleCode: (list: string, code: string, allowed: readonly Settled[]) => void;
  /** Words of which nothing is left, after each step; `constant` where no word is to blame. */
  readonly emptyWords: () => readonly string[];
  /** The same at the end of a way, with computed numbers reckoned from their words; null: it can be so. */
  readonly contradiction: () => readonly string[] | null;
};

type Left = {
  readonly numbers: ReadonlyMap<string, NumberLeft>;
  readonly texts: ReadonlyMap<string, TextLeft>;
  readonly orders: ReadonlyMap<string, OrderLeft>;
  readonly truths: ReadonlyMap<string, TruthLeft>;
};

export const createState = (): State =>
  stateOf({ numbers: new Map(), texts: new Map(), orders: new Map(), truths: new Map() });

function stateOf(from: Left): State {
  const numbers = new Map(from.numbers);
  const texts = new Map(from.texts);
  const orders = new Map(from.orders);
  const truths = new Map(from.truths);
  let empty: readonly string[] = [];

  const numberLeft = (ast: ASTNode): NumberLeft =>
    numbers.get(structureOf(bare(ast))) ?? wholeNumberLeft(ast);

  const putNumber = (ast: ASTNode, left: NumberLeft): void => {
    numbers.set(structureOf(bare(ast)), left);
    if (left.set.length === 0 && !left.canBeUnknown) empty = wordsIn(ast);
  };

  const narrowNumber: State['narrowNumber'] = (ast, set, orUnknown) => {
    const before = numberLeft(ast);
    const both = intersection(before.set, set);
    const word = wordOf(ast);
    putNumber(ast, {
      ast,
      set: word !== null && numberDomain(word).isWhole ? wholeNumbers(both) : both,
      canBeUnknown: before.canBeUnknown && orUnknown,
    });
  };

  const narrowAmong: State['narrowAmong'] = (ast, among, isAmong, orUnknown) => {
    const set = isAmong
      ? [...new Set(among)].toSorted((a, b) => a - b).flatMap((each) => compared('==', each))
      : among.reduce<NumberSet>(
          (rest, each) => intersection(rest, compared('!=', each)),
          ALL_NUMBERS,
        );
    narrowNumber(ast, set, orUnknown);
  };

  const narrowOrder: State['narrowOrder'] = (left, right, op, orUnknown) => {
    const key = `${structureOf(bare(left))} ? ${structureOf(bare(right))}`;
    const before = orders.get(key);
    const signs = SIGNS[op].filter((sign) => before?.signs.includes(sign) ?? true);
    const canBeUnknown =
      (before?.canBeUnknown ?? (canBeUnknownOf(left) || canBeUnknownOf(right))) && orUnknown;
    orders.set(key, { left, right, signs, canBeUnknown });
    if (signs.length === 0 && !canBeUnknown) empty = [...wordsIn(left), ...wordsIn(right)];
  };

  const reckon = (ast: ASTNode): Bounds | null =>
    boundsOf(ast, (word) => hull(numberLeft(word).set));

  const putText = (word: string, left: TextLeft): void => {
    texts.set(word, left);
    if (left.allowed?.length === 0 && !left.canBeUnknown) empty = [word];
  };

  const narrowText: State['narrowText'] = (word, among, isAmong, orUnknown) => {
    const before = texts.get(word) ?? textLeft(word);
    const excluded = isAmong ? before.excluded : [...before.excluded, ...among];
    const allowed = isAmong
      ? among.filter((each) => before.allowed?.includes(each) ?? !excluded.includes(each))
      : (before.allowed?.filter((each) => !among.includes(each)) ?? null);
    putText(word, { allowed, excluded, canBeUnknown: before.canBeUnknown && orUnknown });
  };

  const narrowKnown: State['narrowKnown'] = (ast, isKnown) => {
    const word = wordOf(ast);
    const type = word === null ? undefined : WORDS[word]?.type;
    if (word !== null && (type === 'flag' || type === 'list')) {
      if (type === 'flag') settle(`flag ${word}`, [word], isKnown ? ['yes', 'no'] : ['unknown']);
      else settle(`known ${word}`, [word], [isKnown ? 'yes' : 'no']);
      if (!isKnown && !canBeOpen(word)) empty = [word];
      return;
    }
    if (word !== null && type === 'text') {
      const before = texts.get(word) ?? textLeft(word);
      const allowed = isKnown ? before.allowed : [];
      putText(word, { ...before, allowed, canBeUnknown: before.canBeUnknown && !isKnown });
      return;
    }
    narrowNumber(ast, isKnown ? ALL_NUMBERS : [], !isKnown);
  };

  const settle: State['settle'] = (name, words, allowed) => {
    const before = truths.get(name)?.allowed;
    const left = allowed.filter((each) => before?.includes(each) ?? true);
    truths.set(name, { words, allowed: left });
    if (left.length === 0) empty = words.length === 0 ? ['constant'] : words;
  };

  /** A list can be unknown as a whole; of `labels`, `risks` and `holdings` each code also by itself. */
  const settleCode: State['settleCode'] = (list, code, allowed) => {
    const name = `${list} has ${code}`;
    settle(name, [list], allowed);
    const left = truths.get(name)?.allowed ?? [];
    if (list === 'labels' || left.length === 0) return;
    if (!left.includes('unknown')) settle(`known ${list}`, [list], ['yes']);
  };

  /** What must be known makes its words known; then what they leave of it is reckoned. */
  const contradiction = (): readonly string[] | null => {
    if (empty.length > 0) return empty;
    const mustBeKnown = [
      ...[...numbers.values()].flatMap((left) => (left.canBeUnknown ? [] : [left.ast])),
      ...[...orders.values()].flatMap(({ left, right, canBeUnknown }) =>
        canBeUnknown ? [] : [left, right],
      ),
    ];
    for (const word of new Set(mustBeKnown.flatMap(wordNodesIn))) {
      narrowNumber(word, ALL_NUMBERS, false);
      if (empty.length > 0) return empty;
    }
    for (const left of numbers.values()) {
      if (left.canBeUnknown || wordOf(left.ast) !== null) continue;
      const bounds = reckon(left.ast);
      if (bounds === null) return wordsIn(left.ast);
      const within = intersection(compared('>=', bounds.low), compared('<=', bounds.high));
      if (intersection(left.set, within).length === 0) return wordsIn(left.ast);
    }
    for (const { left, right, signs, canBeUnknown } of orders.values()) {
      if (canBeUnknown) continue;
      const [a, b] = [reckon(left), reckon(right)];
      const isPossible = (sign: Sign): boolean =>
        a !== null &&
        b !== null &&
        (sign < 0
          ? a.low < b.high
          : sign > 0
            ? a.high > b.low
            : a.low <= b.high && a.high >= b.low);
      if (!signs.some(isPossible)) return [...wordsIn(left), ...wordsIn(right)];
    }
    return null;
  };

  return {
    copy: () => stateOf({ numbers, texts, orders, truths }),
    narrowNumber,
    narrowAmong,
    narrowOrder,
    narrowText,
    narrowKnown,
    settle,
    settleCode,
    emptyWords: () => empty,
    contradiction,
  };
}

function wholeNumberLeft(ast: ASTNode): NumberLeft {
  const word = wordOf(ast);
  if (word === null) return { ast, set: ALL_NUMBERS, canBeUnknown: canBeUnknownOf(ast) };
  const { set, canBeUnknown } = numberDomain(word);
  return { ast, set, canBeUnknown };
}

/** A text with values in the dictionary is one of them; one without may be any. */
function textLeft(word: string): TextLeft {
  const entry = WORDS[word];
  const values = entry?.type === 'text' ? entry.values : null;
  return {
    allowed: values === null ? null : Object.keys(values),
    excluded: [],
    canBeUnknown: !isTextAlwaysKnown(word),
  };
}

/** Number words within a computed number. */
function wordNodesIn(ast: ASTNode): readonly ASTNode[] {
  const word = wordOf(ast);
  if (word !== null) return WORDS[word]?.type === 'number' ? [ast] : [];
  return partsOf(ast).flatMap(wordNodesIn);
}
