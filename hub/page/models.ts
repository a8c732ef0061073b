// Models and editions in force, with what was proved of them when they were trained.
import type { HqModels } from '#shared/contract/view_hq.ts';
import type { Database } from '#hub/db/database.ts';
import { readBeliefs, readCatalog, readModel, readPolicy } from '#hub/db/editions.ts';

export async function modelsOf(db: Database): Promise<HqModels> {
  const churn = await readModel(db, 'churn');
  const lifetime = await readModel(db, 'lifetime');
  return {
    policy: (await readPolicy(db))?.version ?? null,
    catalog: (await readCatalog(db))?.version ?? null,
    beliefs: (await readBeliefs(db))?.version ?? null,
    churn: churn && {
      version: churn.version,
      trainedAt: churn.trainedAt,
      metrics: churn.metrics,
    },
    lifetime: lifetime && {
      version: lifetime.version,
      asOf: lifetime.asOf,
      customers: lifetime.customers,
    },
  };
}
