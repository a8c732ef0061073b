// and, or, not, if: three-valued as in CEL, where a settled side absorbs an unknown one whatever the order.
import { OPPOSITE } from './comparison.ts';
import { join, NO, type Truth, type TruthNode, UNKNOWN, YES } from './node.ts';

export const truth = (
  test: TruthNode['test'],
  whyNot: TruthNode['whyNot'],
  whyNotNot: TruthNode['whyNotNot'],
): TruthNode => ({ kind: 'truth', test, whyNot, whyNotNot });

export const and = (a: TruthNode, b: TruthNode): TruthNode =>
  truth(
    (input) => {
      const left = a.test(input);
      if (left === NO) return NO;
      const right = b.test(input);
      return right === NO || left === YES ? right : UNKNOWN;
    },
    // A settled no says more than an unknown.
    (input) => {
      const left = a.test(input);
      if (left === NO) return a.whyNot(input);
      return b.test(input) === NO || left === YES ? b.whyNot(input) : a.whyNot(input);
    },
    (input) => join(a.whyNotNot(input), b.whyNotNot(input)),
  );

export function not(a: TruthNode): TruthNode {
  const node = truth((input) => negated(a.test(input)), a.whyNotNot, a.whyNot);
  if (a.quick === undefined) return node;
  const { place, op, constant, ifUnknown, tells } = a.quick;
  return {
    ...node,
    quick: {
      place,
      op: OPPOSITE[op],
      constant,
      ifUnknown: negated(ifUnknown),
      tells: tells && { whyNot: tells.whyNotNot, whyNotNot: tells.whyNot },
    },
  };
}

const negated = (value: Truth): Truth => (value === UNKNOWN ? UNKNOWN : value === YES ? NO : YES);

export function or(a: TruthNode, b: TruthNode): TruthNode {
  if (b.isNullTest && !a.isNullTest) return or(b, a);
  const node = either(a, b);
  // `x == null || x <= 2000`, which authors write again and again.
  return a.isNullTest && b.quick !== undefined && a.quick?.place === b.quick.place
    ? { ...node, quick: { ...b.quick, ifUnknown: YES } }
    : node;
}

const either = (a: TruthNode, b: TruthNode): TruthNode =>
  truth(
    (input) => {
      const left = a.test(input);
      if (left === YES) return YES;
      const right = b.test(input);
      return right === YES || left === NO ? right : UNKNOWN;
    },
    (input) => {
      if (a.isNullTest) return b.whyNot(input);
      return b.isNullTest ? a.whyNot(input) : join(a.whyNot(input), b.whyNot(input));
    },
    // Of the one that holds; where none does, of one that may.
    (input) => {
      const left = a.test(input);
      return (left === YES || (left === UNKNOWN && b.test(input) !== YES) ? a : b).whyNotNot(input);
    },
  );

export const choose = (condition: TruthNode, yes: TruthNode, no: TruthNode): TruthNode =>
  truth(
    (input) => {
      const value = condition.test(input);
      return value === UNKNOWN ? UNKNOWN : (value === YES ? yes : no).test(input);
    },
    (input) => {
      const value = condition.test(input);
      return (value === UNKNOWN ? condition : value === YES ? yes : no).whyNot(input);
    },
    (input) => {
      const value = condition.test(input);
      return (value === UNKNOWN ? condition : value === YES ? yes : no).whyNotNot(input);
    },
  );

/** `a == b` over truths. */
export const same = (a: TruthNode, b: TruthNode): TruthNode => choose(a, b, not(b));
