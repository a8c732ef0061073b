// hub train churn: gathers the customers' months, learns the churn model from them, and puts it in force.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Day, Month } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ChurnModel } from '#shared/model/churn_model.ts';
import type { Leaver } from '#shared/model/customer.ts';
import { readBranches } from '#hub/db/branch.ts';
import { countCustomers, customerBatches } from '#hub/db/customer_documents.ts';
import type { Database } from '#hub/db/database.ts';
import { saveModel } from '#hub/db/editions.ts';
import { readLeavings } from '#hub/db/leavings.ts';
import { createTrainThreads } from './additive_bag.ts';
import { learnChurn, type LearnRefusal } from './churn_learn.ts';
import { type ChurnRows, createChurnRows } from './churn_rows.ts';

export type ChurnOptions = {
  /** Code of one branch; all when left out. */
  readonly branch?: string | undefined;
  /** Who is a leaver; who goes silent when left out. */
  readonly leaver?: Leaver;
  readonly seed?: number;
  /** Months to learn from, the latest complete one and those before it; 3 when left out. */
  readonly windows?: number;
  /** Rows at most, by lot of customers; 200,000 when left out. */
  readonly mostRows?: number;
  /** Threads to train on; none but the calling one when left out. */
  readonly workers?: number;
  /** Saves nothing. */
  readonly dryRun?: boolean;
  /** `doing`: while folds are proved, what is under way now. */
  readonly onProgress?: (step: 'read' | 'prove', done: number, of: number, doing?: string) => void;
};

export type ChurnTraining = { readonly model: ChurnModel; readonly source: ChurnSource };

export type ChurnSource = {
  readonly leaver: Leaver;
  readonly customers: number;
  readonly branches: number;
  /** Months in which customers were seen to stay or to leave. */
  readonly targets: { readonly first: Month; readonly last: Month } | null;
};

/** Nothing is saved. */
export type TrainRefusal = LearnRefusal & { readonly source: ChurnSource };

const WINDOWS = 3;
const MOST_ROWS = 200_000;
const CUSTOMERS_AT_ONCE = 2_000;

/** The same customers, options and seed give the same model, byte by byte. */
export async function trainChurn(
  db: Database,
  options: ChurnOptions = {},
): Promise<Result<ChurnTraining, TrainRefusal>> {
  const { rows, source } = await db.transaction((tx) => gather(tx, options), { snapshot: true });
  const threads = createTrainThreads(options.workers ?? 0);
  const learned = await learnChurn(rows.table(), rows.asOf(), {
    seed: options.seed ?? 1,
    leaver: source.leaver,
    threads,
    onStep: (done, of, doing) => options.onProgress?.('prove', done, of, doing),
  }).finally(() => threads.close());
  if (!learned.ok) return err({ ...learned.error, source });
  const model = learned.value;
  if (options.dryRun !== true)
    await saveModel(db, {
      kind: 'churn',
      version: model.version,
      doc: canonicalJson(model as unknown as Json),
    });
  return ok({ model, source });
}

async function gather(
  tx: Database,
  options: ChurnOptions,
): Promise<{ readonly rows: ChurnRows; readonly source: ChurnSource }> {
  const branches = (await readBranches(tx)).filter(
    ({ code }) => options.branch === undefined || code === options.branch,
  );
  const { leaver = 'silence', windows = WINDOWS } = options;
  // Who has gone is on record still; of silence it says nothing.
  const withGone = leaver !== 'silence';
  let count = 0;
  const upTo = new Map<string, Day>();
  for (const { code } of branches) {
    const own = await countCustomers(tx, code, { withGone });
    count += own.count;
    if (own.asOf !== null) upTo.set(code, own.asOf);
  }
  const rows = createChurnRows({
    leaver,
    windows,
    share: (options.mostRows ?? MOST_ROWS) / Math.max(1, count * windows),
    seed: options.seed ?? 1,
  });
  let read = 0;
  for (const { code } of branches) {
    for await (const customers of customerBatches(tx, code, CUSTOMERS_AT_ONCE, { withGone })) {
      const leavings = await readLeavings(
        tx,
        customers.map(({ id }) => id),
      );
      for (const customer of customers)
        rows.add(customer, upTo.get(code) ?? customer.asOf, leavings.get(customer.id));
      read += customers.length;
      options.onProgress?.('read', read, count);
    }
  }
  const source = { leaver, customers: read, branches: branches.length, targets: rows.targets() };
  return { rows, source };
}
