import { describe, expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { makeContext, makeFacts } from '#tests/fixtures/decision.ts';
import { createRuleInput } from './input.ts';
import { createRuleBook, readRules, whyNot } from './rule_book.ts';

const names = { 'data-pack': { zh: '流量包', en: 'data pack' } };

function ask(text: string, facts: Partial<Facts> = {}, context: Partial<DecisionContext> = {}) {
  const book = createRuleBook();
  const rule = book.add(text);
  if (!rule.ok) return rule.error.message;
  const reading = readRules(book, createRuleInput(makeFacts(facts), makeContext(context), names));
  return whyNot(rule.value, reading) ?? true;
}

describe('authors write plain numbers, texts and lists', () => {
  const facts = {
    arpu3: fen(5000),
    holdings: ['tv'],
    valueGroup: 'netizen',
    daysToContractEnd: 60,
  } as const;
  test.each([
    'arpu3 >= 5000',
    'arpu3 == 5000 && arpu3 != 5001',
    '5000 <= arpu3',
    'daysToContractEnd <= 60 && daysToContractEnd > -1',
    "!('data-pack' in holdings) && 'tv' in holdings",
    "valueGroup == 'netizen' && valueGroup != 'basic'",
    "valueGroup in ['netizen', 'full-service']",
    'weekday in [3, 6]',
    'arpu3 * 2 + 1 > 10000.5',
    'arpu3 / 3 > 1666 && arpu3 % 10 == 0',
    'size(holdings) == 1 && holdings.size() < 2',
    'hasContract ? arpu3 > 9000 : arpu3 > 100',
    "context.purpose == 'top-up' && currency == 'CNY'",
    'intended == null && usualTopUp != null',
    '!hasContract && hasContract == false',
    'true',
  ])('%s', (rule) => {
    expect(ask(rule, facts)).toBe(true);
  });
});

describe('numbers are as docs/decision.md tells, some as in CEL and some not', () => {
  test.each([
    '7 / 2 == 3.5 && double(7) / double(2) == 3.5',
    '7.5 % 2 == 1.5 && -7 % 3 == -1 && 7 % -3 == 1',
    '5 == 5.0 && 5 < 5.5 && 9007199254740991 == 9007199254740991',
  ])('%s', (rule) => expect(ask(rule)).toBe(true));

  const tooLarge = 'cannot be computed (division by zero, or too large)';
  test.each([
    ['1e308 * 10 * arpu3 > 0', fen(5000), tooLarge],
    ['arpu3 % 0 == 0', fen(5000), tooLarge],
    ['arpu3 != 5', null, 'not known: average spend of 3 months'],
  ])('%s', (rule, arpu3, en) => expect(ask(rule, { arpu3 })).toMatchObject({ en }));
});

test('a whole number that cannot be held is refused, whatever the rules before it', () => {
  const book = createRuleBook();
  expect(book.add('points < 9007199254740992.0').ok).toBe(true);
  expect(book.add('points < 9007199254740993').ok).toBe(false);
  expect(book.add('points == 16.0 && points == 0x10').ok).toBe(true);
});

describe('a reason has the customer’s own figures', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'arpu3 >= 5000',
      '近三月月均消费32元，须不低于50元',
      'average spend of 3 months ¥32, must be at least ¥50',
    ],
    [
      '!(arpu3 < 5000)',
      '近三月月均消费32元，须不低于50元',
      'average spend of 3 months ¥32, must be at least ¥50',
    ],
    [
      "!('data-pack' in holdings)",
      '已办业务中已有“流量包”',
      '“data pack” is already among holdings',
    ],
    ["'tv' in holdings", '已办业务中没有“tv”', 'no “tv” among holdings'],
    [
      "valueGroup == 'netizen'",
      '价值分群为基础型，须为网络型',
      'value group is basic, must be netizen',
    ],
    [
      'dou3 >= planDataMb * 0.8',
      '近三月月均流量4.9GB，须不低于套餐内流量×0.8（8GB）',
      'average data of 3 months 4.9GB, must be at least data in the plan × 0.8 (8GB)',
    ],
    ['hasContract', '没有在约合约', 'has no contract in force'],
    [
      'arrears == null || arrears <= 1000',
      '欠费28.50元，须不高于10元',
      'arrears ¥28.50, must be at most ¥10',
    ],
    [
      'points > 900 || mou3 > 900',
      '积分300分，须高于900分；近三月月均通话150分钟，须高于900分钟',
      'points 300 points, must be above 900 points; average voice of 3 months 150 minutes, must be above 900 minutes',
    ],
    [
      'tenureMonths % 12 == 0',
      '在网时长41个月，须是12的整倍数',
      'time with us 41 months, must be a multiple of 12',
    ],
    [
      'tenureMonths % 12 <= 3',
      '在网时长每满12多出（5个月），须不高于3个月',
      'time with us beyond each 12 (5 months), must be at most 3 months',
    ],
    ["currency == 'INR'", '只用于卢比营业厅', 'for branches in rupees only'],
    [
      'age - (points - 1) > 28',
      '年龄−（积分−1）（-264岁），须高于28岁',
      'age − (points − 1) (-264 years), must be above 28 years',
    ],
    [
      '(age - points) - 1 > 28',
      '年龄−积分−1（-266岁），须高于28岁',
      'age − points − 1 (-266 years), must be above 28 years',
    ],
    [
      'tenureMonths % (2 * 6) == 1',
      '在网时长每满（2×6）多出（5个月），须为1个月',
      'time with us beyond each (2 × 6) (5 months), must be 1 month',
    ],
    [
      'double(arpu3) / 3.0 > 2000',
      '近三月月均消费÷3（10.67元），须高于20元',
      'average spend of 3 months ÷ 3 (¥10.67), must be above ¥20',
    ],
    ['weekday == 1', '星期周三，须为周一', 'weekday Wednesday, must be Monday'],
  ];
  test.each(cases)('%s', (rule, zh, en) => {
    const facts = { arpu3: fen(3200), holdings: ['data-pack'], arrears: fen(2850) };
    expect(ask(rule, facts)).toEqual({ zh, en });
  });
});

describe('a fact that is not known', () => {
  test('leaves the rule open and is named', () => {
    expect(ask('age >= 18', { age: null })).toEqual({ zh: '资料缺失：年龄', en: 'not known: age' });
    expect(ask('!(age >= 18)', { age: null })).toEqual({
      zh: '资料缺失：年龄',
      en: 'not known: age',
    });
    expect(ask("stage == 'new'", { stage: null })).toMatchObject({ zh: '资料缺失：生命周期' });
    expect(ask('arpu3 + overPlan > 0', { overPlan: null })).toMatchObject({
      zh: '资料缺失：月均超套费用',
    });
  });

  test('leaves a list, a label and a flag open too, and what denies them', () => {
    const unscored = { zh: '资料缺失：风险', en: 'not known: risks' };
    expect(ask("'leaving' in risks", { risks: null })).toEqual(unscored);
    expect(ask("!('involuntary' in risks)", { risks: null })).toEqual(unscored);
    expect(ask('size(risks) == 0', { risks: null })).toEqual(unscored);
    expect(ask("risks == null || !('involuntary' in risks)", { risks: null })).toBe(true);
    const open = { labels: ['loyal'], openLabels: ['data-pack'] };
    const openLabel = { zh: '资料缺失：标签“流量包”', en: 'not known: “data pack” among labels' };
    expect(ask("'data-pack' in labels", open)).toEqual(openLabel);
    expect(ask("!('data-pack' in labels)", open)).toEqual(openLabel);
    const notAll = { zh: '资料缺失：标签（不全）', en: 'not known: all of labels' };
    expect(ask('size(labels) == 1', open)).toEqual(notAll);
    expect(ask('size(labels) > 5', open)).toEqual(notAll);
    expect(ask('!(size(labels) > age)', { ...open, age: null })).toEqual({
      zh: '资料缺失：标签（不全）、年龄',
      en: 'not known: all of labels, age',
    });
    const told = { holdings: ['tv'], toldHoldings: ['tv', 'bundle'] };
    expect(ask("!('bundle' in holdings)", told)).toBe(true);
    expect(ask('size(holdings) == 1', told)).toEqual({
      zh: '资料缺失：已办业务（不全）',
      en: 'not known: all of holdings',
    });
    expect(ask("'loyal' in labels && !('senior' in labels)", open)).toBe(true);
    const young = { zh: '资料缺失：消费走势', en: 'not known: run of spend' };
    expect(ask('spendFalls', { spendFalls: null })).toEqual(young);
    expect(ask('!spendFalls', { spendFalls: null })).toEqual(young);
    expect(ask('spendFalls == voiceFalls', { spendFalls: null })).toEqual(young);
    expect(ask('spendFalls == null', { spendFalls: null })).toBe(true);
    expect(ask('spendFalls == null', { spendFalls: false })).toEqual({
      zh: '须无消费走势',
      en: 'must have no run of spend',
    });
  });

  test('is told where a denied alternative hangs on it', () => {
    expect(ask('!(age >= 60 || arpu3 > 50000)', { age: null })).toMatchObject({
      zh: '资料缺失：年龄',
    });
    expect(ask('!(arpu3 > 50000 || age >= 60)', { age: null })).toMatchObject({
      zh: '资料缺失：年龄',
    });
  });

  test('does not matter where the rest settles the rule', () => {
    expect(ask('age >= 60 || arpu3 > 5000', { age: null })).toBe(true);
    expect(ask('arpu3 > 5000 || age >= 60', { age: null })).toBe(true);
    expect(ask('age >= 60 && arpu3 > 50000', { age: null })).toMatchObject({
      zh: '近三月月均消费60元，须高于500元',
    });
    expect(ask('age == null', { age: null })).toBe(true);
  });

  test('division by zero is not known either', () => {
    expect(ask('arpu3 / points > 1', { points: 0 })).toMatchObject({
      zh: '无法计算（除数为零或数值过大）',
    });
  });
});

describe('mistakes are told when the catalog is compiled', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['arpu4 >= 5000', /unknown word 'arpu4': did you mean 'arpu3'\?/],
    ["context.purpos == 'top-up'", /did you mean 'context.purpose'/],
    ['arpu3 >=', /Unexpected token: EOF/],
    ["valueGroup == 'netizens'", /'netizens' is none of basic, new-video, netizen, full-service/],
    ["'expired' in risks", /'expired' is none of/],
    ["arpu3 == 'high'", /a number is never equal to a text/],
    ['arpu3 + 1', /expected a condition, found a number/],
    ['holdings > 1', /expected a number, found a list/],
    ['arpu3.foo', /unknown word 'arpu3.foo'/],
    ['now() > 1', /unknown function 'now'/],
    ["holdings.exists(h, h == 'x')", /unknown method 'exists'/],
    ["arpu3 in ['a']", /a number is looked for among texts/],
    ['arpu3 > .5', /a number begins with a digit: 0.5, not .5/],
    ['arpu3 > 9007199254740993', /whole numbers are exact up to 9007199254740991/],
    ["stage < 'x'", /expected a number, found a text/],
    ['double(stage) > 1', /expected a number, found a text/],
    ["'a' == null", /only a word or a number can be null/],
  ];
  test.each(cases)('%s', (rule, message) => {
    expect(ask(rule)).toMatch(message);
  });

  test('with the place in the rule', () => {
    const added = createRuleBook().add('arpu3 > 1 && arpu4 > 1');
    expect(added).toMatchObject({ ok: false, error: { start: 13, end: 18 } });
  });
});

test('equal conditions of different rules are one', () => {
  const book = createRuleBook();
  book.add("currency == 'CNY' && arpu3 > 1");
  book.add("arpu3>1 && currency=='CNY' && points > 2");
  expect(book.conditions).toHaveLength(3);
});

test.each([
  ['age - (points - 1) > 28', 'age - points - 1 > 28'],
  ['age % (points * 12) > 1', 'age % points * 12 > 1'],
  ['age * (points % 12) > 1', 'age * points % 12 > 1'],
  ['age + (points - 1) > 1', 'age + points - 1 > 1'],
  ['age * 0.1234567891 > 1', 'age * 0.1234567892 > 1'],
  ["level == '-1'", 'age == -1'],
  ["level in ['a', 'b']", 'level in ["a\\", \\"b"]'],
  ['-(age + points) > 1', '-age + points > 1'],
  ['(hasContract || optedOut) == blacklisted', 'hasContract || optedOut == blacklisted'],
  [
    '(hasContract ? optedOut : blacklisted) ? spendFalls : voiceFalls',
    'hasContract ? optedOut : (blacklisted ? spendFalls : voiceFalls)',
  ],
])('%s and %s are two conditions', (one, other) => {
  const book = createRuleBook();
  for (const text of [one, other]) expect(book.add(text)).toMatchObject({ ok: true });
  expect(book.conditions).toHaveLength(2);
});

test('blanks and needless parentheses make no other condition', () => {
  const book = createRuleBook();
  for (const text of ['age - points - 1 > 28', '((age-points)-1)>(28.0)']) book.add(text);
  expect(book.conditions).toHaveLength(1);
});

test('a rule without end is a problem of the catalog, not of the stack', () => {
  const long = Array.from({ length: 20_000 }, () => "currency == 'CNY'").join(' && ');
  expect(ask(long)).toMatch(/at most/);
  expect(ask('('.repeat(1_900) + 'true' + ')'.repeat(1_900))).toBeTypeOf('string');
  const deep = [
    '!'.repeat(3_990) + 'true',
    '-'.repeat(3_980) + 'age < 1',
    `${'1+'.repeat(1_900)}1 < age`,
  ];
  for (const rule of deep) expect(ask(rule)).toMatch(/at most 500 pieces/);
  expect(ask(`${'!'.repeat(498)}true`)).toBe(true);
  expect(ask(`${'1+'.repeat(490)}1 < age`)).toBeTypeOf('object');
});
