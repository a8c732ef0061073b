// The lines of an export: every customer of some branches, and what a catalog would say to each if one is given.
import type { Fen } from '#shared/base/money.ts';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Decision } from '#shared/model/decision.ts';
import type { Database } from '#hub/db/database.ts';
import { readBeliefs, readModel, readPolicy } from '#hub/db/editions.ts';
import { SAID_COLUMNS, saidCells } from '#hub/simulate/csv.ts';
import { customersOfBranches } from '#hub/simulate/customer_sources.ts';
import { createDecider } from '#hub/simulate/decide_batch.ts';
import type { CustomerBatch, Variant } from '#hub/simulate/scene.ts';
import { exportHeader, exportLine } from './customer_lines.ts';

/** Everybody comes for a top-up and means to prepay so much. */
export type Simulated = { readonly variant: Variant; readonly intended: Fen | 'usual' | null };

/** Texts of several lines each; the first begins with a byte order mark. Call it in a snapshot transaction. */
export async function* exportLines(
  tx: Database,
  branches: readonly Branch[],
  simulated: Simulated | undefined,
  onCount: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  const percent = (await readPolicy(tx))?.holdoutPercent ?? 0;
  let count = 0;
  yield `\uFEFF${exportHeader(simulated && ['catalog', ...SAID_COLUMNS])}`;
  for (const branch of branches) {
    const today = dayOfInstant(Date.now(), branch.timeZone);
    const decide = simulated && (await createSaid(tx, simulated, today));
    for await (const batch of customersOfBranches(tx, [branch])) {
      const said = decide?.(batch);
      count += batch.customers.length;
      onCount(count);
      yield batch.customers
        .map(({ customer }) => {
          const decision = said?.get(customer.id);
          const more = simulated &&
            decision && [simulated.variant.name, ...saidCells(decision, branch.currency)];
          return exportLine(branch, customer, today, percent, more);
        })
        .join('');
    }
  }
}

/** What is decided for each customer of a batch, as `hub simulate` does. */
async function createSaid(
  tx: Database,
  { variant, intended }: Simulated,
  day: Day,
): Promise<(batch: CustomerBatch) => ReadonlyMap<number, Decision>> {
  const said = new Map<number, Decision>();
  const decideBatch = createDecider(
    {
      variants: [variant],
      moved: [],
      beliefs: (await readBeliefs(tx)) ?? NO_BELIEFS,
      scene: { purpose: 'top-up', intended, day },
      scoring: { churn: await readModel(tx, 'churn'), lifetime: await readModel(tx, 'lifetime') },
      csv: false,
    },
    ({ id }, decision) => said.set(id, decision),
  );
  return (batch) => {
    said.clear();
    decideBatch(batch);
    return said;
  };
}
