// Comparisons of numbers, text and lists, each with its reason in figures.
import type { Currency } from '#shared/base/money.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import type { Unit } from '../fact_dictionary.ts';
import { showNumber } from '../show.ts';
import { type Comparison, MIRRORED, OPPOSITE } from './comparison.ts';
import type { RuleInput } from './input.ts';
import { truth } from './logic.ts';
import {
  explainUnknown,
  isKnown,
  type ListNode,
  NO,
  notKnown,
  type NumberNode,
  type Tail,
  type TextNode,
  type Truth,
  type TruthNode,
  UNKNOWN,
  YES,
} from './node.ts';

const MUST: Readonly<Record<Comparison, LocalText>> = {
  '<': { zh: '须低于', en: 'must be below' },
  '<=': { zh: '须不高于', en: 'must be at most' },
  '>': { zh: '须高于', en: 'must be above' },
  '>=': { zh: '须不低于', en: 'must be at least' },
  '==': { zh: '须为', en: 'must be' },
  '!=': { zh: '须不是', en: 'must not be' },
};

/** Made when first asked for, not at each customer. */
function keptByCurrency(make: Tail): Tail {
  const made = new Map<Currency, LocalText>();
  return (currency) => {
    const known = made.get(currency);
    if (known !== undefined) return known;
    const tail = make(currency);
    made.set(currency, tail);
    return tail;
  };
}

const tailOf = (wanted: Comparison, { zh, en }: LocalText): LocalText => ({
  zh: `，${MUST[wanted].zh}${zh}`,
  en: `, ${MUST[wanted].en} ${en}`,
});

export function compareNumbers(op: Comparison, left: NumberNode, right: NumberNode): TruthNode {
  if (left.constant !== null && right.constant === null) {
    return compareNumbers(MIRRORED[op], right, left);
  }
  const unit: Unit = left.unit ?? right.unit ?? 'count';
  const reads = [...left.reads, ...right.reads];
  const test = numberTest(op, left, right);
  const { constant } = right;
  const explain =
    (wanted: Comparison, tail: Tail | null): TruthNode['whyNot'] =>
    (input) => {
      if (test(input) === UNKNOWN) return explainUnknown(input, reads);
      const a = left.show(input, unit);
      const b = tail?.(input.currency) ?? tailOf(wanted, right.show(input, unit));
      return { zh: a.zh + b.zh, en: a.en + b.en };
    };
  if (left.remainder !== undefined && right.constant === 0 && (op === '==' || op === '!=')) {
    const { remainder } = left;
    const [wanted, other] = op === '==' ? EVEN : [EVEN[1], EVEN[0]];
    const told =
      (must: readonly [string, string]): TruthNode['whyNot'] =>
      (input) =>
        test(input) === UNKNOWN
          ? explainUnknown(input, reads)
          : explainMultiple(remainder, unit, must, input);
    return truth(test, told(wanted), told(other));
  }
  const opposite = OPPOSITE[op];
  if (constant === null) return truth(test, explain(op, null), explain(opposite, null));
  const tailTo = (wanted: Comparison): Tail =>
    keptByCurrency((currency) => tailOf(wanted, showNumber(constant, unit, currency)));
  const tells = { whyNot: tailTo(op), whyNotNot: tailTo(opposite) };
  const node = truth(test, explain(op, tells.whyNot), explain(opposite, tells.whyNotNot));
  const { place } = left;
  return place === null
    ? node
    : { ...node, quick: { place, op, constant, ifUnknown: UNKNOWN, tells } };
}

const EVEN = [
  ['须是', 'must be a multiple of'],
  ['须不是', 'must not be a multiple of'],
] as const;

/** `在网时长41个月，须是12的整倍数`: nobody at a counter speaks of remainders. */
function explainMultiple(
  { of, by }: NonNullable<NumberNode['remainder']>,
  unit: Unit,
  [zh, en]: readonly [string, string],
  input: RuleInput,
): LocalText {
  const is = of.show(input, unit);
  return { zh: `${is.zh}，${zh}${by}的整倍数`, en: `${is.en}, ${en} ${by}` };
}

/** A word against a constant is nearly every comparison of a catalog: it gets closures of its own. */
function numberTest(
  op: Comparison,
  left: NumberNode,
  right: NumberNode,
): (input: RuleInput) => Truth {
  const { place } = left;
  const { constant } = right;
  if (place !== null && constant !== null) {
    switch (op) {
      case '<':
        return ({ numbers }) => settle(numbers[place], (numbers[place] ?? 0) < constant);
      case '<=':
        return ({ numbers }) => settle(numbers[place], (numbers[place] ?? 0) <= constant);
      case '>':
        return ({ numbers }) => settle(numbers[place], (numbers[place] ?? 0) > constant);
      case '>=':
        return ({ numbers }) => settle(numbers[place], (numbers[place] ?? 0) >= constant);
      case '==':
        return ({ numbers }) => settle(numbers[place], numbers[place] === constant);
      case '!=':
        return ({ numbers }) => settle(numbers[place], numbers[place] !== constant);
    }
  }
  const holds = HOLDS[op];
  return (input) => {
    const a = left.value(input);
    const b = right.value(input);
    return settle(a + b, holds(a, b));
  };
}

const HOLDS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const settle = (value: number | undefined, holds: boolean): Truth =>
  holds ? (Number.isNaN(value) ? UNKNOWN : YES) : Number.isNaN(value) ? UNKNOWN : NO;

/** @param told what to say instead of naming the value and the wanted one */
export function equalTexts(
  left: TextNode,
  right: TextNode,
  told: ((wanted: string) => LocalText) | null = null,
): TruthNode {
  if (left.constant !== null && right.constant === null) return equalTexts(right, left, told);
  if (told !== null && right.constant !== null) {
    const reason = told(right.constant);
    const plain = equalTexts(left, right);
    return { ...plain, whyNot: () => reason };
  }
  const values = left.values ?? right.values;
  const explain =
    (wanted: '==' | '!=') =>
    (input: RuleInput): LocalText => {
      const a = left.value(input);
      const b = right.value(input);
      if (a === null || b === null) return explainUnknown(input, [...left.reads, ...right.reads]);
      const is = nameOf(a, values, input);
      const wants = nameOf(b, values, input);
      const name = left.reads[0]?.name ?? { zh: '', en: '' };
      const must = MUST[wanted];
      if (wanted === '!=') return { zh: `${name.zh}为${is.zh}`, en: `${name.en} is ${is.en}` };
      return {
        zh: `${name.zh}为${is.zh}，${must.zh}${wants.zh}`,
        en: `${name.en} is ${is.en}, ${must.en} ${wants.en}`,
      };
    };
  return truth(
    (input) => {
      const a = left.value(input);
      const b = right.value(input);
      return a === null || b === null ? UNKNOWN : a === b ? YES : NO;
    },
    explain('=='),
    explain('!='),
  );
}

/** `'data-pack' in holdings` */
export function textInList(item: TextNode, list: ListNode): TruthNode {
  const explain =
    (wanted: boolean) =>
    (input: RuleInput): LocalText => {
      const code = item.value(input);
      if (code === null) return explainUnknown(input, item.reads);
      const name = nameOf(code, list.values, input);
      const { zh, en } = list.name;
      if (list.has(input, code) === UNKNOWN) {
        if (!isKnown(input, list.reads[0])) return notKnown([list.name]);
        return notKnown([{ zh: `${zh}“${name.zh}”`, en: `“${name.en}” among ${en}` }]);
      }
      return wanted
        ? { zh: `${zh}中没有“${name.zh}”`, en: `no “${name.en}” among ${en}` }
        : { zh: `${zh}中已有“${name.zh}”`, en: `“${name.en}” is already among ${en}` };
    };
  return truth(
    (input) => {
      const code = item.value(input);
      return code === null ? UNKNOWN : list.has(input, code);
    },
    explain(true),
    explain(false),
  );
}

/** `valueGroup in ['netizen', 'full-service']` */
export function textInLiteral(item: TextNode, items: readonly TextNode[]): TruthNode {
  const wanted = items.map((each) => each.constant ?? '');
  const explain =
    (must: LocalText) =>
    (input: RuleInput): LocalText => {
      const value = item.value(input);
      if (value === null) return explainUnknown(input, item.reads);
      const is = nameOf(value, item.values, input);
      const names = wanted.map((each) => nameOf(each, item.values, input));
      const name = item.reads[0]?.name ?? { zh: '', en: '' };
      return {
        zh: `${name.zh}为${is.zh}，${must.zh}${names.map((each) => each.zh).join('、')}`,
        en: `${name.en} is ${is.en}, ${must.en} ${names.map((each) => each.en).join(', ')}`,
      };
    };
  return truth(
    (input) => {
      const value = item.value(input);
      return value === null ? UNKNOWN : wanted.includes(value) ? YES : NO;
    },
    explain({ zh: '须为其一：', en: 'must be one of' }),
    explain({ zh: '须不是：', en: 'must be none of' }),
  );
}

export function numberInLiteral(item: NumberNode, items: readonly NumberNode[]): TruthNode {
  const wanted = new Set(items.map((each) => each.constant));
  const unit: Unit = item.unit ?? 'count';
  const explain =
    (must: LocalText) =>
    (input: RuleInput): LocalText => {
      if (Number.isNaN(item.value(input))) return explainUnknown(input, item.reads);
      const is = item.show(input, unit);
      const names = items.map((each) => each.show(input, unit));
      return {
        zh: `${is.zh}，${must.zh}${names.map((each) => each.zh).join('、')}`,
        en: `${is.en}, ${must.en} ${names.map((each) => each.en).join(', ')}`,
      };
    };
  return truth(
    (input) => {
      const value = item.value(input);
      return Number.isNaN(value) ? UNKNOWN : wanted.has(value) ? YES : NO;
    },
    explain({ zh: '须为其一：', en: 'must be one of' }),
    explain({ zh: '须不是：', en: 'must be none of' }),
  );
}

/**
 * `intended == null`: the one comparison that an unknown fact settles.
 * @param place of the number or flag that is tested; null: something else is
 */
export function isNull(
  name: LocalText,
  place: number | null,
  isUnknown: (input: RuleInput) => boolean,
): TruthNode {
  const node = truth(
    (input) => (isUnknown(input) ? YES : NO),
    () => ({ zh: `须无${name.zh}`, en: `must have no ${name.en}` }),
    () => ({ zh: `${name.zh}：无`, en: `no ${name.en}` }),
  );
  const quick =
    place === null
      ? {}
      : { quick: { place, op: '<', constant: -Infinity, ifUnknown: YES, tells: null } as const };
  return { ...node, isNullTest: true, ...quick };
}

function nameOf(
  code: string,
  values: Readonly<Record<string, LocalText>> | null,
  input: RuleInput,
): LocalText {
  return (values ?? input.codeNames)[code] ?? sameInBoth(code);
}
