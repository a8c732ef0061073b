// The words of a row of branches, each asked for once a table: i18next takes as long for one as React for the cell it stands in.
import type { TFunction } from 'i18next';
import { ageText } from '#renderer/ui/format.ts';
import type { Language } from '#shared/model/text.ts';

export type RowWords = {
  readonly language: Language;
  /** Of `hq`, without figures in them. */
  readonly plain: (key: PlainWord) => string;
  /** How many claims wait for the log. */
  readonly waiting: (count: number) => string;
  /** How long ago, ms. */
  readonly ago: (ms: number) => string;
  /** From one amount to another, as they are written. */
  readonly between: (low: string, high: string) => string;
  /** How many more customers until there is a figure, or a sure one. */
  readonly more: (key: 'effect.more' | 'effect.unsureMore', customers: string) => string;
};

type PlainWord =
  | 'branches.notSettled'
  | 'branches.unknown'
  | 'branches.never'
  | 'effect.none'
  | 'effect.preliminary'
  | 'effect.brokenLot'
  | 'effect.noLot'
  | 'effect.unsure';

/** Stand for what is put in their place; no word has them. */
const [ONE, OTHER] = ['\u0001', '\u0002'];

export function createRowWords(t: TFunction<'hq'>, language: Language): RowWords {
  const known = new Map<string, string>();
  const once = (name: string, make: () => string): string => {
    const text = known.get(name) ?? make();
    known.set(name, text);
    return text;
  };
  return {
    language,
    plain: (key) => once(key, () => t(key)),
    waiting: (count) => once(`waiting ${count}`, () => t('branches.waiting', { count })),
    ago: (ms) => {
      const age = ageText(ms, language);
      return once(`ago ${age}`, () => t('branches.ago', { age }));
    },
    between: (low, high) =>
      once('between', () => t('effect.between', { low: ONE, high: OTHER }))
        .replace(ONE, () => low)
        .replace(OTHER, () => high),
    more: (key, customers) =>
      once(key, () => t(key, { customers: ONE })).replace(ONE, () => customers),
  };
}
