// The analysis of rules against the engine itself: random rules over every combination of values that could matter to them.
import { parse } from '@marcbachmann/cel-js';
import { describe, expect, test } from 'vitest';
import type { Fen } from '#shared/base/money.ts';
import { createRandom, type Random } from '#shared/base/random.ts';
import { createRuleInput } from '#shared/engine/rules/input.ts';
import { createRuleBook, holds, readRules } from '#shared/engine/rules/rule_book.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Risk } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import { makeContext, makeFacts } from '#tests/fixtures/decision.ts';
import { solve, type Wanted } from './solve.ts';

const canBe = (text: string, wanted: Wanted): boolean =>
  solve([{ ast: parse(text).ast, wanted }]).canHold;

describe('never', () => {
  test.each([
    'age >= 60 && age < 20',
    'age == 30 && age != 30',
    "stage == 'new' && stage == 'mature'",
    "stage in ['new', 'mature'] && stage in ['declining']",
    "'tv' in holdings && !('tv' in holdings)",
    'hasContract && !hasContract',
    // Whole numbers have none between.
    'tenureMonths > 3 && tenureMonths < 4',
    'weekday == 8',
    'monthsSilent < 0',
    'churnChance > 100',
    'intended == null && intended > 0',
    'monthsOfData == null',
    "!(currency in ['CNY', 'INR'])",
    // Through arithmetic: each side has its bounds.
    'dou3 <= planDataMb * 0.4 && planDataMb < 1000 && dou3 > 500',
    'arpu3 * 2 > 100 && arpu3 < 10',
    'balance < arpu3 && balance >= arpu3',
    'arpu3 > 20 ? arpu3 < 10 : arpu3 > 30',
    "hasContract == (stage == 'new') && hasContract && stage == 'mature'",
    '2 * 1024 > 4096',
    'monthsSilent in [1, 2] && monthsSilent in [3]',
    'double(monthsSilent) / 2.0 > 3.0 && monthsSilent < 4',
    'spendFalls == null && spendFalls',
  ])('%s', (text) => expect(canBe(text, 'true')).toBe(false));
});

describe('parentheses make another number', () => {
  test.each([
    'tenureMonths % (2 * 6) == 1 && tenureMonths % 2 * 6 == 6',
    'age - (points - 1) > 28 && age - points - 1 <= 28',
    'age * (points % 12) > points && age * points % 12 <= points',
    'age - (points - 1) > arpu3 && age - points - 1 < arpu3',
    'age * 0.1234567891 > 1 && !(age * 0.1234567892 > 1)',
  ])('%s can hold', (text) => expect(canBe(text, 'true')).toBe(true));
});

describe('always', () => {
  test.each([
    'true',
    "currency == 'CNY' || currency == 'INR'",
    'monthsOfData >= 0',
    'hasContract == null || hasContract || !hasContract',
    'arrears == null || arrears == 0 || arrears != 0',
    'weekday >= 1 && weekday <= 7',
    'spendFalls == null || spendFalls || !spendFalls',
  ])('%s', (text) => expect(canBe(text, 'not-true')).toBe(false));
  // What is not known leaves these open.
  test.each([
    'age >= 0 || age < 0',
    "stage == 'new' || stage != 'new'",
    'arpu3 == arpu3',
    "'silent' in risks || !('silent' in risks)",
    "'senior' in labels || !('senior' in labels)",
    'spendFalls || !spendFalls',
    'size(risks) >= 0',
    'hasContract || !hasContract',
    "'tv' in holdings || !('tv' in holdings)",
    'size(holdings) >= 0',
    'optedOut || !optedOut',
    'blacklisted || !blacklisted',
  ])('not %s', (text) => expect(canBe(text, 'not-true')).toBe(true));
});

test('the words that cannot agree are named', () => {
  const verdict = solve([
    { ast: parse('age >= 60 && (age < 20 || hasContract && !hasContract)').ast, wanted: 'true' },
  ]);
  expect(verdict).toEqual({ canHold: false, words: ['age', 'hasContract'] });
});

test('a rule too large to follow is taken as possible', () => {
  const clauses = Array.from(
    { length: 40 },
    (_, i) => `(age > ${i} || tenureMonths > ${i} || dou3 > ${i})`,
  );
  const impossible = '(monthsSilent < 0 || monthsOfData < 0)';
  expect(canBe(impossible, 'true')).toBe(false);
  expect(canBe(`${clauses.join(' && ')} && ${impossible}`, 'true')).toBe(true);
});

/** Values that a word can take, as many as tell the constants 0 to 3 apart from all between and beside them. */
const VALUES = {
  dou3: [null, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5],
  tenureMonths: [null, 0, 1, 2, 3, 4],
  monthsSilent: [null, 0, 1, 2, 3, 4],
  stage: [null, 'new', 'mature', 'declining', 'silent'],
  currency: ['CNY', 'INR'],
  hasContract: [null, true, false],
  // With a question mark: no file tells of it.
  holdings: [
    null,
    [],
    ['tv'],
    ['vip'],
    ['tv', 'vip'],
    ['?tv'],
    ['?vip', 'tv'],
    ['vip', '?tv'],
    ['?vip', '?tv'],
  ],
  spendFalls: [null, true, false],
  // With a question mark: open.
  risks: [
    null,
    [],
    ['silent'],
    ['leaving'],
    ['leaving', 'silent'],
    ['?silent'],
    ['?leaving', 'silent'],
    ['leaving', '?silent'],
    ['?leaving', '?silent'],
  ],
  // Null: open.
  labels: [[], ['senior'], null],
} as const;
type Name = keyof typeof VALUES;

const pick = <T>(items: readonly T[], random: Random): T =>
  items[Math.floor(random() * items.length)] as T;

function atom(names: readonly Name[], withSums: boolean, random: Random): string {
  const name = pick(names, random);
  const constant = Math.floor(random() * 4);
  const op = pick(['<', '<=', '>', '>=', '==', '!='], random);
  switch (name) {
    case 'dou3':
    case 'tenureMonths':
    case 'monthsSilent': {
      const other = pick(names, random);
      const isNumber = other === 'dou3' || other === 'tenureMonths' || other === 'monthsSilent';
      if (withSums && isNumber && random() < 0.5) {
        const sum = pick(
          [
            `${name} * 0.1`,
            `${name} + ${constant}`,
            `${name} / ${other}`,
            `-${name}`,
            `${name} % 2`,
            `${name} - ${other}`,
            `${name} - (${other} - ${constant})`,
            `${name} - ${other} - ${constant}`,
            `${name} % (2 * ${other})`,
            `${name} % 2 * ${other}`,
            `double(${name}) / 2.0`,
            'size(risks)',
          ],
          random,
        );
        return `${sum} ${op} ${pick([other, String(constant), '0.3'], random)}`;
      }
      if (random() < 0.15) return `${name} ${pick(['==', '!='], random)} null`;
      if (random() < 0.15) return `${name} in [${constant}, ${Math.floor(random() * 4)}]`;
      return random() < 0.2 ? `${constant} ${op} ${name}` : `${name} ${op} ${constant}`;
    }
    case 'stage':
      if (random() < 0.2) return `stage ${pick(['==', '!='], random)} null`;
      if (random() < 0.4) return "stage in ['new', 'silent']";
      return `stage ${pick(['==', '!='], random)} '${pick(['new', 'mature', 'declining'], random)}'`;
    case 'currency':
      return `currency ${pick(['==', '!='], random)} '${pick(['CNY', 'INR'], random)}'`;
    case 'hasContract':
      return 'hasContract';
    case 'spendFalls':
      return random() < 0.3 ? `spendFalls ${pick(['==', '!='], random)} null` : 'spendFalls';
    case 'risks':
      if (random() < 0.2) return `risks ${pick(['==', '!='], random)} null`;
      return `'${pick(['silent', 'leaving'], random)}' in risks`;
    case 'labels':
      return "'senior' in labels";
    case 'holdings':
      return `'${pick(['tv', 'vip'], random)}' in holdings`;
  }
}

function rule(names: readonly Name[], withSums: boolean, depth: number, random: Random): string {
  const part = (): string => rule(names, withSums, depth - 1, random);
  if (depth === 0 || random() < 0.15) return atom(names, withSums, random);
  const shape = random();
  if (shape < 0.45) return `(${part()} && ${part()})`;
  if (shape < 0.7) return `(${part()} || ${part()})`;
  if (shape < 0.85) return `!(${part()})`;
  if (shape < 0.95) return `(${part()} ? ${part()} : ${part()})`;
  return `((${part()}) == (${part()}))`;
}

/** Whether the engine finds the rule true for every, or for no, combination of values. */
function tryAll(
  text: string,
  names: readonly Name[],
): { readonly never: boolean; readonly always: boolean } {
  const book = createRuleBook();
  const made = book.add(text);
  if (!made.ok) throw new Error(`${text}: ${made.error.message}`);
  const seen = { yes: false, no: false };
  const visit = (index: number, values: Readonly<Record<string, unknown>>): void => {
    const name = names[index];
    if (name !== undefined) {
      for (const value of VALUES[name]) visit(index + 1, { ...values, [name]: value });
      return;
    }
    const {
      currency = 'CNY',
      labels,
      risks = [],
      holdings = [],
      ...facts
    } = values as {
      currency?: DecisionContext['currency'];
      labels?: readonly string[] | null;
      risks?: readonly string[] | null;
      holdings?: readonly string[] | null;
    } & Omit<Partial<Facts>, 'risks' | 'holdings'>;
    const known = {
      labels: labels ?? [],
      openLabels: labels === null ? ['senior'] : [],
      risks: (risks?.filter((risk) => !risk.startsWith('?')) ?? null) as Facts['risks'],
      openRisks: (risks ?? [])
        .filter((risk) => risk.startsWith('?'))
        .map((risk) => risk.slice(1) as Risk),
      holdings: holdings?.filter((code) => !code.startsWith('?')) ?? null,
      ...(holdings?.some((code) => code.startsWith('?')) === true
        ? { toldHoldings: ['tv', 'vip'].filter((code) => !holdings.includes(`?${code}`)) }
        : {}),
    };
    const input = createRuleInput(
      makeFacts({ ...facts, ...known }),
      makeContext({ currency, intended: 5 as Fen }),
      {},
    );
    seen[holds(made.value, readRules(book, input)) ? 'yes' : 'no'] = true;
  };
  visit(0, {});
  return { never: !seen.yes, always: !seen.no };
}

const names = Object.keys(VALUES) as Name[];

test('it agrees with the engine on random rules: exactly where words meet constants', () => {
  const random = createRandom(7);
  const found = { never: 0, always: 0 };
  for (let turn = 0; turn < 1_500; turn += 1) {
    const used = [...new Set([pick(names, random), pick(names, random)])];
    const text = rule(used, false, 3, random);
    const truth = tryAll(text, used);
    expect([text, !canBe(text, 'true'), !canBe(text, 'not-true')]).toEqual([
      text,
      truth.never,
      truth.always,
    ]);
    found.never += truth.never ? 1 : 0;
    found.always += truth.always ? 1 : 0;
  }
  expect(found.never).toBeGreaterThan(50);
  expect(found.always).toBeGreaterThan(20);
});

test('it never claims too much where rules reckon', () => {
  const random = createRandom(11);
  let claims = 0;
  for (let turn = 0; turn < 1_500; turn += 1) {
    const used = [...new Set([pick(names, random), 'dou3', 'monthsSilent', 'risks'] as const)];
    const text = rule(used, true, 3, random);
    const isNever = !canBe(text, 'true');
    const isAlways = !canBe(text, 'not-true');
    if (!isNever && !isAlways) continue;
    claims += 1;
    const truth = tryAll(text, used);
    expect([text, isNever && !truth.never, isAlways && !truth.always]).toEqual([
      text,
      false,
      false,
    ]);
  }
  expect(claims).toBeGreaterThan(30);
});
