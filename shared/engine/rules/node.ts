// The pieces that a rule compiles to: closures over RuleInput, each able to say what it read.
import type { Comparison } from './comparison.ts';
import type { Currency } from '#shared/base/money.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Unit } from '../fact_dictionary.ts';
import { mayBeLonger, type RuleInput } from './input.ts';

/** Three-valued: a rule over an unknown fact is neither true nor false, unless the rest settles it. */
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 2;
export type Truth = typeof NO | typeof YES | typeof UNKNOWN;

type Explain = (input: RuleInput) => LocalText;

type Quick = {
  readonly place: number;
  readonly op: Comparison;
  readonly constant: number;
  /** What it is where the word is not known. */
  readonly ifUnknown: Truth;
  /** How reasons go on behind the known word with its value; null: they begin with something else. */
  readonly tells: { readonly whyNot: Tail; readonly whyNotNot: Tail } | null;
};

/** `，须不低于100元` */
export type Tail = (currency: Currency) => LocalText;

export type TruthNode = {
  readonly kind: 'truth';
  readonly test: (input: RuleInput) => Truth;
  /** Why it is not YES, and why it is not NO: one line with the figures. */
  readonly whyNot: Explain;
  readonly whyNotNot: Explain;
  /** `x == null`: beside another condition it says nothing that people need to hear. */
  readonly isNullTest?: true;
  /** Nothing but a flag, or a number word against a constant: read without a call. */
  readonly quick?: Quick;
  /** The word, when the node is a flag. */
  readonly flag?: Read;
};

export type NumberNode = {
  readonly kind: 'number';
  /** NaN: not known. */
  readonly value: (input: RuleInput) => number;
  /** Null for plain numbers, which take the unit of what they are compared with. */
  readonly unit: Unit | null;
  /** The word's place when the node is one word; the number when it is a constant. */
  readonly place: number | null;
  readonly constant: number | null;
  /** As people say it, without its value; `binds` says where it needs parentheses within another. */
  readonly name: LocalText;
  readonly binds: Binding;
  readonly show: (input: RuleInput, unit: Unit) => LocalText;
  /** `of % by`: people say whether it comes out even. */
  readonly remainder?: { readonly of: NumberNode; readonly by: number };
  /** Names of the words read, by place: what to name when one is not known. */
  readonly reads: readonly Read[];
};

/** How firmly a name holds together: in words, a sum, a product, one word or number. */
export const IN_WORDS = 0;
export const SUM = 1;
export const PRODUCT = 2;
export const ONE = 3;
export type Binding = typeof IN_WORDS | typeof SUM | typeof PRODUCT | typeof ONE;

export type TextNode = {
  readonly kind: 'text';
  readonly value: (input: RuleInput) => string | null;
  readonly constant: string | null;
  /** Allowed values and their names; null: any. */
  readonly values: Readonly<Record<string, LocalText>> | null;
  readonly reads: readonly Read[];
};

export type ListNode = {
  readonly kind: 'list';
  readonly has: (input: RuleInput, code: string) => Truth;
  /** NaN: not known. */
  readonly size: (input: RuleInput) => number;
  readonly values: Readonly<Record<string, LocalText>> | null;
  readonly name: LocalText;
  readonly reads: readonly [Read];
};

/** A list written in the rule itself. */
type LiteralNode = {
  readonly kind: 'literal';
  readonly items: readonly (NumberNode | TextNode)[];
};
type NullNode = { readonly kind: 'null' };
export type Node = TruthNode | NumberNode | TextNode | ListNode | LiteralNode | NullNode;

export type Read = {
  readonly place: number;
  readonly name: LocalText;
  readonly type: 'number' | 'flag' | 'text' | 'list';
};

export function isKnown(input: RuleInput, { place, type }: Read): boolean {
  switch (type) {
    case 'number':
    case 'flag':
      return !Number.isNaN(input.numbers[place]);
    case 'text':
      return input.texts[place] !== null;
    case 'list':
      return input.lists[place] !== null;
  }
}

/** `资料缺失：年龄`: the reason of every rule that an unknown fact leaves open. */
export function explainUnknown(input: RuleInput, reads: readonly Read[]): LocalText {
  const missing = reads.flatMap((read) =>
    !isKnown(input, read)
      ? [read.name]
      : read.type === 'list' && mayBeLonger(input, read.place)
        ? [{ zh: `${read.name.zh}（不全）`, en: `all of ${read.name.en}` }]
        : [],
  );
  if (missing.length === 0)
    return {
      zh: '无法计算（除数为零或数值过大）',
      en: 'cannot be computed (division by zero, or too large)',
    };
  return notKnown(missing);
}

export const notKnown = (names: readonly LocalText[]): LocalText => ({
  zh: `资料缺失：${names.map(({ zh }) => zh).join('、')}`,
  en: `not known: ${names.map(({ en }) => en).join(', ')}`,
});

export const join = (a: LocalText, b: LocalText): LocalText =>
  a.zh === b.zh ? a : { zh: `${a.zh}；${b.zh}`, en: `${a.en}; ${b.en}` };
