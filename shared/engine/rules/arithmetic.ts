// Numbers of rules: constants, and formulas that are told with their figure.
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import type { Unit } from '../fact_dictionary.ts';
import { showNumber } from '../show.ts';
import type { RuleInput } from './input.ts';
import { type Binding, IN_WORDS, type NumberNode, ONE, PRODUCT, SUM } from './node.ts';

export function constant(value: number): NumberNode {
  const show = (input: RuleInput, unit: Unit): LocalText => showNumber(value, unit, input.currency);
  return {
    kind: 'number',
    value: () => value,
    unit: null,
    place: null,
    constant: value,
    name: sameInBoth(String(value)),
    binds: value < 0 ? SUM : ONE,
    show,
    reads: [],
  };
}

/** How each is said between its operands' names. */
const SAID: Readonly<Record<'+' | '-' | '*' | '/', string>> = {
  '+': '+',
  '-': '−',
  '*': '×',
  '/': '÷',
};

export function arithmetic(
  op: '+' | '-' | '*' | '/' | '%',
  a: NumberNode,
  b: NumberNode,
): NumberNode {
  const unit =
    a.unit !== null && b.unit !== null && (op === '/' || op === '*') ? null : (a.unit ?? b.unit);
  const formula = { ...formulaOf(op, a, b), unit, reads: [...a.reads, ...b.reads] };
  switch (op) {
    case '+':
      return computed(formula, (input) => finite(a.value(input) + b.value(input)));
    case '-':
      return computed(formula, (input) => finite(a.value(input) - b.value(input)));
    case '*':
      return computed(formula, (input) => finite(a.value(input) * b.value(input)));
    case '/':
      return computed(formula, (input) => finite(a.value(input) / b.value(input)));
    case '%': {
      const node = computed(formula, (input) => finite(a.value(input) % b.value(input)));
      return b.constant === null ? node : { ...node, remainder: { of: a, by: b.constant } };
    }
  }
}

/** What is told must give its figure: an operand that binds no firmer than it must stands in parentheses. */
function formulaOf(
  op: '+' | '-' | '*' | '/' | '%',
  a: NumberNode,
  b: NumberNode,
): Pick<NumberNode, 'name' | 'binds'> {
  if (op === '%') {
    const [of, by] = [within(ONE, a), within(ONE, b)];
    const name = { zh: `${of.zh}每满${by.zh}多出`, en: `${of.en} beyond each ${by.en}` };
    return { name, binds: IN_WORDS };
  }
  const binds = op === '+' || op === '-' ? SUM : PRODUCT;
  const [left, right] = [within(binds, a), within(binds === SUM ? PRODUCT : ONE, b)];
  const name = {
    zh: `${left.zh}${SAID[op]}${right.zh}`,
    en: `${left.en} ${SAID[op]} ${right.en}`,
  };
  return { name, binds };
}

/** @param least how firmly it must hold together to stand there as it is */
export const within = (least: Binding, { name, binds }: NumberNode): LocalText =>
  binds >= least ? name : { zh: `（${name.zh}）`, en: `(${name.en})` };

/** A quotient by zero, or a figure beyond all that can be reckoned with, is not known. */
const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

/** Shown by its name with its value: `近三月月均消费×2（60元）`. */
export function computed(
  { name, binds, unit, reads }: Pick<NumberNode, 'name' | 'binds' | 'unit' | 'reads'>,
  value: (input: RuleInput) => number,
): NumberNode {
  return {
    kind: 'number',
    value,
    unit,
    place: null,
    constant: null,
    name,
    binds,
    show: (input, wanted) => {
      const shown = showNumber(value(input), unit ?? wanted, input.currency);
      return { zh: `${name.zh}（${shown.zh}）`, en: `${name.en} (${shown.en})` };
    },
    reads,
  };
}
