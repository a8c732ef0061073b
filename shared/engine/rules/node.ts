// The pieces that a rule compiles to: closures over RuleInput, each able to say what it read.
import type { Comparison } from './comparison.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Unit } from '../fact_dictionary.ts';
import type { RuleInput } from './input.ts';

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
};

export type TruthNode = {
  readonly kind: 'truth';
  readonly test: (input: RuleInput) => Truth;
  /** Why it is not YES, and why it is not NO: one line with the figures. */
  readonly whyNot: Explain;
  readonly whyNotNot: Explain;
  /** `x == null`: beside another condition it says nothing that people need to hear. */
  readonly isNullTest?: true;
  /** Nothing but a number word against a constant: read without a call. */
  readonly quick?: Quick;
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
  /** As people say it, without its value. */
  readonly name: LocalText;
  readonly show: (input: RuleInput, unit: Unit) => LocalText;
  /** `of % by`: people say whether it comes out even. */
  readonly remainder?: { readonly of: NumberNode; readonly by: number };
  /** Names of the words read, by place: what to name when one is not known. */
  readonly reads: readonly Read[];
};

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
  readonly value: (input: RuleInput) => readonly string[];
  readonly values: Readonly<Record<string, LocalText>> | null;
  readonly name: LocalText;
};

/** A list written in the rule itself. */
type LiteralNode = {
  readonly kind: 'literal';
  readonly items: readonly (NumberNode | TextNode)[];
};
type NullNode = { readonly kind: 'null' };
export type Node = TruthNode | NumberNode | TextNode | ListNode | LiteralNode | NullNode;

export type Read = { readonly place: number; readonly name: LocalText; readonly text: boolean };

const isKnown = (input: RuleInput, read: Read): boolean =>
  read.text ? input.texts[read.place] !== null : !Number.isNaN(input.numbers[read.place]);

/** `资料缺失：年龄`: the reason of every rule that an unknown fact leaves open. */
export function explainUnknown(input: RuleInput, reads: readonly Read[]): LocalText {
  const missing = reads.filter((read) => !isKnown(input, read));
  if (missing.length === 0)
    return { zh: '无法计算（除数为零）', en: 'cannot be computed (division by zero)' };
  return {
    zh: `资料缺失：${missing.map((read) => read.name.zh).join('、')}`,
    en: `not known: ${missing.map((read) => read.name.en).join(', ')}`,
  };
}

export const join = (a: LocalText, b: LocalText): LocalText =>
  a.zh === b.zh ? a : { zh: `${a.zh}；${b.zh}`, en: `${a.en}; ${b.en}` };
