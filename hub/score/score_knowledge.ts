// What a score is made with: the bands of HQ's policy, the labels of its catalog, the models that were trained.
import type { Currency } from '#shared/base/money.ts';
import { compileLabels } from '#shared/engine/rules/labels.ts';
import type { ScoreOptions } from '#shared/engine/score/score_customer.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readModel, readPolicy } from '#hub/db/editions.ts';

/** What is not there yet is left out. So is a label that this engine cannot read (`hub catalog check` tells it). */
export async function readScoreKnowledge(db: Database, currency: Currency): Promise<ScoreOptions> {
  const labels = (await readCatalog(db))?.labels ?? [];
  return {
    currency,
    policy: (await readPolicy(db)) ?? null,
    labels: labels.length === 0 ? null : compileLabels(labels).compiled,
    churn: await readModel(db, 'churn'),
    lifetime: await readModel(db, 'lifetime'),
  };
}
