// Columns that give the answer away: alone they tell nearly all who left, or all of some group left. Hardly any honest
// fact does so a month ahead; such a column mostly was written afterwards.
import { partedName } from './column_name.ts';
import { aucOfColumn } from './evaluate_auc.ts';
import { codeOfKind, withoutKinds } from './kinds.ts';
import type { RawColumn } from './logistic_columns.ts';
import { type Weights, weightAt } from './weights.ts';

export type GivingAway = {
  /** The column as the table has it. */
  readonly column: string;
  /** What is too good: of one word `Status=gone`. */
  readonly what: string;
  /** Area under the curve by this alone; or so many customers of one group, all of whom left. */
  readonly by: { readonly auc: number } | { readonly allOf: number };
};

type Told = {
  readonly columns: readonly RawColumn[];
  readonly target: Float64Array;
  readonly weights?: Weights;
};

const TOO_GOOD = 0.98;
/** A group of fewer customers, or one with less of all who left, may be luck or a small truth. */
const FEWEST = 100;
const LEAST = 0.1;
const NEARLY_ALL = 0.995;
/** Where nearly all left anyway no group says anything. */
const MOST_LEAVE = 0.8;
/** A figure of more values than this has no groups but blank and told. */
const MOST_VALUES = 20;

/** The plainest first. @param sources the table's column of those that were made of it */
export function givingAway(
  table: Told,
  sources: ReadonlyMap<string, string>,
): readonly GivingAway[] {
  const found = table.columns.flatMap((column): readonly GivingAway[] => {
    const name = sources.get(column.code) ?? column.code;
    const best = withoutKinds([column])
      .map(({ code, values }) => ({
        what: code,
        auc: aucOfColumn(values, table.target, table.weights),
      }))
      .reduce((a, b) => (b.auc > a.auc ? b : a));
    if (best.auc >= TOO_GOOD) return [{ column: name, what: best.what, by: { auc: best.auc } }];
    const group = groupThatLeft(column, table);
    return group === null
      ? []
      : [{ column: name, what: group.what, by: { allOf: Math.round(group.customers) } }];
  });
  const inOrder = found.toSorted((a, b) => strengthOf(b) - strengthOf(a));
  // A column may have given several: its change and itself.
  return inOrder.filter(
    ({ column }, at) => inOrder.findIndex((one) => one.column === column) === at,
  );
}

const SPEAKS_OF_LEAVING =
  /(?:^| )(?:churn|attrit|cancel|deactivat|disconnect|terminat)|离网|流失|销户|拆机|携转|携出|退网/;

/** Columns looked at whose names speak of leaving: mostly they were written when somebody left, however little they tell. */
export const namedAfterLeaving = (looked: Iterable<string>): readonly string[] =>
  [...new Set(looked)].filter((name) =>
    SPEAKS_OF_LEAVING.test(partedName(name).replaceAll(/[^\p{L}\d]+/gu, ' ')),
  );

/**
 * Columns looked at that are of the same month as those that say who left, by the last number of their names or the
 * month that they begin with, as a pattern: `*_9`, `sep_*`. Who was silent in September is no news of a figure of
 * September.
 */
export function ofTheSameMonth(
  answering: readonly string[],
  looked: readonly string[],
): readonly { readonly pattern: string; readonly columns: number }[] {
  const endings = new Set(answering.flatMap((name) => LAST_NUMBER.exec(name)?.[0] ?? []));
  const patterns = [...endings].flatMap((ending) => {
    const month = MONTHS[Number(ending.slice(1)) - 1];
    return [
      {
        pattern: `*${ending}`,
        isOf: (name: string) => LAST_NUMBER.exec(name)?.[0] === ending,
      },
      ...(month === undefined
        ? []
        : [
            {
              pattern: `${month}_*`,
              isOf: (name: string) => name.startsWith(`${month}_`),
            },
          ]),
    ];
  });
  return patterns.flatMap(({ pattern, isOf }) => {
    const columns = looked.filter(isOf).length;
    return columns === 0 ? [] : { pattern, columns };
  });
}

const LAST_NUMBER = /_\d{1,6}$/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const strengthOf = ({ by }: GivingAway): number => ('auc' in by ? by.auc : 0);

type Group = { customers: number; left: number };

/** The largest group of alike cells all of whom left. */
function groupThatLeft(
  { code, values, kinds }: RawColumn,
  { target, weights }: Told,
): { readonly what: string; readonly customers: number } | null {
  const all: Group = { customers: 0, left: 0 };
  const groups = new Map<number | 'told', Group>();
  for (const [row, value] of values.entries()) {
    const count = weightAt(weights, row);
    const keys = Number.isNaN(value)
      ? [value]
      : groups.size > MOST_VALUES + 2
        ? ['told' as const]
        : (['told', value] as const);
    for (const group of [all, ...keys.map((key) => groupOf(groups, key))]) {
      group.customers += count;
      group.left += count * (target[row] as number);
    }
  }
  if (all.left > MOST_LEAVE * all.customers) return null;
  const hasGroups = groups.size <= MOST_VALUES + 2;
  let best: { readonly what: string; readonly customers: number } | null = null;
  for (const [key, { customers, left }] of groups) {
    if (!hasGroups && key !== 'told' && !Number.isNaN(key)) continue;
    if (customers < FEWEST || left < NEARLY_ALL * customers || left < LEAST * all.left) continue;
    if (customers > (best?.customers ?? 0)) best = { what: wordOf(code, kinds, key), customers };
  }
  return best;
}

function groupOf(groups: Map<number | 'told', Group>, key: number | 'told'): Group {
  const found = groups.get(key) ?? { customers: 0, left: 0 };
  groups.set(key, found);
  return found;
}

function wordOf(code: string, kinds: readonly string[] | undefined, key: number | 'told'): string {
  if (key === 'told') return `${code} is told`;
  if (Number.isNaN(key)) return codeOfKind(code, undefined);
  return codeOfKind(code, kinds === undefined ? String(key) : kinds[key]);
}
