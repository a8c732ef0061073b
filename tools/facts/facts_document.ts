// docs/facts.md out of the dictionary of facts: `node tools/facts.mjs` writes it, a test compares it.
import type { Currency } from '#shared/base/money.ts';
import type { Bands } from '#shared/model/policy.ts';
import type { LocalText } from '#shared/model/text.ts';
import {
  type Age,
  CONTEXT_WORDS,
  FACT_WORDS,
  type Unit,
  type Word,
} from '#shared/engine/fact_dictionary.ts';
import { DEFAULT_BANDS } from '#shared/engine/groups/bands.ts';
import { BEHAVIOUR, CONSUMPTION } from '#shared/engine/groups/group_name.ts';
import {
  DECLINE_PERCENT,
  NEW_MONTHS,
  SHORT_DECLINE_PERCENT,
  THRESHOLDS,
  USE_DECLINE_PERCENT,
  YOUNG_AGE,
} from '#shared/engine/thresholds.ts';
import { showData, showMoney } from '#shared/engine/show.ts';

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

## Value groups and stages

\`hub score\` finds \`valueGroup\` from the means of three months:

${groupTable()}

Who spends less than the limit of \`new-video\` is \`basic\`; so is a customer without months of data.

\`stage\` is the first of these that holds: \`silent\`, no use in the last month on record; \`new\`, on the network for less than ${NEW_MONTHS} months; \`declining\`, spend of three months ${-DECLINE_PERCENT} % or more below the three before, or voice and data both ${-USE_DECLINE_PERCENT} % or more below (with less than six months on record: spend of the last month ${-SHORT_DECLINE_PERCENT} % or more below the mean of those before, of which there must be two); else \`mature\`.

## Bands of the two models

\`hub score\` sorts every customer anew, monthly after each import, by the bands of the policy (\`bands\`, by currency: two limits each, the second band from the first limit, the third from the second; recency the other way round). Without them by these defaults; the shipped policy has its own bands for yuan.

${bandTable()}

- Age: the sources call those under 35 young; at 60 China's law on the elderly begins.
- Yuan: 50 and 100 a month, 5 and 20 GB are the thirds of 5,433 customers of Beijing (49.6 and 95 yuan, 6.5 and 18.2 GB), rounded to what people know from plans. Once a month is the rhythm of the bill. 50 yuan is what most bring, 100 the first rung of a ladder.
- Rupees: the thirds of 1,000 prepaid customers of 2014 (116 and 270 a month, 4 and 7.5 top-ups of 26 and 55), rounded; of data the first limit parts those without any, the second those with it in half.
- Recency: in the month of the data; in one of the two before; in none of the three.
- Visits count where at least three months of them are known at HQ, else months with top-ups. A customer of whom age, spend or data is not known is in no group by consumption.
`;
}

function groupTable(): string {
  const { CNY, INR } = THRESHOLDS;
  const money = (limit: 'fullSpend' | 'bundleSpend' | 'middleSpend'): readonly string[] => [
    showMoney(CNY[limit], 'CNY').en,
    showMoney(INR[limit], 'INR').en,
  ];
  const data = (limit: 'netizenData' | 'youngNetizenData'): readonly string[] => [
    showData(CNY[limit]).en,
    showData(INR[limit]).en,
  ];
  return table(
    ['group', 'from', 'yuan', 'rupees'],
    [
      ['`full-service`', 'spend a month', ...money('fullSpend')],
      ['`new-video` at least', 'spend a month', ...money('middleSpend')],
      ['`full-service`', 'the same with a bundle in hand', ...money('bundleSpend')],
      ['`netizen` instead of `new-video`', 'data a month', ...data('netizenData')],
      [
        '`netizen` instead of `new-video`',
        `the same of those under ${YOUNG_AGE}`,
        ...data('youngNetizenData'),
      ],
    ],
  );
}

function bandTable(): string {
  const rows = [...CONSUMPTION, ...BEHAVIOUR].map(({ letter, key, names }) => [
    `\`${key}\` (${letter})`,
    names.map((name, index) => `${index + 1} ${both(name)}`).join('; '),
    ...(['CNY', 'INR'] as const).map((currency) =>
      DEFAULT_BANDS[currency][key].map((limit) => showLimit(key, limit, currency)).join(' and '),
    ),
  ]);
  return table(['limits', 'bands', 'yuan', 'rupees'], rows);
}

function showLimit(key: keyof Bands, limit: number, currency: Currency): string {
  if (key === 'arpu' || key === 'value') return showMoney(limit, currency).en;
  if (key === 'dou') return showData(limit).en;
  if (key === 'recency') return limit === 1 ? '1 month' : `${limit} months`;
  return key === 'age' ? `${limit} years` : `${limit} a month`;
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
