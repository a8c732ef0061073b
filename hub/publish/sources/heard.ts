// The branch's memory: what each customer answered and complained of lately, over all devices of the branch.
import type { Json } from '#shared/base/canonical.ts';
import { compareBy, compareNumber } from '#shared/base/compare.ts';
import { dayOfInstant, DAY_MS } from '#shared/base/month.ts';
import type { Heard } from '#shared/model/lease.ts';
import type { Policy } from '#shared/model/policy.ts';
import { readPolicy } from '#hub/db/editions.ts';
import { readAnswersHeard, readComplaintsHeard } from '#hub/db/heard.ts';
import type { Source } from './source.ts';

/** The longest rest that the contact policy knows. */
const HEARD_DAYS = 60;
/** A promise that is a week overdue is remembered no longer. */
const OVERDUE_DAYS = 7;
/** Whatever the policy says: by then HQ's own record knows of a complaint. */
const MOST_REST_DAYS = 366;

/** In the order of customers. */
export const heardSource: Source = async (tx, branch, now) => {
  const daysAgo = (days: number) => dayOfInstant(now - days * DAY_MS, 'UTC');
  const answers = await readAnswersHeard(
    tx,
    branch,
    now - HEARD_DAYS * DAY_MS,
    daysAgo(OVERDUE_DAYS),
  );
  const rest = complaintDays(await readPolicy(tx));
  const complaints = await readComplaintsHeard(tx, branch, daysAgo(rest));
  const heard = new Map<number, Heard>(
    answers.map((each) => [each.customer, { ...each, complaints: [] }]),
  );
  for (const { customer, complaints: told } of complaints) {
    heard.set(customer, {
      customer,
      answers: heard.get(customer)?.answers ?? [],
      complaints: told,
    });
  }
  return [...heard.values()]
    .toSorted(inOrder)
    .map((each) => [String(each.customer), each as Json] as const);
};

const inOrder = compareBy<Heard>((a, b) => compareNumber(a.customer, b.customer));

/** As long as nothing is sold after a complaint, and no less than answers: rules of offers ask for its days too. */
const complaintDays = (policy: Policy | undefined): number =>
  Math.min(MOST_REST_DAYS, Math.max(HEARD_DAYS, policy?.complaintRestDays ?? 0));
