// The branch's list of care (S5): whom to greet, remind or visit in the weeks around today.
import { addDays, dayOfInstant } from '#shared/base/month.ts';
import { compareText } from '#shared/base/compare.ts';
import { careOfCustomer } from '#shared/engine/care/care_of_customer.ts';
import type { Care } from '#shared/model/care.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { readPolicy } from '#hub/db/editions.ts';
import type { Source } from './source.ts';

/** What was not done stays on the list for a week; a branch without a line has the list of six weeks ahead. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 45;
const CUSTOMERS_AT_ONCE = 2_000;

/** In the order of ids. Nothing without a policy of care. */
export const careSource: Source = async (tx, branch, now) => {
  const document = await readBranch(tx, branch);
  const policy = (await readPolicy(tx))?.care ?? null;
  if (!document || policy === null) return [];
  const from = addDays(dayOfInstant(now, document.timeZone), -DAYS_BACK);
  const days = DAYS_BACK + 1 + DAYS_AHEAD;
  const found: Care[] = [];
  for await (const customers of customerBatches(tx, branch, CUSTOMERS_AT_ONCE)) {
    for (const customer of customers) {
      found.push(...careOfCustomer(customer, customer.score, policy, from, days));
    }
  }
  return found.toSorted((a, b) => compareText(a.id, b.id)).map((care) => [care.id, care]);
};
