// Whole catalogs of random rules: each offer as if it were alone, and as an evaluator that shares no code with ours has it.
import { runInNewContext } from 'node:vm';
import { parse } from '@marcbachmann/cel-js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts } from '#shared/model/facts.ts';
import { decided, makeFacts, makeOffer } from '#tests/fixtures/decision.ts';
import { print } from '#tests/fixtures/rule_print.ts';
import {
  type Cond,
  numberOf,
  truthOf as referenceTruth,
  type World,
} from '#tests/fixtures/rule_reference.ts';
import { someNumber, someRules, someWorld } from '#tests/fixtures/some_rules.ts';
import { createRuleInput } from './input.ts';
import { NO, UNKNOWN, YES } from './node.ts';
import {
  createRuleBook,
  readRules,
  type Rule,
  type RuleBook,
  truthOf,
  whyNot,
} from './rule_book.ts';
import { structureOf } from './structure.ts';

/** Another row of rules at each run; so many times more by `RULES_TIMES=N`. */
const TIMES = Number(process.env['RULES_TIMES'] ?? 1);

/** Written with all parentheses or with the needed ones, by turns. */
const written = (rules: readonly Cond[]): readonly string[] =>
  rules.map((rule, index) => print(rule, index % 2 === 0));

const factsOf = (world: World): Facts => makeFacts(world as Partial<Facts>);

function add(book: RuleBook, text: string): Rule {
  const added = book.add(text);
  if (!added.ok) throw new Error(`${text}: ${added.error.message}`);
  return added.value;
}

const inWords = (truth: boolean | undefined): number =>
  truth === undefined ? UNKNOWN : truth ? YES : NO;

test('every rule of a book is as in a book of its own, and as the reference has it, with the same reason', () => {
  const seen = [0, 0, 0];
  fc.assert(
    fc.property(someRules, someWorld, (rules, world) => {
      const texts = written(rules);
      const input = createRuleInput(factsOf(world), null, {});
      const book = createRuleBook();
      const together = texts.map((text) => add(book, text));
      const reading = readRules(book, input);
      for (const [index, text] of texts.entries()) {
        const rule = together[index] as Rule;
        const itsOwn = createRuleBook();
        const alone = add(itsOwn, text);
        const aloneReading = readRules(itsOwn, input);
        const truth = truthOf(rule, reading);
        expect([text, truth]).toEqual([text, inWords(referenceTruth(rules[index] as Cond, world))]);
        expect([text, truth]).toEqual([text, truthOf(alone, aloneReading)]);
        expect([text, whyNot(rule, reading)]).toEqual([text, whyNot(alone, aloneReading)]);
        // A reason from the list of texts is the condition's own.
        const [only = -1, ...others] = rule;
        const reason = whyNot(rule, reading);
        const isOne = others.length === 0 && truth !== YES;
        const own = isOne ? book.conditions[only]?.whyNot(input) : reason;
        expect([text, reason]).toEqual([text, own]);
        seen[truth] = (seen[truth] ?? 0) + 1;
      }
    }),
    { numRuns: 400 * TIMES },
  );
  expect(Math.min(...seen)).toBeGreaterThan(500);
});

test('a whole catalog of 2 to 50 offers decides each as if it were alone in it', () => {
  fc.assert(
    fc.property(someRules, someWorld, (rules, world) => {
      const offers = written(rules).map((eligible, index) =>
        makeOffer({ id: `offer-${index}`, eligible }),
      );
      const facts = factsOf(world);
      const { verdicts } = decided(offers, { facts });
      for (const [index, offer] of offers.entries()) {
        const told = verdicts.find((verdict) => verdict.offer === offer.id);
        const [alone] = decided([offer], { facts }).verdicts;
        const holds = referenceTruth(rules[index] as Cond, world) === true;
        // Of many that hold, some lose to better ones.
        const stages = holds ? ['presented', 'arbitration'] : ['eligible'];
        expect([offer.eligible, stages.includes(told?.stage ?? '')]).toEqual([
          offer.eligible,
          true,
        ]);
        expect([offer.eligible, alone?.stage]).toEqual([offer.eligible, stages[0]]);
        expect(holds ? null : told?.reason).toEqual(holds ? null : alone?.reason);
      }
    }),
    { numRuns: 400 * TIMES },
  );
});

test('what an author writes is read as the tree that was meant, and two trees never have one key', () => {
  const trees = new Map<string, string>();
  fc.assert(
    fc.property(someRules, (rules) => {
      for (const rule of rules) {
        const [sparse, full] = [print(rule, false), print(rule, true)];
        const key = structureOf(parse(full).ast);
        expect([sparse, structureOf(parse(sparse).ast)]).toEqual([sparse, key]);
        expect(trees.get(key) ?? full).toBe(full);
        trees.set(key, full);
      }
    }),
    { numRuns: 1_000 * TIMES },
  );
});

/** The longest first: `age` is in `average`. */
const NAMES = [
  ['mou3', 'average voice of 3 months'],
  ['tenureMonths', 'time with us'],
  ['points', 'points'],
  ['age', 'age'],
] as const;
const SIGNS = { '−': '-', '×': '*', '÷': '/' } as const;

/** The formula of a reason, reckoned as a reader would, by JavaScript's own rules of what comes first. */
function reckoned(formula: string, world: World): number {
  let text = formula;
  for (const [word, name] of NAMES) text = text.replaceAll(name, `(${world[word] ?? 'NaN'})`);
  for (const [sign, plain] of Object.entries(SIGNS)) text = text.replaceAll(sign, plain);
  if (!/^(?:[-+*/(). \d]|NaN|e\+)*$/.test(text)) throw new Error(`what is ${text}?`);
  return Number(runInNewContext(text));
}

test('the formula that a reason tells gives the figure that it tells', () => {
  let told = 0;
  fc.assert(
    fc.property(someNumber, someWorld, (num, world) => {
      const value = numberOf(num, world);
      const text = print({ is: '<', a: num, b: { is: 'number', value: -1e12 } }, false);
      fc.pre(value !== undefined && !/size|%/.test(text) && /[-+*/] /.test(text));
      const book = createRuleBook();
      const reason = whyNot(
        add(book, text),
        readRules(book, createRuleInput(factsOf(world), null, {})),
      );
      const formula = /^(.*) \([^()]*\), must be below/.exec(reason?.en ?? '')?.[1];
      fc.pre(formula !== undefined);
      told += 1;
      expect([text, reckoned(formula, world)]).toEqual([text, expect.closeTo(value, 6)]);
    }),
    { numRuns: 1_000 * TIMES },
  );
  expect(told).toBeGreaterThan(300);
});
