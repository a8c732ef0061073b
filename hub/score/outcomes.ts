// Last month's chances against what happened: counted once the month is on record, and whether the model has gone stale.
import { addMonths } from '#shared/base/month.ts';
import { latestCompleteMonth } from '#shared/engine/churn/history.ts';
import { hasLeft } from '#shared/engine/churn/leaver.ts';
import {
  addChurnOutcomes,
  type ChurnOutcome,
  markBorneOut,
  type PendingChance,
  pendingChances,
} from '#hub/db/churn_outcomes.ts';
import type { Database } from '#hub/db/database.ts';

const BANDS = 10;

const BATCH = 2_000;

/**
 * Holds the chances of a branch, whose month has come to its end on record, against what happened; each chance once.
 * @returns what was counted
 */
export async function bearOutChances(
  tx: Database,
  branch: string,
): Promise<readonly ChurnOutcome[]> {
  const tally = createOutcomeTally();
  for await (const chances of pendingChances(tx, branch, BATCH)) {
    const counted = chances.filter((chance) => tally.add(chance));
    await markBorneOut(
      tx,
      counted.map(({ customer }) => customer),
    );
  }
  const outcomes = tally.outcomes();
  await addChurnOutcomes(tx, branch, outcomes);
  return outcomes;
}

export type OutcomeTally = {
  /** @returns whether it is known what became of the chance */
  add(chance: PendingChance): boolean;
  outcomes(): readonly ChurnOutcome[];
};

export function createOutcomeTally(): OutcomeTally {
  const tally = new Map<string, { -readonly [K in keyof ChurnOutcome]: ChurnOutcome[K] }>();
  return {
    add(chance) {
      const outcome = outcomeOf(chance);
      if (outcome === null) return false;
      const { model, month, band } = outcome;
      const key = `${model} ${month} ${band}`;
      const sum = tally.get(key);
      if (sum === undefined) {
        tally.set(key, { ...outcome });
        return true;
      }
      sum.customers += 1;
      sum.said += outcome.said;
      sum.spread += outcome.spread;
      sum.silent += outcome.silent;
      return true;
    },
    outcomes: () => [...tally.values()],
  };
}

/** Null where the month after the one that the score had seen is not on record to its end, or does not tell. */
function outcomeOf({ churn, scoredAt, leaving, ...record }: PendingChance): ChurnOutcome | null {
  const last = latestCompleteMonth({ ...record, asOf: scoredAt });
  if (last === null) return null;
  const month = addMonths(last, 1);
  const left = hasLeft(churn.leaver ?? 'silence', record, leaving, month);
  if (left === null) return null;
  const { chance, model } = churn;
  return {
    model,
    month,
    band: Math.min(BANDS - 1, Math.floor(chance * BANDS)),
    customers: 1,
    said: chance,
    spread: chance * (1 - chance),
    silent: left ? 1 : 0,
  };
}

export type Drift = {
  readonly months: number;
  readonly customers: number;
  /** Shares of the customers. */
  readonly said: number;
  readonly found: number;
  readonly isStale: boolean;
};

/** Luck goes so far once in a thousand times. */
const UNLIKELY = 3.29;
/** A gap that would be noticed: two in a hundred, or, where less than eight are said, a quarter of what was said. */
const NOTICED = 0.02;
const OF_SAID = 0.25;
/** Fewer say nothing. */
const FEWEST = 50;

/**
 * Stale: all customers together, or those of one band, left more or less often than was said, by more than luck
 * and by as much as would be noticed. Null when nothing has come true yet.
 */
export function driftOf(outcomes: readonly ChurnOutcome[]): Drift | null {
  const all = sumOf(outcomes);
  if (all.customers === 0) return null;
  const bands = Array.from({ length: BANDS }, (_, band) =>
    sumOf(outcomes.filter((outcome) => outcome.band === band)),
  );
  return {
    months: new Set(outcomes.map(({ month }) => month)).size,
    customers: all.customers,
    said: all.said / all.customers,
    found: all.silent / all.customers,
    isStale: [all, ...bands].some(isOff),
  };
}

type Sums = Pick<ChurnOutcome, 'customers' | 'said' | 'spread' | 'silent'>;

function isOff({ customers, said, spread, silent }: Sums): boolean {
  if (customers < FEWEST) return false;
  const apart = Math.abs(silent - said);
  const noticed = Math.min(customers * NOTICED, said * OF_SAID);
  return apart > UNLIKELY * Math.sqrt(spread) && apart > noticed;
}

const sumOf = (outcomes: readonly ChurnOutcome[]): Sums =>
  outcomes.reduce<Sums>(
    (sum, { customers, said, spread, silent }) => ({
      customers: sum.customers + customers,
      said: sum.said + said,
      spread: sum.spread + spread,
      silent: sum.silent + silent,
    }),
    { customers: 0, said: 0, spread: 0, silent: 0 },
  );
