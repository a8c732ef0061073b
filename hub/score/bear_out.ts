// Chances of several branches held against what happened, by the model that said them.
import type { Leaver } from '#shared/model/customer.ts';
import type { ChurnOutcome } from '#hub/db/churn_outcomes.ts';
import type { Database } from '#hub/db/database.ts';
import { readModel } from '#hub/db/editions.ts';
import { bearOutChances, type Drift, driftOf } from './outcomes.ts';

export type BorneOut = {
  readonly model: string;
  /** Null: the model is no longer in force, or is none of the hub's. */
  readonly leaver: Leaver | null;
  readonly drift: Drift;
};

/** Each chance once, in this import or a later one. */
export async function bearOutBranches(
  tx: Database,
  branches: readonly string[],
): Promise<readonly BorneOut[]> {
  const outcomes: ChurnOutcome[] = [];
  for (const branch of branches) outcomes.push(...(await bearOutChances(tx, branch)));
  const inForce = await readModel(tx, 'churn');
  return [...new Set(outcomes.map(({ model }) => model))].flatMap((model) => {
    const drift = driftOf(outcomes.filter((outcome) => outcome.model === model));
    if (drift === null) return [];
    return { model, leaver: inForce?.version === model ? leaverOf(inForce) : null, drift };
  });
}

/** Models say nothing of it where it is silence. */
export const leaverOf = ({
  leaver = 'silence',
}: {
  readonly leaver?: Leaver | undefined;
}): Leaver => leaver;
