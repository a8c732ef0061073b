// CEL text to closures: the library parses, we check types and translate the tree once, so that deciding only runs closures.
// Numbers are plain numbers (no int and double apart); a division gives its exact quotient.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { LocalText } from '#shared/model/text.ts';
import { CONTEXT_WORDS } from '../fact_dictionary.ts';
import { arithmetic, computed, constant, within } from './arithmetic.ts';
import {
  compareNumbers,
  equalTexts,
  isNull,
  numberInLiteral,
  textInList,
  textInLiteral,
} from './compare.ts';
import type { Comparison } from './comparison.ts';
import { PLACES } from './input.ts';
import { and, choose, not, or, same, truth } from './logic.ts';
import {
  isKnown,
  NO,
  type Node,
  type NumberNode,
  ONE,
  SUM,
  type TextNode,
  type TruthNode,
  YES,
} from './node.ts';
import { RuleProblem } from './rule_problem.ts';
import { partsOf } from './structure.ts';
import { word } from './word.ts';

/** @throws RuleProblem */
export function compileCondition(ast: ASTNode): TruthNode {
  return truthOf(ast);
}

/** Words that a condition reads, each with its place in the rule; what is no word is not among them. */
export function wordsOf(ast: ASTNode): readonly { readonly word: string; readonly at: ASTNode }[] {
  if (ast.op === 'id') return [{ word: ast.args, at: ast }];
  if (ast.op === '.' && ast.args[0].op === 'id') {
    return [{ word: `${ast.args[0].args}.${ast.args[1]}`, at: ast }];
  }
  return partsOf(ast).flatMap(wordsOf);
}

function translate(ast: ASTNode): Node {
  switch (ast.op) {
    case 'value':
      return literal(ast.args, ast);
    case 'id':
      return word(ast.args, ast);
    case '.':
      if (ast.args[0].op === 'id') return word(`${ast.args[0].args}.${ast.args[1]}`, ast);
      throw new RuleProblem(`no member '${ast.args[1]}' here`, ast);
    case '!_':
      return not(truthOf(ast.args));
    case '&&':
      return and(truthOf(ast.args[0]), truthOf(ast.args[1]));
    case '||':
      return or(truthOf(ast.args[0]), truthOf(ast.args[1]));
    case '?:':
      return choose(truthOf(ast.args[0]), truthOf(ast.args[1]), truthOf(ast.args[2]));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compareNumbers(ast.op, numberOf(ast.args[0]), numberOf(ast.args[1]));
    case '==':
      return equality(ast.args[0], ast.args[1], ast);
    case '!=':
      return not(equality(ast.args[0], ast.args[1], ast));
    case 'in':
      return membership(ast.args[0], ast.args[1], ast);
    case '-_': {
      const a = numberOf(ast.args);
      if (a.constant !== null) return constant(-a.constant);
      const { zh, en } = within(ONE, a);
      const name = { zh: `−${zh}`, en: `−${en}` };
      return computed(
        { name, binds: SUM, unit: a.unit, reads: a.reads },
        (input) => -a.value(input),
      );
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(ast.op, numberOf(ast.args[0]), numberOf(ast.args[1]));
    case 'list':
      return { kind: 'literal', items: ast.args.map(literalItem) };
    case 'call':
      return call(ast.args[0], ast.args[1], ast);
    case 'rcall':
      return method(ast.args[0], ast.args[1], ast.args[2], ast);
    default:
      throw new RuleProblem(`'${ast.op}' is not used in catalog rules`, ast);
  }
}

function literal(value: unknown, ast: ASTNode): Node {
  if (typeof value === 'bigint' && value > Number.MAX_SAFE_INTEGER) {
    throw new RuleProblem(`whole numbers are exact up to ${Number.MAX_SAFE_INTEGER}`, ast);
  }
  if (typeof value === 'bigint' || typeof value === 'number') return constant(Number(value));
  if (typeof value === 'string') {
    return { kind: 'text', value: () => value, constant: value, values: null, reads: [] };
  }
  if (typeof value === 'boolean') {
    return truth(() => (value ? YES : NO), constantReason, constantReason);
  }
  if (value === null) return { kind: 'null' };
  throw new RuleProblem('rules know numbers, text, true, false and null', ast);
}

const constantReason = (): LocalText => ({ zh: '规则恒定', en: 'the rule is constant' });

function equality(leftAst: ASTNode, rightAst: ASTNode, ast: ASTNode): TruthNode {
  const left = translate(leftAst);
  const right = translate(rightAst);
  if (left.kind === 'null' || right.kind === 'null') {
    return nullTest(left.kind === 'null' ? right : left, ast);
  }
  if (left.kind === 'number' && right.kind === 'number')
    return compareNumbers('==' satisfies Comparison, left, right);
  if (left.kind === 'truth' && right.kind === 'truth') return same(left, right);
  if (left.kind === 'text' && right.kind === 'text') {
    checkValue(left.values, right.constant, rightAst);
    checkValue(right.values, left.constant, leftAst);
    const isOfCurrency = [left, right].some(({ reads }) => reads[0]?.place === CURRENCY);
    return equalTexts(left, right, isOfCurrency ? otherCurrency : null);
  }
  throw new RuleProblem(`a ${left.kind} is never equal to a ${right.kind}`, ast);
}

function nullTest(node: Node, ast: ASTNode): TruthNode {
  if (node.kind === 'number') {
    return isNull(node.name, node.place, (input) => Number.isNaN(node.value(input)));
  }
  const read = node.kind === 'truth' ? node.flag : 'reads' in node ? node.reads[0] : undefined;
  if (read === undefined) throw new RuleProblem('only a word or a number can be null', ast);
  const place = read.type === 'flag' ? read.place : null;
  return isNull(read.name, place, (input) => !isKnown(input, read));
}

const CURRENCY = PLACES.get('currency');

/** Half of a catalog may be of another currency: said in a word, not as a comparison. */
function otherCurrency(wanted: string): LocalText {
  const name = CONTEXT_WORDS.currency;
  const { zh, en } = (name.type === 'text' ? name.values?.[wanted] : null) ?? {
    zh: wanted,
    en: wanted,
  };
  return { zh: `只用于${zh}营业厅`, en: `for branches in ${en} only` };
}

function membership(itemAst: ASTNode, listAst: ASTNode, ast: ASTNode): TruthNode {
  const item = translate(itemAst);
  const list = translate(listAst);
  if (item.kind === 'text' && list.kind === 'list') {
    checkValue(list.values, item.constant, itemAst);
    return textInList(item, list);
  }
  if (list.kind === 'literal' && item.kind === 'text') {
    const texts = list.items.filter((each) => each.kind === 'text');
    if (texts.length < list.items.length)
      throw new RuleProblem('a text is looked for among numbers', ast);
    for (const text of texts) checkValue(item.values, text.constant, listAst);
    return textInLiteral(item, texts);
  }
  if (list.kind === 'literal' && item.kind === 'number') {
    const numbers = list.items.filter((each) => each.kind === 'number');
    if (numbers.length < list.items.length)
      throw new RuleProblem('a number is looked for among texts', ast);
    return numberInLiteral(item, numbers);
  }
  throw new RuleProblem(
    `'in' looks for a text or a number in a list, not for a ${item.kind} in a ${list.kind}`,
    ast,
  );
}

/** `valueGroup == 'netizens'` can never hold: say so instead of saying no for ever. */
function checkValue(
  values: Readonly<Record<string, LocalText>> | null,
  value: string | null,
  ast: ASTNode,
): void {
  if (values === null || value === null || Object.hasOwn(values, value)) return;
  throw new RuleProblem(`'${value}' is none of ${Object.keys(values).join(', ')}`, ast);
}

/** `double(x)` is x: numbers are of one kind, and CEL asks for it where whole and broken ones meet. */
function call(name: string, args: readonly ASTNode[], ast: ASTNode): NumberNode {
  const [arg] = args;
  if (arg !== undefined && args.length === 1) {
    if (name === 'size') return sizeOf(arg, ast);
    if (name === 'double') return numberOf(arg);
  }
  throw new RuleProblem(
    `unknown function '${name}': rules know size(list) and double(number)`,
    ast,
  );
}

function sizeOf(ast: ASTNode, at: ASTNode): NumberNode {
  const list = translate(ast);
  if (list.kind !== 'list') throw new RuleProblem('size() counts a list of the customer', at);
  const name = { zh: `${list.name.zh}的项数`, en: `count of ${list.name.en}` };
  return computed({ name, binds: ONE, unit: 'count', reads: list.reads }, list.size);
}

/** `holdings.size()` */
function method(name: string, receiver: ASTNode, args: readonly ASTNode[], ast: ASTNode): Node {
  if (name === 'size' && args.length === 0) return sizeOf(receiver, ast);
  throw new RuleProblem(
    `unknown method '${name}': use 'code' in list, size(list) and comparisons`,
    ast,
  );
}

function literalItem(ast: ASTNode): NumberNode | TextNode {
  const node = translate(ast);
  if ((node.kind === 'number' || node.kind === 'text') && node.constant !== null) return node;
  throw new RuleProblem('a list in a rule holds plain numbers or texts', ast);
}

function truthOf(ast: ASTNode): TruthNode {
  const node = translate(ast);
  if (node.kind === 'truth') return node;
  throw new RuleProblem(`expected a condition, found a ${node.kind}`, ast);
}

function numberOf(ast: ASTNode): NumberNode {
  const node = translate(ast);
  if (node.kind === 'number') return node;
  throw new RuleProblem(`expected a number, found a ${node.kind}`, ast);
}
