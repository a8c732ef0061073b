// hub train lifetime: fits the lifetime model on a sample of the customers, proves it, puts it in force.
import { createHash } from 'node:crypto';
import { compareText } from '#shared/base/compare.ts';
import { canonicalJson } from '#shared/base/canonical.ts';
import { CURRENCY_CODES, type Currency } from '#shared/base/currencies.ts';
import { createRandom } from '#shared/base/random.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { historiesOfMonths, LEAST_MONTHS } from '#shared/engine/value/lifetime.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { LifetimeModel } from '#shared/model/lifetime_model.ts';
import type { Policy } from '#shared/model/policy.ts';
import { readBranches } from '#hub/db/branch.ts';
import { countCustomers, customerBatches } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { readPolicy, saveModel } from '#hub/db/editions.ts';
import { type FitFailure, fitLifetime } from './lifetime_fit.ts';
import { foretell, type LifetimeHoldout } from './lifetime_holdout.ts';
import { regularityOf } from './lifetime_regularity.ts';
import { type LifetimeShape, rungsOf, shapeOf } from './lifetime_shape.ts';

export type LifetimeOptions = {
  /** Customers at most; 20,000 when left out. */
  readonly sample?: number;
  readonly seed?: number;
  /** Customers read. */
  readonly onProgress?: (customers: number) => void;
};

export type LifetimeTraining = {
  readonly model: LifetimeModel;
  readonly read: number;
  readonly sampled: number;
  /** Of the sample, those with too little history to say anything. */
  readonly tooLittle: number;
  readonly spendLogLikelihood: number;
  readonly holdout: LifetimeHoldout;
  readonly shape: LifetimeShape;
};

/**
 * `too-few`: under 100 customers with enough history. `too-short`: no month is left to prove the model on.
 * `worse-than-mean`: a plain mean foretells the spend of the latest months better.
 */
export type LifetimeRefusal =
  | FitFailure
  | { readonly type: 'too-few'; readonly customers: number }
  | { readonly type: 'too-short'; readonly months: number }
  | { readonly type: 'worse-than-mean'; readonly holdout: LifetimeHoldout };

const SAMPLE = 20_000;
const LEAST_CUSTOMERS = 100;
const HOLDOUT_MONTHS = 3;
const CUSTOMERS_AT_ONCE = 2_000;

/** The same customers, sample size and seed give the same model. Nothing is saved when it is refused. */
export async function trainLifetime(
  db: Database,
  options: LifetimeOptions = {},
): Promise<Result<LifetimeTraining, LifetimeRefusal>> {
  const gathered = await db.transaction((tx) => gather(tx, options), { snapshot: true });
  const trained = train(gathered);
  if (trained.ok) {
    const { model } = trained.value;
    await saveModel(db, { kind: 'lifetime', version: model.version, doc: JSON.stringify(model) });
  }
  return trained;
}

type Sampled = Pick<Customer, 'months' | 'plan'>;
type Gathered = {
  readonly currency: Currency;
  readonly policy: Policy | null;
  readonly read: number;
  readonly sample: readonly Sampled[];
};

/** Of the branches of one currency, the one that most customers pay in: a mean over two moneys says nothing. */
async function gather(tx: Database, options: LifetimeOptions): Promise<Gathered> {
  const branches = await readBranches(tx);
  const currency = await commonestCurrency(tx, branches);
  const policy = (await readPolicy(tx)) ?? null;
  const sample = createSample<Sampled>(options.sample ?? SAMPLE, options.seed ?? 1);
  let read = 0;
  for (const { code } of branches.filter((branch) => branch.currency === currency)) {
    for await (const customers of customerBatches(tx, code, CUSTOMERS_AT_ONCE)) {
      for (const { months, plan } of customers) sample.add({ months, plan });
      read += customers.length;
      options.onProgress?.(read);
    }
  }
  return {
    currency,
    policy,
    read,
    sample: sample.items,
  };
}

async function commonestCurrency(tx: Database, branches: readonly Branch[]): Promise<Currency> {
  const customers = new Map<Currency, number>();
  for (const { code, currency } of branches) {
    const { count } = await countCustomers(tx, code);
    customers.set(currency, (customers.get(currency) ?? 0) + count);
  }
  const most = (one: Currency, other: Currency): Currency =>
    (customers.get(other) ?? 0) > (customers.get(one) ?? 0) ? other : one;
  return CURRENCY_CODES.reduce(most);
}

/** Each of a stream with the same chance, however long it is: algorithm R (Vitter 1985). */
function createSample<T>(size: number, seed: number) {
  const random = createRandom(seed);
  const items: T[] = [];
  let seen = 0;
  return {
    items,
    add(item: T): void {
      seen += 1;
      if (items.length < size) items.push(item);
      else {
        const place = Math.floor(random() * seen);
        if (place < size) items[place] = item;
      }
    },
  };
}

function train({
  currency,
  policy,
  read,
  sample,
}: Gathered): Result<LifetimeTraining, LifetimeRefusal> {
  const histories = sample.flatMap(({ months }) => historiesOfMonths(months) ?? []);
  if (histories.length < LEAST_CUSTOMERS)
    return err({ type: 'too-few', customers: histories.length });
  const longest = Math.max(...sample.map(({ months }) => months.length));
  const held = Math.min(HOLDOUT_MONTHS, longest - LEAST_MONTHS);
  if (held < 1) return err({ type: 'too-short', months: longest });

  const holdout = foretell(
    sample.map(({ months }) => months).filter((months) => months.length >= LEAST_MONTHS + held),
    held,
  );
  if (!holdout.ok) return holdout;
  const { spend } = holdout.value;
  if (spend.error >= spend.naiveError)
    return err({ type: 'worse-than-mean', holdout: holdout.value });

  const fitted = fitLifetime(histories, regularityOf(sample.map(({ months }) => months)));
  if (!fitted.ok) return fitted;
  const content = {
    asOf: lastMonth(sample),
    currency,
    customers: histories.length,
    logLikelihood: fitted.value.purchase.logLikelihood,
    purchase: fitted.value.purchase.parameters,
    spend: fitted.value.spend.parameters,
    rungs: rungsOf(histories.map(({ spend: { mean }, billed }) => mean * billed)),
  };
  const model = { version: `lifetime-${content.asOf}-${digest(content)}`, ...content };
  return ok({
    model,
    read,
    sampled: sample.length,
    tooLittle: sample.length - histories.length,
    spendLogLikelihood: fitted.value.spend.logLikelihood,
    holdout: holdout.value,
    shape: shapeOf(sample, model, policy),
  });
}

function lastMonth(sample: readonly Sampled[]): LifetimeModel['asOf'] {
  const months = sample.flatMap(({ months: rows }) => rows.at(-1)?.month ?? []);
  const latest = months.toSorted(compareText).at(-1);
  if (latest === undefined) throw new Error('a sample without months');
  return latest;
}

const digest = (content: Omit<LifetimeModel, 'version'>): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 12);
