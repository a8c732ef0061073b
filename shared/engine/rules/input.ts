// The facts and the moment laid out flat, so that a compiled rule reads a word by its place.
import type { Currency } from '#shared/base/money.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import { CONTEXT_WORDS, FACT_WORDS, type NumberWord, WORDS } from '../fact_dictionary.ts';
import { showNumber } from '../show.ts';

export type RuleInput = {
  /** By place; NaN: not known. Flags are 0 and 1. */
  readonly numbers: Float64Array;
  readonly texts: readonly (string | null)[];
  readonly lists: readonly (readonly string[] | null)[];
  /** Labels, and risks, of which it is not known whether the customer has them. */
  readonly openLabels: readonly string[];
  readonly openRisks: readonly string[];
  /** Holdings that are told of, held or not; null: all of them. */
  readonly toldHoldings: readonly string[] | null;
  readonly currency: Currency;
  /** How people call the catalog's codes. */
  readonly codeNames: Readonly<Record<string, LocalText>>;
  /** Number words already named and put into text: many reasons begin with them. */
  readonly shown: (LocalText | undefined)[];
};

type FactName = keyof typeof FACT_WORDS;
const factNames = Object.keys(FACT_WORDS) as FactName[];
const contextNames = Object.keys(CONTEXT_WORDS) as (keyof typeof CONTEXT_WORDS)[];

/** Place of each word in the arrays of RuleInput. */
export const PLACES: ReadonlyMap<string, number> = new Map(
  [...factNames, ...contextNames].map((name, place) => [name, place]),
);

const LABELS = PLACES.get('labels');
const RISKS = PLACES.get('risks');
const HOLDINGS = PLACES.get('holdings');
const NONE: readonly string[] = [];

const openOf = (place: number, { openLabels, openRisks }: RuleInput): readonly string[] =>
  place === LABELS ? openLabels : place === RISKS ? openRisks : NONE;

/** Whether the list at `place` may have a code that is not in it, for all that is known. */
export const isOpen = (input: RuleInput, place: number, code: string): boolean =>
  place === HOLDINGS
    ? input.toldHoldings !== null && !input.toldHoldings.includes(code)
    : openOf(place, input).includes(code);

/** Whether it may have any code that is not in it. */
export const mayBeLonger = (input: RuleInput, place: number): boolean =>
  place === HOLDINGS ? input.toldHoldings !== null : openOf(place, input).length > 0;

/** Copied for each decision: quicker than making them. */
const NO_TEXTS: readonly (string | null)[] = Array.from(PLACES, () => null);
const NO_LISTS: readonly (readonly string[] | null)[] = Array.from(PLACES, () => null);
const NONE_SHOWN: readonly (LocalText | undefined)[] = Array.from(PLACES, () => undefined);

/** @param context null: for rules over facts only, where the words of the moment are not known */
export function createRuleInput(
  facts: Facts,
  context: DecisionContext | null,
  codeNames: Readonly<Record<string, LocalText>>,
): RuleInput {
  const numbers = new Float64Array(PLACES.size).fill(Number.NaN);
  const texts = NO_TEXTS.slice();
  const lists = NO_LISTS.slice();
  // A fact that an older engine did not know of is missing among the inputs that it stored.
  const put = (place: number, value: Facts[FactName] | undefined): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'number') numbers[place] = value;
    else if (typeof value === 'boolean') numbers[place] = value ? 1 : 0;
    else if (typeof value === 'string') texts[place] = value;
    else lists[place] = value;
  };
  factNames.forEach((name, place) => put(place, facts[name]));
  const moment = {
    'context.purpose': context?.purpose ?? null,
    intended: context?.intended ?? null,
    weekday: context?.weekday ?? null,
    currency: context?.currency ?? null,
    'context.privilegeDay': context?.isPrivilegeDay ?? null,
    'context.memberDay': context?.isMemberDay ?? null,
  } satisfies Readonly<Record<keyof typeof CONTEXT_WORDS, Facts[FactName]>>;
  contextNames.forEach((name, index) => put(factNames.length + index, moment[name]));
  return {
    numbers,
    texts,
    lists,
    openLabels: facts.openLabels ?? [],
    openRisks: facts.openRisks ?? [],
    toldHoldings: facts.toldHoldings ?? null,
    currency: context?.currency ?? 'CNY',
    codeNames,
    shown: NONE_SHOWN.slice(),
  };
}

/** By place; null: no number. */
const NUMBER_WORDS: readonly (NumberWord | null)[] = Array.from(PLACES.keys(), (name) => {
  const word = WORDS[name];
  return word?.type === 'number' ? word : null;
});

/** The number word at `place` as `shownWord` has it; undefined when another kind of word stands there. */
export function shownAt(input: RuleInput, place: number): LocalText | undefined {
  const word = NUMBER_WORDS[place] ?? null;
  return input.shown[place] ?? (word === null ? undefined : shownWord(input, place, word));
}

/** `余额30元`: the number word at `place` with its name, made once for each decision. */
export function shownWord(input: RuleInput, place: number, { name, unit }: NumberWord): LocalText {
  const known = input.shown[place];
  if (known !== undefined) return known;
  const value = showNumber(input.numbers[place] ?? 0, unit, input.currency);
  const made = { zh: name.zh + value.zh, en: `${name.en} ${value.en}` };
  input.shown[place] = made;
  return made;
}
