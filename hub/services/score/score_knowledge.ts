// What a score is made with: the bands of HQ's policy, the labels of its catalog, the models that were trained.
import type { Currency } from '#shared/base/money.ts';
import { compileLabels } from '#shared/engine/rules/labels.ts';
import type { ScoreOptions } from '#shared/engine/score/score_customer.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import { churnModelSchema } from '#shared/model/churn_model.ts';
import { lifetimeModelSchema } from '#shared/model/lifetime_model.ts';
import { policySchema } from '#shared/model/policy.ts';
import { readEditions } from '../../db/branch.ts';
import type { Database } from '../../db/database.ts';
import { readModel } from '../../db/model.ts';

/** What is not there yet is left out. A label that this engine cannot read is too: `hub catalog check` tells it. */
export async function readScoreKnowledge(db: Database, currency: Currency): Promise<ScoreOptions> {
  const { catalog, policy } = await readEditions(db);
  const churn = await readModel(db, 'churn');
  const lifetime = await readModel(db, 'lifetime');
  const labels = parsed(catalog, catalogSchema)?.labels ?? [];
  return {
    currency,
    policy: parsed(policy, policySchema),
    labels: labels.length === 0 ? null : compileLabels(labels).compiled,
    churn: parsed(churn, churnModelSchema),
    lifetime: parsed(lifetime, lifetimeModelSchema),
  };
}

const parsed = <T>(text: string | undefined, schema: { parse(input: unknown): T }): T | null =>
  text === undefined ? null : schema.parse(JSON.parse(text));
