// Dates that are none: a placeholder of the source is no fact, whatever the importer let through.
import { type Day, NO_END } from '#shared/base/month.ts';
import type { Customer } from '#shared/model/customer.ts';

/** No line of a branch of today is older: earlier days are what databases write for "none". */
const TRADE_BEGAN = '1950-01-01';
/** The zero of many clocks. */
const EPOCH = '1970-01-01';
const OLDEST_AGE = 120;

/** The day on which the customer joined; null when it is not known, or lies before the trade or after the data. */
export function joinedOn({ since, asOf }: Pick<Customer, 'since' | 'asOf'>): Day | null {
  if (since === null || since < TRADE_BEGAN || since === EPOCH || since > asOf) return null;
  return since;
}

/** Years on `today`; null when not known, not born by the last day of data, or older than anybody. */
export function ageOn(
  { birthYear, asOf }: Pick<Customer, 'birthYear' | 'asOf'>,
  today: Day,
): number | null {
  if (birthYear === null || birthYear > Number(asOf.slice(0, 4))) return null;
  const age = Number(today.slice(0, 4)) - birthYear;
  return age < 0 || age > OLDEST_AGE ? null : age;
}

/** The day on which the contract ends; null when it is not known, or has no end. */
export const contractEndsOn = ({ contractEnd }: Pick<Customer, 'contractEnd'>): Day | null =>
  contractEnd === NO_END ? null : contractEnd;

/** Whether a contract has a day of ending that has not come yet; null: nobody says whether there is one. */
export const hasContractOn = (
  { contractEnd, hasNoContract }: Pick<Customer, 'contractEnd' | 'hasNoContract'>,
  today: Day,
): boolean | null =>
  contractEnd === null
    ? hasNoContract === true
      ? false
      : null
    : contractEnd !== NO_END && contractEnd >= today;
