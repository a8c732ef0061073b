// The conditions that are one word against a constant, which is most of a catalog: settled in one pass over arrays of
// numbers, and told from one list of texts, without a look at the conditions themselves.
import type { Currency } from '#shared/base/money.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Comparison } from './comparison.ts';
import { type RuleInput, shownAt } from './input.ts';
import { NO, type TruthNode, YES } from './node.ts';

/** By row: place of the condition in the book, place of its word, the comparison and what it is compared with. */
export type QuickTable = {
  /** Conditions that were looked at. */
  readonly size: number;
  readonly conditions: Int32Array;
  readonly places: Int32Array;
  readonly ops: Uint8Array;
  readonly constants: Float64Array;
  readonly ifUnknown: Uint8Array;
  /** By place of the condition, in that currency: what its reason begins with, and how it goes on. */
  readonly told: (currency: Currency) => Told;
};

/** `heads`: place of the word, or `NOT_TOLD`. */
type Told = { readonly heads: Int32Array; readonly tails: readonly (LocalText | undefined)[] };
const NOT_TOLD = -1;

const OPS: readonly Comparison[] = ['<', '<=', '>', '>=', '==', '!='];

export function tabulate(conditions: readonly TruthNode[]): QuickTable {
  const rows = conditions.flatMap(({ quick }, index) =>
    quick === undefined ? [] : [{ ...quick, index }],
  );
  const heads = Int32Array.from(conditions, ({ quick }) =>
    quick === undefined || quick.tells === null ? NOT_TOLD : quick.place,
  );
  const byCurrency = new Map<Currency, Told>();
  return {
    size: conditions.length,
    conditions: Int32Array.from(rows, ({ index }) => index),
    places: Int32Array.from(rows, ({ place }) => place),
    ops: Uint8Array.from(rows, ({ op }) => OPS.indexOf(op)),
    constants: Float64Array.from(rows, ({ constant }) => constant),
    ifUnknown: Uint8Array.from(rows, ({ ifUnknown }) => ifUnknown),
    told: (currency) => {
      const known = byCurrency.get(currency);
      if (known !== undefined) return known;
      const tails = conditions.map(({ quick }) => quick?.tells?.whyNot(currency));
      const told = { heads, tails };
      byCurrency.set(currency, told);
      return told;
    },
  };
}

/** Settles all of them: `truths` gets Truth + 1 by place of the condition. */
export function readQuickly(table: QuickTable, { numbers }: RuleInput, truths: Uint8Array): void {
  const { conditions, places, ops, constants, ifUnknown } = table;
  for (let row = 0; row < conditions.length; row += 1) {
    const value = numbers[places[row] as number] as number;
    const truth = Number.isNaN(value)
      ? (ifUnknown[row] as number)
      : compare(ops[row] as number, value, constants[row] as number)
        ? YES
        : NO;
    truths[conditions[row] as number] = truth + 1;
  }
}

/** @param op as `OPS` counts them */
function compare(op: number, a: number, b: number): boolean {
  switch (op) {
    case 0:
      return a < b;
    case 1:
      return a <= b;
    case 2:
      return a > b;
    case 3:
      return a >= b;
    case 4:
      return a === b;
    default:
      return a !== b;
  }
}

/** Why the condition at that place is not YES, as its `whyNot` has it; undefined where it must be asked. */
export function tellQuickly(
  { heads, tails }: Told,
  condition: number,
  input: RuleInput,
): LocalText | undefined {
  const place = heads[condition] as number;
  if (place === NOT_TOLD || Number.isNaN(input.numbers[place])) return undefined;
  const head = shownAt(input, place);
  const tail = tails[condition];
  return head && tail && { zh: head.zh + tail.zh, en: head.en + tail.en };
}
