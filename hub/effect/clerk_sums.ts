// What each clerk's sentences brought in answers, against the chances that their decisions knew.
import type { Day } from '#shared/base/month.ts';
import { heldThrough, standingAnswers } from '#hub/db/answers.ts';
import type { Database } from '#hub/db/database.ts';
import { chanceSaid, groupsOfAnswer } from '#hub/learn/chance_said.ts';
import { countsAs } from '#hub/learn/counts_as.ts';
import { openEditions } from '#hub/replay/editions.ts';
import type { ClerkSums } from './clerks.ts';

export type ClerkFilter = {
  readonly branch?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
};

const BATCH = 1_000;

/** Answers whose decision and editions the hub holds. */
export async function readClerkSums(
  tx: Database,
  { branch, from, to }: ClerkFilter,
): Promise<readonly ClerkSums[]> {
  const editions = openEditions(tx);
  const sums = new Map<string, { -readonly [K in keyof ClerkSums]: ClerkSums[K] }>();
  for await (const batch of standingAnswers(tx, await heldThrough(tx), BATCH)) {
    for (const answer of batch) {
      if (branch !== undefined && answer.branch !== branch) continue;
      if ((from !== undefined && answer.day < from) || (to !== undefined && answer.day > to))
        continue;
      const counts = countsAs(answer);
      if (counts === null) continue;
      const chance = await chanceSaid(answer, groupsOfAnswer(answer), editions);
      if (chance === null) continue;
      const key = `${answer.branch} ${answer.staff}`;
      const sum = sums.get(key) ?? {
        branch: answer.branch,
        staff: answer.staff,
        said: 0,
        yes: 0,
        expected: 0,
        spread: 0,
      };
      sums.set(key, sum);
      sum.said += 1;
      if (counts === 'yes') sum.yes += 1;
      sum.expected += chance;
      sum.spread += chance * (1 - chance);
    }
  }
  return [...sums.values()];
}
