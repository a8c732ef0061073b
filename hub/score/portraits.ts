// Portraits of the groups of a branch: sizes and means while the scores are made, habits of time from the visits.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import { fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import { groupName } from '#shared/engine/groups/group_name.ts';
import type { Score } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Group } from '#shared/model/group.ts';
import type { VisitCount } from '#hub/db/visits.ts';

/** Fewer visits say nothing of a habit. */
const LEAST_VISITS = 30;
const TOP_HOLDINGS = 5;

/** Sum and count of what is known. */
type Mean = { sum: number; count: number };
type Tally = {
  size: number;
  readonly age: Mean;
  readonly arpu3: Mean;
  readonly dou3: Mean;
  readonly churn: Mean;
  readonly holdings: Map<string, number>;
};

type Painted = Pick<Facts, 'age' | 'arpu3' | 'dou3' | 'holdings'>;

export interface PortraitPainter {
  add(score: Score, facts: Painted): void;
  /** In the order of kind and code; groups without customers are left out. */
  finish(visits: readonly VisitCount[]): readonly Group[];
}

/** Holds one tally a group, 58 at most, however many customers there are. */
export function createPortraitPainter(): PortraitPainter {
  const tallies = new Map<string, Tally>();
  let of = 0;
  let asOf: Day | null = null;
  return {
    add(score, facts) {
      of += 1;
      if (asOf === null || score.asOf > asOf) asOf = score.asOf;
      for (const key of keysOfScore(score)) {
        const tally = tallies.get(key) ?? emptyTally();
        tallies.set(key, tally);
        addToTally(tally, score, facts);
      }
    },
    finish(visits) {
      const day = asOf;
      if (day === null) return [];
      const habits = habitsOfGroups(visits);
      return [...tallies]
        .toSorted(([a], [b]) => compareText(a, b))
        .map(([key, tally]) => {
          const [kind = '', code = ''] = key.split('/');
          return {
            ...portraitOf(kind as Group['kind'], code, tally, habits.get(key)),
            of,
            asOf: day,
          };
        });
    },
  };
}

const keysOfScore = ({ valueGroup, consumption, behaviour }: Score): readonly string[] => [
  ...(behaviour === null ? [] : [`behaviour/${behaviour}`]),
  ...(consumption === null ? [] : [`consumption/${consumption}`]),
  ...(valueGroup === null ? [] : [`value/${valueGroup}`]),
];

const emptyTally = (): Tally => ({
  size: 0,
  age: { sum: 0, count: 0 },
  arpu3: { sum: 0, count: 0 },
  dou3: { sum: 0, count: 0 },
  churn: { sum: 0, count: 0 },
  holdings: new Map(),
});

function addToTally(tally: Tally, score: Score, facts: Painted): void {
  tally.size += 1;
  addTo(tally.age, facts.age);
  addTo(tally.arpu3, facts.arpu3);
  addTo(tally.dou3, facts.dou3);
  addTo(tally.churn, score.churn?.chance ?? null);
  for (const code of facts.holdings ?? []) {
    tally.holdings.set(code, (tally.holdings.get(code) ?? 0) + 1);
  }
}

function addTo(mean: Mean, value: number | null): void {
  if (value === null) return;
  mean.sum += value;
  mean.count += 1;
}

function portraitOf(
  kind: Group['kind'],
  code: string,
  tally: Tally,
  habit: Habit | undefined,
): Omit<Group, 'of' | 'asOf'> {
  const arpu3 = meanOf(tally.arpu3, 0);
  return {
    kind,
    code,
    name: groupName(kind, code),
    size: tally.size,
    age: meanOf(tally.age, 1),
    arpu3: arpu3 === null ? null : fen(arpu3),
    dou3: meanOf(tally.dou3, 0),
    churn: meanOf(tally.churn, 4),
    holdings: [...tally.holdings]
      .map(([held, count]) => ({ code: held, share: rounded(count / tally.size, 4) }))
      .toSorted(
        compareBy(
          (a, b) => descending(compareNumber)(a.share, b.share),
          (a, b) => compareText(a.code, b.code),
        ),
      )
      .slice(0, TOP_HOLDINGS),
    weekdays: sharesOf(habit?.weekdays),
    dayparts: sharesOf(habit?.dayparts),
  };
}

type Habit = { readonly weekdays: number[]; readonly dayparts: number[] };

function habitsOfGroups(visits: readonly VisitCount[]): ReadonlyMap<string, Habit> {
  const habits = new Map<string, Habit>();
  for (const { kind, code, weekday, daypart, count } of visits) {
    const key = `${kind}/${code}`;
    const habit = habits.get(key) ?? {
      weekdays: Array<number>(7).fill(0),
      dayparts: Array<number>(4).fill(0),
    };
    habits.set(key, habit);
    habit.weekdays[weekday - 1] = (habit.weekdays[weekday - 1] ?? 0) + count;
    habit.dayparts[daypart] = (habit.dayparts[daypart] ?? 0) + count;
  }
  return habits;
}

function sharesOf(counts: readonly number[] | undefined): number[] | null {
  const all = (counts ?? []).reduce((sum, count) => sum + count, 0);
  return all < LEAST_VISITS ? null : (counts ?? []).map((count) => rounded(count / all, 4));
}

const meanOf = ({ sum, count }: Mean, decimals: number): number | null =>
  count === 0 ? null : rounded(sum / count, decimals);

function rounded(value: number, decimals: number): number {
  const times = 10 ** decimals;
  return Math.round(value * times) / times;
}
