// What a score is made with: the bands of HQ's policy, the labels of its catalog, the models that were trained.
import type { z } from 'zod';
import type { Currency } from '#shared/base/money.ts';
import { compileLabels } from '#shared/engine/rules/labels.ts';
import type { ScoreOptions } from '#shared/engine/score/score_customer.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import { churnModelSchema } from '#shared/model/churn_model.ts';
import { lifetimeModelSchema } from '#shared/model/lifetime_model.ts';
import { policySchema } from '#shared/model/policy.ts';
import { readEditions } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { readModel } from '#hub/db/model.ts';

/**
 * What is not there yet is left out. So is a label that this engine cannot read (`hub catalog check` tells it), and a
 * model that another edition of the hub has made: it is trained anew.
 */
export async function readScoreKnowledge(db: Database, currency: Currency): Promise<ScoreOptions> {
  const { catalog, policy } = await readEditions(db);
  const labels =
    catalog === undefined ? [] : (catalogSchema.parse(JSON.parse(catalog)).labels ?? []);
  return {
    currency,
    policy: policy === undefined ? null : policySchema.parse(JSON.parse(policy)),
    labels: labels.length === 0 ? null : compileLabels(labels).compiled,
    churn: await readReadable(db, 'churn', churnModelSchema),
    lifetime: await readReadable(db, 'lifetime', lifetimeModelSchema),
  };
}

async function readReadable<T>(
  db: Database,
  kind: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const text = await readModel(db, kind);
  const model = text === undefined ? undefined : schema.safeParse(JSON.parse(text));
  return model?.success === true ? model.data : null;
}
