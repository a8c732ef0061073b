// Who is a leaver, by HQ's choice: who could still leave in a month, and who did.
import { addDays, addMonths, type Day, type Month, monthOfDay } from '#shared/base/month.ts';
import type { Customer, Leaver, UsageMonth } from '#shared/model/customer.ts';
import { usesNothing } from '../known_use.ts';
import { contractEndsOn } from '../plausible.ts';
import { type ChurnHistory, churnHistory, latestCompleteMonth } from './history.ts';

/** What HQ's files say of a customer's leaving, beside the customer's document. */
export type Leaving = {
  /** Called left since, or missing in a whole file of that day. */
  readonly flagged: Day | null;
  readonly portedOut: Day | null;
  /** The end of the contract as it was known before the day `until`. */
  readonly contractBefore: { readonly end: Day; readonly until: Day } | null;
};

export const NO_LEAVING: Leaving = { flagged: null, portedOut: null, contractBefore: null };

type Who = Pick<Customer, 'channels' | 'contractEnd' | 'asOf'> & {
  readonly months: readonly UsageMonth[];
};

const endOfMonth = (month: Month): Day => addDays(`${addMonths(month, 1)}-01` as Day, -1);

/**
 * What was known at the end of `last` of a customer who may leave in the month after. Null: nothing is on record of
 * `last`, or there is no leaving any more: silent or gone already, or no contract that ends in the month after.
 */
export function historyAtRisk(
  leaver: Leaver,
  customer: Customer,
  leaving: Leaving,
  last: Month,
): ChurnHistory | null {
  const end = endOfMonth(last);
  const contractEnd = contractAt(customer, leaving, end);
  const history = churnHistory({ ...customer, contractEnd }, last);
  if (history === null) return null;
  const stays = isAtRisk[leaver]({ history, leaving, contractEnd, end });
  return stays ? history : null;
}

type Risk = {
  readonly history: ChurnHistory;
  readonly leaving: Leaving;
  readonly contractEnd: Day | null;
  readonly end: Day;
};

const isStill = (left: Day | null, end: Day): boolean => left === null || left > end;

const isAtRisk: Readonly<Record<Leaver, (risk: Risk) => boolean>> = {
  silence: ({ history }) => history.isSilent(history.latest) === false,
  flag: ({ leaving, end }) => isStill(leaving.flagged, end),
  'port-out': ({ leaving, end }) =>
    isStill(leaving.portedOut, end) && isStill(leaving.flagged, end),
  'contract-end': ({ leaving, contractEnd, end }) =>
    isStill(leaving.flagged, end) &&
    contractEnd !== null &&
    monthOfDay(contractEnd) === monthOfDay(addDays(end, 1)),
};

/** Whether a customer who could leave did so in `month`; null: not on record, or not to its end. */
export function hasLeft(
  leaver: Leaver,
  customer: Who,
  leaving: Leaving,
  month: Month,
): boolean | null {
  if (leaver === 'silence') {
    const now = latestCompleteMonth(customer);
    const row = customer.months.find((each) => each.month === month);
    return row === undefined || now === null || month > now ? null : usesNothing(row, customer);
  }
  const end = endOfMonth(month);
  const left = leaver === 'port-out' ? leaving.portedOut : leaving.flagged;
  if (left !== null && left <= end) return true;
  if (customer.asOf < end) return null;
  if (leaver !== 'contract-end') return false;
  const contractEnd = contractAt(customer, leaving, end);
  return contractEnd === null || contractEnd <= end;
}

/** The end of the contract as it was known on a day. */
const contractAt = (
  { contractEnd }: Pick<Who, 'contractEnd'>,
  { contractBefore }: Leaving,
  on: Day,
): Day | null => {
  const wasOther = contractBefore !== null && contractBefore.until > on;
  return contractEndsOn({ contractEnd: wasOther ? contractBefore.end : contractEnd });
};
