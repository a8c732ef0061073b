// docs/facts.md out of the dictionary of facts: `node tools/facts.mjs` writes it, a test compares it.
import type { LocalText } from '#shared/model/text.ts';
import { type Age, CONTEXT_WORDS, FACT_WORDS, type Unit, type Word } from './fact_dictionary.ts';

const UNITS: Readonly<Record<Unit, string>> = {
  money: 'fen',
  years: 'years',
  months: 'months',
  days: 'days',
  minutes: 'minutes',
  mb: 'MB',
  percent: 'percent',
  points: 'points',
  count: 'count',
  weekday: '1..7',
};

const AGES: Readonly<Record<Age, string>> = {
  record:
    "as old as the customer's record, whose last day is `asOf`: the end of last month as a rule. `dataAge` counts the days since; an offer is not said once they exceed its `maxAgeDays`",
  score:
    'found by `hub score` from the record of `score.asOf`; HQ refreshes it monthly, after each import',
  today: 'counted anew on the day of the visit, from what the record says',
  moment: 'of this very visit',
};

/** Codes with names; more than these are told by their pattern. */
const NAMED_VALUES = 10;

export function factsDocument(): string {
  return `<!-- Written by \`node tools/facts.mjs\` from shared/engine/fact_dictionary.ts. Change it there. -->
# The facts

Every word that a rule of the catalog may ask for. Money is in fen (minor units of the branch's currency). A fact that is not known leaves a rule open: it does not hold, unless the rest settles it.

How old a word may be:

${table(['age', 'means'], Object.entries(AGES))}

## Of the customer

${words(FACT_WORDS)}

## Of the moment

${words(CONTEXT_WORDS)}

## Codes

${codes({ ...FACT_WORDS, ...CONTEXT_WORDS })}
`;
}

const words = (list: Readonly<Record<string, Word>>): string =>
  table(
    ['word', 'name', 'unit', 'is', 'source', 'age'],
    Object.entries(list).map(([word, { name, source, ...rest }]) => [
      `\`${word}\``,
      both(name),
      rest.type === 'number'
        ? UNITS[rest.unit]
        : rest.type === 'list'
          ? 'codes'
          : rest.type === 'text'
            ? 'code'
            : 'yes or no',
      source.is,
      source.from,
      source.age,
    ]),
  );

function codes(list: Readonly<Record<string, Word>>): string {
  const rows = Object.entries(list).flatMap(([word, entry]) => {
    if (entry.type !== 'text' && entry.type !== 'list') return [];
    if (entry.values === null)
      return [[`\`${word}\``, 'any: the catalog or the policy names them']];
    const named = Object.entries(entry.values).map(([code, name]) => `\`${code}\` ${both(name)}`);
    const first = named.at(0) ?? '';
    const last = named.at(-1) ?? '';
    return [
      [
        `\`${word}\``,
        named.length <= NAMED_VALUES
          ? named.join('; ')
          : `${named.length}, from ${first} to ${last}`,
      ],
    ];
  });
  return table(['word', 'codes'], rows);
}

const both = ({ zh, en }: LocalText): string => `${zh}, ${en}`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
