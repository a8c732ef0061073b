// Where rows for the branches come from, besides customers: one function for each kind of record.
import type { Json } from '#shared/base/canonical.ts';
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import { addDays, type Day, DAY_MS, dayOfInstant } from '#shared/base/month.ts';
import { careOfCustomer } from '#shared/engine/care/care_of_customer.ts';
import type { Care } from '#shared/model/care.ts';
import type { Customer } from '#shared/model/customer.ts';
import { effectFigureSchema } from '#shared/model/effect_figure.ts';
import type { Heard } from '#shared/model/heard.ts';
import { lotteryLeaseSchema, type OpenLease, pointsLeaseSchema } from '#shared/model/lease.ts';
import type { Policy } from '#shared/model/policy.ts';
import { settledDaySchema } from '#shared/model/settled.ts';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches, customerBatchesAmong } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readPolicy, readText } from '#hub/db/editions.ts';
import { readSettledDays } from '#hub/db/claim.ts';
import { readEffectFigure } from '#hub/db/effect_figure.ts';
import { readGroups } from '#hub/db/group.ts';
import { readAnswersHeard, readComplaintsHeard, readWalkInsHeard } from '#hub/db/heard.ts';
import { readLeases } from '#hub/db/lease.ts';
import { readPointsLease } from '#hub/db/points.ts';
import { isOpen } from '#hub/lend/lottery.ts';
import type { HubSecret } from '#hub/secret.ts';
import { sealLeaseSeed } from './seal_lease_seed.ts';

/**
 * Reads, writes nothing: one publication may ask twice, and both answers must be the same.
 * @param now UTC ms
 * @returns ids, unlike each other, with their documents
 */
export type Source = (
  tx: Database,
  branch: string,
  now: number,
) => Promise<readonly (readonly [id: string, doc: Json])[]>;

/** The chances of yes: the newest edition that `hub learn` made; before any, nothing. */
export async function beliefsSource(tx: Database): ReturnType<Source> {
  const doc = await readText(tx, 'beliefs');
  return doc === undefined ? [] : [['current', JSON.parse(doc) as Json]];
}

/** Portraits of the branch's groups, by `kind.code`. */
export const groupSource: Source = async (tx, branch) =>
  (await readGroups(tx, branch)).map((group) => [`${group.kind}.${group.code}`, group as Json]);

/** Decks of tickets that are lent to the devices of the branch: the seeds of each for its own device alone. */
export const lotteryLeaseSource =
  (secret: Pick<HubSecret, 'ledgerKey'>): Source =>
  async (tx, branch, now) =>
    (await readLentDecks(tx, branch, now)).map(({ lastSeed, ...lease }) => {
      const sealedSeed = sealLeaseSeed(lease.id, lastSeed, secret.ledgerKey(lease.device));
      return [lease.id, lotteryLeaseSchema.parse({ ...lease, sealedSeed })];
    });

/** Those that are open on the day of `now`. */
export const readLentDecks = async (
  tx: Database,
  branch: string,
  now: number,
): Promise<readonly OpenLease[]> =>
  (await readLeases(tx))
    .filter((lease) => lease.branch === branch && isOpen(lease, dayOfInstant(now, lease.timeZone)))
    .map(
      ({ branch: _branch, deviceName: _name, timeZone: _zone, given: _given, ...lease }) => lease,
    );

/** The right to let points be spent. Nothing while it is asked back: then nobody has it. */
export const pointsLeaseSource: Source = async (tx, branch) => {
  const lease = await readPointsLease(tx, branch);
  if (lease === undefined || lease.next !== null) return [];
  const { holder: device, holderName: deviceName, counted } = lease;
  return [['current', pointsLeaseSchema.parse({ device, deviceName, counted })]];
};

/** Claims of so many days are told, with what of them is settled. */
const SETTLED_DAYS = 62;

/** What became of the branch's claims by the newest `hub settle`, by day. */
export const settledSource: Source = async (tx, branch, now) =>
  (await readSettledDays(tx, branch, addDays(dayOfInstant(now, 'UTC'), -SETTLED_DAYS))).map(
    (each) => [each.day, settledDaySchema.parse(each) as Json],
  );

/** What the branch's sentences really brought, by the newest `hub effect --publish`; before any, nothing. */
export const effectSource: Source = async (tx, branch) => {
  const doc = await readEffectFigure(tx, branch);
  return doc === undefined ? [] : [['current', effectFigureSchema.parse(doc) as Json]];
};

/** What was not done stays on the list for a week; a branch without a line has the list of six weeks ahead. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 45;
const CUSTOMERS_AT_ONCE = 2_000;

/** Whom to greet, remind or visit in the weeks around today, in the order of ids. Nothing without a policy of care. */
export async function careSource(
  tx: Database,
  branch: string,
  now: number,
  among?: readonly number[],
): ReturnType<Source> {
  const document = await readBranch(tx, branch);
  const policy = (await readPolicy(tx))?.care ?? null;
  if (!document || policy === null) return [];
  const from = careFrom(now, document.timeZone);
  const days = DAYS_BACK + 1 + DAYS_AHEAD;
  const found: Care[] = [];
  for await (const customers of careCustomers(tx, branch, among)) {
    for (const customer of customers) {
      found.push(...careOfCustomer(customer, customer.score, policy, from, days));
    }
  }
  return found.toSorted((a, b) => compareText(a.id, b.id)).map((care) => [care.id, care]);
}

async function* careCustomers(
  tx: Database,
  branch: string,
  among?: readonly number[],
): AsyncGenerator<readonly Customer[]> {
  if (among === undefined) yield* customerBatches(tx, branch, CUSTOMERS_AT_ONCE);
  else
    for await (const batch of customerBatchesAmong(tx, branch, among, CUSTOMERS_AT_ONCE))
      yield batch.customers;
}

/** The first day of the list. */
export const careFrom = (now: number, timeZone: string): Day =>
  addDays(dayOfInstant(now, timeZone), -DAYS_BACK);

/** The longest rest that the contact policy knows. */
const HEARD_DAYS = 60;
/** A promise that is a week overdue is remembered no longer. */
const OVERDUE_DAYS = 7;
/** Whatever the policy says: by then HQ's own record knows of a complaint. */
const MOST_REST_DAYS = 366;

/**
 * What each customer answered and complained of lately, over all devices of the branch, and their visits as walk-ins at
 * any branch; in the order of customers.
 */
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
  const walkIns = await readWalkInsHeard(tx, branch, now - HEARD_DAYS * DAY_MS);
  const heard = new Map<number, Heard>();
  for (const { customer, ...told } of [...answers, ...complaints, ...walkIns]) {
    const before = heard.get(customer) ?? { customer, answers: [], complaints: [], walkIns: [] };
    heard.set(customer, { ...before, ...told });
  }
  return [...heard.values()]
    .toSorted(inOrder)
    .map((each) => [String(each.customer), each as Json] as const);
};

const inOrder = compareBy<Heard>((a, b) => compareNumber(a.customer, b.customer));

/** As long as nothing is sold after a complaint, and no less than answers: rules of offers ask for its days too. */
const complaintDays = (policy: Policy | undefined): number =>
  Math.min(MOST_REST_DAYS, Math.max(HEARD_DAYS, policy?.complaintRestDays ?? 0));
