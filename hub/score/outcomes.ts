// Last month's chances against what happened: counted when a customer is scored anew, and whether the model has gone stale.
import { addMonths } from '#shared/base/month.ts';
import { latestCompleteMonth } from '#shared/engine/churn/history.ts';
import { usesNothing } from '#shared/engine/known_use.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { ChurnOutcome } from '#hub/db/churn_outcomes.ts';

const BANDS = 10;

export type OutcomeTally = {
  /** @param customer as the hub has it today, with the score of before */
  add(customer: Customer): void;
  outcomes(): readonly ChurnOutcome[];
};

export function createOutcomeTally(): OutcomeTally {
  const tally = new Map<string, { -readonly [K in keyof ChurnOutcome]: ChurnOutcome[K] }>();
  return {
    add(customer) {
      const outcome = outcomeOf(customer);
      if (outcome === null) return;
      const { model, month, band } = outcome;
      const key = `${model} ${month} ${band}`;
      const sum = tally.get(key);
      if (sum === undefined) {
        tally.set(key, { ...outcome });
        return;
      }
      sum.customers += 1;
      sum.said += outcome.said;
      sum.spread += outcome.spread;
      sum.silent += outcome.silent;
    },
    outcomes: () => [...tally.values()],
  };
}

/** Null where no chance was said, or where the month after it is not on record to its end or does not tell its use. */
function outcomeOf(customer: Customer): ChurnOutcome | null {
  const { score, months } = customer;
  if (score === null || score.churn === null) return null;
  const last = latestCompleteMonth({ ...customer, asOf: score.asOf });
  const now = latestCompleteMonth(customer);
  if (last === null || now === null) return null;
  const month = addMonths(last, 1);
  const row = months.find((each) => each.month === month);
  if (row === undefined || month > now) return null;
  const isSilent = usesNothing(row, customer);
  if (isSilent === null) return null;
  const { chance, model } = score.churn;
  return {
    model,
    month,
    band: Math.min(BANDS - 1, Math.floor(chance * BANDS)),
    customers: 1,
    said: chance,
    spread: chance * (1 - chance),
    silent: isSilent ? 1 : 0,
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
 * Stale: all customers together, or those of one band, went silent more or less often than was said, by more than luck
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
