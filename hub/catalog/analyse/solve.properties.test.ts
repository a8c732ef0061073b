// The analysis claims nothing that an evaluator of its own finds untrue, of rules alone and of rules that must hold together.
import { parse } from '@marcbachmann/cel-js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { print } from '#tests/fixtures/rule_print.ts';
import { type Cond, truthOf } from '#tests/fixtures/rule_reference.ts';
import { someRules, someWorld } from '#tests/fixtures/some_rules.ts';
import { solve, type Wanted } from './solve.ts';

const worlds = fc.sample(someWorld, 300);

const canBe = (rules: readonly Cond[], wanted: Wanted): boolean =>
  solve(rules.map((rule) => ({ ast: parse(print(rule, false)).ast, wanted }))).canHold;

test('never and always are said only where no customer proves the contrary', () => {
  const claims = { never: 0, always: 0 };
  /** What was claimed of these rules, and the customer who proves the contrary. */
  const disproved = (rule: Cond, next: Cond): unknown[] => {
    const isNever = !canBe([rule, next], 'true');
    const isAlways = !canBe([rule], 'not-true');
    claims.never += isNever ? 1 : 0;
    claims.always += isAlways ? 1 : 0;
    const holding = worlds.find((world) => truthOf(rule, world) && truthOf(next, world));
    const failing = worlds.find((world) => truthOf(rule, world) !== true);
    return [
      ...(isNever && holding
        ? ['never both', print(rule, false), print(next, false), holding]
        : []),
      ...(isAlways && failing ? ['always', print(rule, false), failing] : []),
    ];
  };
  fc.assert(
    fc.property(someRules, (rules) => {
      expect(rules.flatMap((rule, index) => disproved(rule, rules[index + 1] ?? rule))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
  expect(Math.min(claims.never, claims.always)).toBeGreaterThan(50);
});
