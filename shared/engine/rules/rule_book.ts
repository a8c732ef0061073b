// All rules of one catalog. Rules are taken apart at their top-level `&&` into conditions, and equal conditions are one:
// a thousand offers ask `currency == 'CNY'` once a decision, and its reason is worded once.
import { type ASTNode, parse, ParseError } from '@marcbachmann/cel-js';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { LocalText } from '#shared/model/text.ts';
import { compileCondition, wordsOf } from './compile_condition.ts';
import { CONTEXT_WORDS } from '../fact_dictionary.ts';
import type { RuleInput } from './input.ts';
import { NO, type Truth, type TruthNode, UNKNOWN, YES } from './node.ts';
import { type QuickTable, readQuickly, tabulate, tellQuickly } from './quick.ts';
import { RuleProblem } from './rule_problem.ts';
import { DEEPEST_RULE, isTooDeep, structureOf } from './structure.ts';

/** `start` and `end` are offsets in the rule's text. */
type RuleError = {
  readonly type: 'rule-error';
  readonly message: string;
  readonly start: number;
  readonly end: number;
};

/** Places of its conditions in the book; all must hold. */
export type Rule = readonly number[];

export type RuleBook = {
  readonly conditions: readonly TruthNode[];
  /** The conditions that are a word against a constant, as they stand now. */
  readonly quick: () => QuickTable;
  /** The same text gives the same rule. */
  readonly add: (text: string) => Result<Rule, RuleError>;
};

const LONGEST_RULE = 4_000;

/**
 * @param scope `facts`: rules that make the customer's labels. They know neither the moment nor the labels.
 */
export function createRuleBook(
  scope: { readonly over: 'facts' | 'moment' } = { over: 'moment' },
): RuleBook {
  const conditions: TruthNode[] = [];
  const placeByStructure = new Map<string, number>();
  const place = (ast: ASTNode): number => {
    const structure = structureOf(ast);
    const known = placeByStructure.get(structure);
    if (known !== undefined) return known;
    if (scope.over === 'facts') {
      const stranger = wordsOf(ast).find(({ word }) => word === 'labels' || word in CONTEXT_WORDS);
      if (stranger !== undefined) {
        throw new RuleProblem(
          `'${stranger.word}' is not known here: a label is made of the customer's own facts`,
          stranger.at,
        );
      }
    }
    const made = conditions.push(compileCondition(ast)) - 1;
    placeByStructure.set(structure, made);
    return made;
  };
  const add = (text: string): Result<Rule, RuleError> => {
    if (text.length > LONGEST_RULE) {
      return ruleError(`a rule has at most ${LONGEST_RULE} characters`, {
        start: LONGEST_RULE,
        end: text.length,
      });
    }
    try {
      const { ast } = parse(text);
      if (isTooDeep(ast)) {
        return ruleError(`a rule nests, or joins, at most ${DEEPEST_RULE} pieces`, ast);
      }
      return ok([...new Set(conjuncts(ast).map(place))]);
    } catch (error) {
      if (error instanceof RuleProblem) return ruleError(error.message, error.at);
      if (error instanceof ParseError) return ruleError(adviceOn(error, text), error.range);
      throw error;
    }
  };
  let table = tabulate(conditions);
  const quick = (): QuickTable => {
    if (table.size < conditions.length) table = tabulate(conditions);
    return table;
  };
  return { conditions, quick, add };
}

const conjuncts = (ast: ASTNode): readonly ASTNode[] =>
  ast.op === '&&' ? [...conjuncts(ast.args[0]), ...conjuncts(ast.args[1])] : [ast];

/** CEL lets a number begin with its point; the parser does not. */
const adviceOn = ({ summary, range }: ParseError, text: string): string =>
  /^\.\d/.test(text.slice(range?.start)) ? 'a number begins with a digit: 0.5, not .5' : summary;

const ruleError = (
  message: string,
  at: { readonly start: number; readonly end: number } | undefined,
): Result<Rule, RuleError> =>
  err({ type: 'rule-error', message, start: at?.start ?? 0, end: at?.end ?? 0 });

/** One decision's reading of a book: each condition is settled, and its reason worded, when first asked for. */
export type Reading = {
  readonly book: RuleBook;
  readonly input: RuleInput;
  /** Truth + 1; 0: not asked yet. */
  readonly truths: Uint8Array;
  /** By place of the condition. */
  readonly reasons: (LocalText | undefined)[];
  readonly told: ReturnType<QuickTable['told']>;
};

export function readRules(book: RuleBook, input: RuleInput): Reading {
  const truths = new Uint8Array(book.conditions.length);
  const quick = book.quick();
  readQuickly(quick, input, truths);
  // Sized at once: an array that is written far beyond its end turns into a slow one.
  const reasons: (LocalText | undefined)[] = [];
  reasons.length = book.conditions.length;
  return { book, input, truths, reasons, told: quick.told(input.currency) };
}

/** True when every condition holds. */
export const holds = (rule: Rule, reading: Reading): boolean => failing(rule, reading) < 0;

/** YES when every condition holds, NO when one says no; else the rule is open. */
export function truthOf(rule: Rule, reading: Reading): Truth {
  const place = failing(rule, reading);
  return place < 0 ? YES : testCondition(place, reading);
}

/** Null when the rule holds; else its first no, or where none says no its first unknown, with the customer's figures. */
export function whyNot(rule: Rule, reading: Reading): LocalText | null {
  const place = failing(rule, reading);
  return place < 0 ? null : reasonAt(place, reading);
}

function reasonAt(place: number, reading: Reading): LocalText {
  const known = reading.reasons[place];
  if (known !== undefined) return known;
  const { told, input, book } = reading;
  const reason = tellQuickly(told, place, input) ?? book.conditions[place]?.whyNot(input);
  if (reason === undefined) throw new Error('the rule is of another book');
  reading.reasons[place] = reason;
  return reason;
}

/** Place of the condition that decides against the rule; -1 when there is none. */
function failing(rule: Rule, reading: Reading): number {
  let unknown = -1;
  for (const place of rule) {
    const truth = testCondition(place, reading);
    if (truth === NO) return place;
    if (truth === UNKNOWN && unknown < 0) unknown = place;
  }
  return unknown;
}

function testCondition(place: number, reading: Reading): Truth {
  const known = reading.truths[place] ?? 0;
  if (known !== 0) return (known - 1) as Truth;
  const truth = reading.book.conditions[place]?.test(reading.input) ?? UNKNOWN;
  reading.truths[place] = truth + 1;
  return truth;
}
