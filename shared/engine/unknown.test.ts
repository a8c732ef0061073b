// Unknown is not zero, over the whole dictionary: what a source leaves out is no fact, no slot, no group, no label and no risk.
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addMonths, day, type Instant, month } from '#shared/base/month.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import { makePolicy } from '#tests/fixtures/decision.ts';
import { CONTEXT_WORDS, FACT_WORDS } from './fact_dictionary.ts';
import { factsOfCustomer } from './facts/facts.ts';
import { createRuleInput } from './rules/input.ts';
import { NO, UNKNOWN, YES } from './rules/node.ts';
import { createRuleBook, readRules, truthOf, whyNot } from './rules/rule_book.ts';
import { scoreCustomer } from './score/score_customer.ts';
import { SLOTS } from './sentence/slots.ts';

const AS_OF = day('2026-10-31');
const TODAY = day('2026-11-18');
type Figure = Exclude<keyof UsageMonth, 'month'>;
const FIGURES: readonly Figure[] = [
  'spend',
  'voiceMinutes',
  'dataKb',
  'topUp',
  'topUpCount',
  'lastTopUp',
];

/** Twelve months that fall and rise, each with one top-up. */
const MONTHS: readonly UsageMonth[] = Array.from({ length: 12 }, (_, index) => ({
  month: addMonths(month('2025-11'), index),
  spend: fen(6_000 + 500 * (index % 3)),
  voiceMinutes: 300 - 10 * index,
  dataKb: 4_000_000 + 100_000 * (index % 4),
  topUp: fen(5_000 + 1_000 * (index % 2)),
  topUpCount: 1,
  lastTopUp: fen(5_000 + 1_000 * (index % 2)),
}));

const KNOWN: Customer = {
  id: 1,
  account: 'A1',
  phone: '',
  name: '',
  pinyin: '',
  initials: '',
  idTail: '',
  area: '',
  birthYear: 1980,
  since: day('2015-03-01'),
  plan: {
    code: 'p',
    name: { zh: 'p', en: 'p' },
    monthlyFee: fen(5_000),
    voiceMinutes: 100,
    dataKb: 1_000_000,
  },
  contractEnd: day('2027-03-01'),
  balance: fen(1_000),
  arrears: fen(0),
  points: 500,
  household: null,
  holdings: [],
  lastComplaint: day('2026-09-01'),
  optedOut: false,
  consent: null,
  blacklisted: false,
  months: [...MONTHS],
  asOf: AS_OF,
  score: null,
  file: null,
};

const NOTHING: Customer = {
  ...KNOWN,
  birthYear: null,
  since: null,
  plan: null,
  contractEnd: null,
  balance: null,
  arrears: null,
  points: null,
  holdingsTold: [],
  lastComplaint: null,
  optedOut: null,
  blacklisted: null,
  months: [],
};

const scored = (customer: Customer): Customer => ({
  ...customer,
  score: scoreCustomer(
    customer,
    { size: 1, isHead: false },
    { currency: 'CNY', policy: makePolicy(), labels: null, churn: null, lifetime: null },
  ),
});
const factsOf = (customer: Customer): Facts => factsOfCustomer(scored(customer), 1, TODAY);
const blank = (rows: readonly UsageMonth[], ...figures: readonly Figure[]): UsageMonth[] =>
  rows.map((row) => ({
    ...row,
    ...Object.fromEntries(figures.map((figure) => [figure, null])),
  }));
const zero = (rows: readonly UsageMonth[]): UsageMonth[] =>
  rows.map((row) => ({
    ...row,
    ...Object.fromEntries(FIGURES.map((figure) => [figure, 0])),
  }));

/** What counts or lists what stands on the record: a record without it has none of it. */
const OF_THE_RECORD: Partial<Facts> = {
  monthsOfData: 0,
  labels: [],
  risks: [],
  dataAge: 18,
};
const WORDS = Object.keys(FACT_WORDS) as (keyof typeof FACT_WORDS)[];

describe('a customer of whom nothing is known', () => {
  const facts = factsOf(NOTHING);

  test.each(WORDS)('%s', (word) => {
    expect(facts[word]).toEqual(word in OF_THE_RECORD ? OF_THE_RECORD[word] : null);
  });

  test.each(Object.keys(FACT_WORDS).filter((word) => !(word in OF_THE_RECORD)))(
    'a rule that asks for %s is open, and says what is not known',
    (word) => {
      const kind = FACT_WORDS[word as keyof typeof FACT_WORDS].type;
      const values = FACT_WORDS[word as keyof typeof FACT_WORDS] as { values?: object | null };
      const code = Object.keys(values.values ?? {})[0] ?? 'gold';
      const rules =
        kind === 'flag'
          ? [word, `!${word}`, `${word} == false`]
          : kind === 'number'
            ? [
                `${word} > 0`,
                `${word} <= 0`,
                `!(${word} > 0)`,
                `${word} in [0, 1]`,
                `!(${word} in [0, 1])`,
                `(${word} > 0 ? ${word} < 5 : true)`,
                `${word} * 0 == 0`,
              ]
            : kind === 'list'
              ? [
                  `'${code}' in ${word}`,
                  `!('${code}' in ${word})`,
                  `size(${word}) == 0`,
                  `size(${word}) > 0`,
                ]
              : [`${word} == '${code}'`, `${word} != '${code}'`, `!(${word} in ['${code}'])`];
      const book = createRuleBook();
      const input = createRuleInput(facts, null, {});
      const made = rules.map((rule) => {
        const added = book.add(rule);
        if (!added.ok) throw new Error(`${rule}: ${added.error.message}`);
        return added.value;
      });
      const reading = readRules(book, input);
      for (const [index, rule] of made.entries()) {
        expect([rules[index], truthOf(rule, reading)]).toEqual([rules[index], UNKNOWN]);
        expect(whyNot(rule, reading)?.zh).toContain('资料缺失');
        expect(whyNot(rule, reading)?.zh).not.toMatch(/\d/);
      }
    },
  );

  test('no risk, no label and no group is said, and none is ruled out', () => {
    expect(scored(NOTHING).score).toMatchObject({
      valueGroup: null,
      stage: null,
      risks: [],
      labels: [],
      consumption: null,
      behaviour: null,
      churn: null,
      lifetime: null,
    });
    expect(facts.openRisks).toEqual(['arrears', 'involuntary', 'leaving', 'not-billed', 'silent']);
  });

  test('no slot of a fact has anything to say', () => {
    const input = {
      facts,
      tier: {
        id: 't',
        prepay: fen(0),
        monthly: fen(0),
        points: 0,
        benefit: { zh: '', en: '' },
        gift: null,
        credit: fen(0),
        draws: null,
        cost: fen(0),
        margin: fen(0),
      },
      intended: null,
      currency: 'CNY' as const,
      isMemberDay: false,
      policy: makePolicy(),
      gifts: new Map(),
      lotteries: new Map(),
    };
    const spoken = Object.keys(SLOTS).filter((name) => SLOTS[name]?.isEmpty(input) === false);
    // What the offer itself gives.
    expect(spoken).toEqual(['benefit']);
  });
});

/** Figures of a month that a word is found from, by its source in the dictionary; where one stands in for another, all. */
function figuresOf(word: keyof typeof FACT_WORDS): readonly Figure[] {
  const { from } = FACT_WORDS[word].source;
  if (word === 'monthsSilent') return ['voiceMinutes', 'dataKb'];
  const named = FIGURES.filter((figure) => new RegExp(`months\\.${figure}\\b`).test(from));
  return /topUp/i.test(named.join()) ? ['topUp', 'topUpCount', 'lastTopUp'] : named;
}
const OF_MONTHS = WORDS.filter((word) => figuresOf(word).length > 0);

describe('a figure that the source never tells', () => {
  test('words of every figure are tried', () => {
    expect(OF_MONTHS.length).toBeGreaterThanOrEqual(21);
    expect(new Set(OF_MONTHS.flatMap(figuresOf))).toEqual(new Set(FIGURES));
  });

  test.each(OF_MONTHS)('%s is not known without it, and is with a zero', (word) => {
    const without = factsOf({ ...KNOWN, months: blank(MONTHS, ...figuresOf(word)) });
    expect(factsOf(KNOWN)[word]).not.toBeNull();
    expect(without[word]).toBeNull();
    const ofNothing = factsOf({ ...KNOWN, months: zero(MONTHS) })[word];
    // From zero there is no change, and nobody who never topped up has a usual amount, a rhythm or a last time.
    const none = /Trend$|TopUps?$|monthsSinceTopUp/.test(word) && word !== 'topUpsPerMonth';
    expect(ofNothing === null).toBe(none);
  });

  test.each(OF_MONTHS)('what does not rest on the figures of %s is as before', (word) => {
    const figures = figuresOf(word);
    const known = factsOf(KNOWN);
    const without = factsOf({ ...KNOWN, months: blank(MONTHS, ...figures) });
    for (const other of OF_MONTHS) {
      if (figuresOf(other).some((figure) => figures.includes(figure))) continue;
      expect([other, without[other]]).toEqual([other, known[other]]);
    }
  });
});

describe('a month that is partly unknown', () => {
  /** What is true up to today, or of every month. */
  const NEEDS_LATEST = [
    'spendTrend',
    'voiceTrend',
    'dataTrend',
    'spendFalls',
    'voiceFalls',
    'dataFalls',
    'monthsSilent',
    'monthsNotBilled',
    'monthsSinceTopUp',
    'topUpRegularity',
  ] as const;

  test('without the latest nothing is said of what lasts until today', () => {
    const months = [...MONTHS.slice(0, -1), ...blank(MONTHS.slice(-1), ...FIGURES)];
    const facts = factsOf({ ...KNOWN, months });
    for (const word of NEEDS_LATEST) expect([word, facts[word]]).toEqual([word, null]);
    expect(scored({ ...KNOWN, months }).score).toMatchObject({ stage: null, risks: [] });
    expect(facts.openRisks).toEqual(['leaving', 'not-billed', 'silent']);
  });

  test.each([1, 4, 7, 9, 10])('month %i left out is one of which nothing is known', (at) => {
    const left = MONTHS.filter((_, index) => index !== at);
    const open = MONTHS.flatMap((row, index) => (index === at ? blank([row], ...FIGURES) : [row]));
    const own = { monthsOfData: 0 };
    expect({ ...factsOf({ ...KNOWN, months: left }), ...own }).toEqual({
      ...factsOf({ ...KNOWN, months: open }),
      ...own,
    });
    expect(scored({ ...KNOWN, months: left }).score).toEqual(
      scored({ ...KNOWN, months: open }).score,
    );
  });

  test('means are of the months that tell, and a run of silence ends where one does not', () => {
    const silent = MONTHS.map((row, index) =>
      index < 8 ? row : { ...zero([row])[0] },
    ) as UsageMonth[];
    expect(factsOf({ ...KNOWN, months: silent }).monthsSilent).toBe(4);
    const gap = silent.filter((_, index) => index !== 9);
    expect(factsOf({ ...KNOWN, months: gap })).toMatchObject({ monthsSilent: 2, stage: 'silent' });
    const partly = MONTHS.map((row, index) =>
      index === 10 ? (blank([row], 'spend')[0] as UsageMonth) : row,
    );
    expect(factsOf({ ...KNOWN, months: partly }).arpu3).toBe(6_500);
  });

  test('a channel that is used and not told of may be used as ever', () => {
    const falling = MONTHS.map((row, index) => ({
      ...row,
      dataKb: index < 9 ? 4_000_000 : 1_000_000,
    }));
    const open = falling.map((row, index) =>
      index === 10 ? (blank([row], 'voiceMinutes')[0] as UsageMonth) : row,
    );
    expect(scored({ ...KNOWN, months: blank(falling, 'voiceMinutes') }).score?.stage).toBe(
      'declining',
    );
    expect(scored({ ...KNOWN, months: open }).score?.stage).toBe('mature');
  });
});

test('the words of the moment that nobody told are open too', () => {
  const input = createRuleInput(factsOf(KNOWN), null, {});
  for (const word of Object.keys(CONTEXT_WORDS)) {
    const book = createRuleBook();
    const added = book.add(`${word} == null`);
    if (!added.ok) throw new Error(added.error.message);
    expect([word, truthOf(added.value, readRules(book, input))]).toEqual([word, 1]);
  }
});

test.each([
  ['arrears', { arrears: null }, ['arrears']],
  [
    'arrears of who is not billed',
    { arrears: null, months: zero(MONTHS) },
    ['arrears', 'involuntary'],
  ],
  ['spend', { arrears: fen(100), months: blank(MONTHS, 'spend') }, ['involuntary', 'not-billed']],
  ['spend of who owes nothing', { months: blank(MONTHS, 'spend') }, ['not-billed']],
  ['use', { months: blank(MONTHS, 'voiceMinutes', 'dataKb') }, ['silent']],
  ['nothing', {}, undefined],
] as const)('without %s a risk is open, also under in and !', (_, changes, open) => {
  const facts = factsOf({ ...KNOWN, ...changes } as Customer);
  expect(facts.openRisks).toEqual(open);
  for (const risk of open ?? []) {
    for (const rule of [
      `'${risk}' in risks`,
      `!('${risk}' in risks)`,
      `!(!('${risk}' in risks))`,
    ]) {
      const book = createRuleBook();
      const added = book.add(rule);
      if (!added.ok) throw new Error(added.error.message);
      const reading = readRules(book, createRuleInput(facts, null, {}));
      expect([rule, truthOf(added.value, reading)]).toEqual([rule, UNKNOWN]);
      expect(whyNot(added.value, reading)?.zh).toContain('资料缺失：风险“');
    }
  }
});

function truths(customer: Customer, ...rules: readonly string[]) {
  const book = createRuleBook();
  const made = rules.map((rule) => {
    const added = book.add(rule);
    if (!added.ok) throw new Error(added.error.message);
    return added.value;
  });
  const reading = readRules(book, createRuleInput(factsOf(customer), null, {}));
  return made.map((rule) => truthOf(rule, reading));
}

const holding = (told: string[]) => factsOf({ ...KNOWN, holdings: [], holdingsTold: told });
const groupOf = (customer: Customer) => scored(customer).score?.valueGroup;
const spends = (spend: number): Customer => ({
  ...KNOWN,
  holdings: [],
  months: MONTHS.map((row) => ({ ...row, spend: fen(spend) })),
});

describe('what the files tell of holdings, contracts and opt-outs', () => {
  const tv = { code: 'tv', name: { zh: '电视', en: 'TV' }, until: null };
  const ended = { code: 'bundle', name: { zh: '融合', en: 'bundle' }, until: day('2026-01-31') };
  test('a code that no file tells of is open, one that is told of and not held is not held', () => {
    const customer = { ...KNOWN, holdings: [tv, ended], holdingsTold: ['broadband'] };
    expect(
      truths(
        customer,
        "'tv' in holdings",
        "'broadband' in holdings",
        "'bundle' in holdings",
        "'weather' in holdings",
        "!('weather' in holdings)",
        'size(holdings) > 0',
      ),
    ).toEqual([YES, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN]);
    const { holdingsTold: _, ...all } = customer;
    expect(truths(all, "'weather' in holdings", 'size(holdings) == 1')).toEqual([NO, YES]);
  });

  test('campaigns are counted where some file tells of one', () => {
    expect(holding(['tv']).campaigns).toBeNull();
    expect(holding(['promo-may']).campaigns).toBe(0);
  });

  test('no contract is what HQ says, not what it leaves out', () => {
    const without: Customer = { ...KNOWN, contractEnd: null };
    expect(factsOf(without).hasContract).toBeNull();
    expect(factsOf({ ...without, hasNoContract: true }).hasContract).toBe(false);
  });

  test('a word at the counter settles what HQ does not say', () => {
    const open: Customer = { ...KNOWN, optedOut: null };
    const at = Date.UTC(2026, 10, 1) as Instant;
    expect(factsOf(open).optedOut).toBeNull();
    expect(factsOf({ ...open, consent: { optedOut: false, at } }).optedOut).toBe(false);
    expect(factsOf({ ...open, consent: { optedOut: true, at } }).optedOut).toBe(true);
  });

  test('the group of who may have a bundle is open where the bundle decides', () => {
    expect(groupOf({ ...spends(12_000), holdingsTold: ['tv'] })).toBeNull();
    expect(groupOf({ ...spends(12_000), holdingsTold: ['bundle'] })).not.toBeNull();
    expect(groupOf({ ...spends(16_000), holdingsTold: [] })).toBe('full-service');
    expect(groupOf({ ...spends(2_000), holdingsTold: [] })).toBe('basic');
  });
});
