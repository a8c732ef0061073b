// hub train churn: learns the churn model (S8) from all customers, proves it, and ships it only when it is worth it.
import { createHash } from 'node:crypto';
import { canonicalJson } from '#shared/base/canonical.ts';
import type { Month } from '#shared/base/month.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ChurnMetrics, ChurnModel } from '#shared/model/churn_model.ts';
import { readBranches } from '../../db/branch.ts';
import { countCustomers, customerBatches } from '../../db/customer_documents.ts';
import type { Database } from '../../db/database.ts';
import { saveModel } from '../../db/model.ts';
import { evaluateChurn } from './churn_evaluate.ts';
import { type ChurnTable, fitChurn } from './churn_fit.ts';
import { type ChurnRows, createChurnRows } from './churn_rows.ts';

export type ChurnOptions = {
  /** Code of one branch; all when left out. */
  readonly branch?: string | undefined;
  readonly seed?: number;
  /** Months to learn from, the latest complete one and those before it; 3 when left out. */
  readonly windows?: number;
  /** Rows at most, by lot of customers; 200,000 when left out. */
  readonly mostRows?: number;
  /** Saves nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (step: 'read' | 'prove', done: number, of: number) => void;
};

export type ChurnTraining = {
  readonly model: ChurnModel;
  readonly source: ChurnSource;
};

export type ChurnSource = {
  readonly customers: number;
  readonly branches: number;
  /** Months in which customers were seen to stay or to go silent. */
  readonly targets: { readonly first: Month; readonly last: Month } | null;
};

/** Nothing is saved. `not-better`: the best single column does as well on customers that the model has not seen. */
export type TrainRefusal =
  | {
      readonly type: 'too-few';
      readonly positives: number;
      readonly rows: number;
      readonly needed: number;
      readonly source: ChurnSource;
    }
  | {
      readonly type: 'not-better' | 'not-calibrated';
      readonly metrics: ChurnMetrics;
      readonly source: ChurnSource;
    };

const FEWEST_POSITIVES = 100;
const WINDOWS = 3;
const MOST_ROWS = 200_000;
const CUSTOMERS_AT_ONCE = 2_000;

/** The same customers, options and seed give the same model, byte by byte. */
export async function trainChurn(
  db: Database,
  options: ChurnOptions = {},
): Promise<Result<ChurnTraining, TrainRefusal>> {
  const { rows, source } = await db.transaction((tx) => gather(tx, options), { snapshot: true });
  const trained = train(rows, source, options);
  if (trained.ok && options.dryRun !== true) {
    const { model } = trained.value;
    await saveModel(db, { kind: 'churn', version: model.version, doc: canonicalJson(model) });
  }
  return trained;
}

async function gather(
  tx: Database,
  options: ChurnOptions,
): Promise<{ readonly rows: ChurnRows; readonly source: ChurnSource }> {
  const branches = (await readBranches(tx)).filter(
    ({ code }) => options.branch === undefined || code === options.branch,
  );
  let count = 0;
  for (const { code } of branches) count += (await countCustomers(tx, code)).count;
  const windows = options.windows ?? WINDOWS;
  const rows = createChurnRows({
    windows,
    share: (options.mostRows ?? MOST_ROWS) / Math.max(1, count * windows),
    seed: options.seed ?? 1,
  });
  let read = 0;
  for (const { code } of branches) {
    for await (const customers of customerBatches(tx, code, CUSTOMERS_AT_ONCE)) {
      for (const customer of customers) rows.add(customer);
      read += customers.length;
      options.onProgress?.('read', read, count);
    }
  }
  return { rows, source: { customers: read, branches: branches.length, targets: rows.targets() } };
}

function train(
  rows: ChurnRows,
  source: ChurnSource,
  options: ChurnOptions,
): Result<ChurnTraining, TrainRefusal> {
  const seed = options.seed ?? 1;
  const table = rows.table();
  const positives = table.target.reduce((sum, value) => sum + value, 0);
  const asOf = rows.asOf();
  // So few stay that nothing can be told from them: as hopeless as too few who leave.
  const scarce = Math.min(positives, table.target.length - positives);
  if (scarce < FEWEST_POSITIVES || asOf === null) {
    const count = table.target.length;
    return err({ type: 'too-few', positives, rows: count, needed: FEWEST_POSITIVES, source });
  }
  const { metrics, calibration } = evaluateChurn(table, seed, (done, of) =>
    options.onProgress?.('prove', done, of),
  );
  if (metrics.auc <= metrics.bestColumn.auc) return err({ type: 'not-better', metrics, source });
  if (metrics.calibrationError > metrics.calibrationLimit)
    return err({ type: 'not-calibrated', metrics, source });
  const fitted = fitChurn(table, allRows(table), seed);
  const content = rounded({
    trainedAt: asOf,
    intercept: fitted.intercept,
    columns: [...fitted.columns],
    lambda: fitted.lambda,
    calibration,
    metrics,
  });
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 12);
  return ok({ model: { version: `churn-${asOf}-${digest}`, ...content }, source });
}

const allRows = ({ target }: ChurnTable): Uint32Array => Uint32Array.from(target, (_, row) => row);

/** Ten digits of each figure say all there is to say, in a document that people may read. */
function rounded(content: Omit<ChurnModel, 'version'>): Omit<ChurnModel, 'version'> {
  const text = JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(10)) : value,
  );
  return JSON.parse(text) as Omit<ChurnModel, 'version'>;
}
