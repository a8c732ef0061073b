// The branch's memory: what each customer answered and complained of lately, over all devices of the branch.
import type { Json } from '#shared/base/canonical.ts';
import { compareBy, compareNumber } from '#shared/base/compare.ts';
import { dayOfInstant, DAY_MS } from '#shared/base/month.ts';
import type { Heard } from '#shared/model/lease.ts';
import { policySchema } from '#shared/model/policy.ts';
import { readEditions } from '#hub/db/branch.ts';
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
  const { policy } = await readEditions(tx);
  const daysAgo = (days: number) => dayOfInstant(now - days * DAY_MS, 'UTC');
  const answers = await readAnswersHeard(
    tx,
    branch,
    now - HEARD_DAYS * DAY_MS,
    daysAgo(OVERDUE_DAYS),
  );
  const complaints = await readComplaintsHeard(tx, branch, daysAgo(complaintDays(policy)));
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
function complaintDays(policy: string | undefined): number {
  if (policy === undefined) return HEARD_DAYS;
  const { complaintRestDays } = policySchema.parse(JSON.parse(policy));
  return Math.min(MOST_REST_DAYS, Math.max(HEARD_DAYS, complaintRestDays));
}
