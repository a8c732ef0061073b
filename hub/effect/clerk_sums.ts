// What each clerk's sentences brought in answers and money, against the chances that their decisions knew.
import type { Day } from '#shared/base/month.ts';
import { type HeardAnswer, heldThrough, standingAnswers } from '#hub/db/answers.ts';
import type { Database } from '#hub/db/database.ts';
import { chanceSaid, groupsOfAnswer } from '#hub/learn/chance_said.ts';
import { countsAs } from '#hub/learn/counts_as.ts';
import { type Editions, openEditions } from '#hub/replay/editions.ts';
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
        asked: 0,
        uplift: 0,
        upliftExpected: 0,
        upliftSpread: 0,
      };
      sums.set(key, sum);
      sum.said += 1;
      if (counts === 'yes') sum.yes += 1;
      sum.expected += chance;
      sum.spread += chance * (1 - chance);
      const more = await askedBeyond(answer, editions);
      if (more === null) continue;
      sum.asked += 1;
      if (counts === 'yes') sum.uplift += more;
      sum.upliftExpected += chance * more;
      sum.upliftSpread += chance * (1 - chance) * more ** 2;
    }
  }
  return [...sums.values()];
}

/**
 * What its rung asks for beyond what the customer meant, as the decision knew it; null where it asks for no more, no
 * amount had been named, or the hub does not hold what was decided.
 */
async function askedBeyond(
  { catalog, offer, tier, inputs }: HeardAnswer,
  editions: Pick<Editions, 'catalog'>,
): Promise<number | null> {
  const intended = intendedIn(inputs);
  if (catalog === null || intended === null) return null;
  const found = (await editions.catalog(catalog))?.offers.find((each) => each.offer.id === offer);
  if (found?.offer.promotional !== true) return null;
  const prepay = found.offer.tiers.find(({ id }) => id === tier)?.prepay ?? 0;
  return prepay > intended ? prepay - intended : null;
}

function intendedIn(inputs: string | null): number | null {
  if (inputs === null) return null;
  try {
    const { context } = JSON.parse(inputs) as { context?: { intended?: unknown } | null };
    return typeof context?.intended === 'number' ? context.intended : null;
  } catch {
    return null;
  }
}
