// What the claims of a branch's day came to by the operator's log: sums, and how many are in which state.
import { compareText } from '#shared/base/compare.ts';
import { groupBy } from '#shared/base/group_by.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { SettledDay, SettledOfDay, SettledState, SettledSums } from '#shared/model/settled.ts';

export function settledOfDay(
  day: Day,
  told: SettledDay | undefined,
  nameOf: (staff: string) => string,
): SettledOfDay {
  if (told === undefined) return { day, total: null, byClerk: [] };
  const { claims, logThrough, before } = told;
  const states: Record<SettledState, number> = {
    waiting: 0,
    settled: 0,
    short: 0,
    'not-found': 0,
    reversed: 0,
  };
  for (const { state } of claims) states[state] += 1;
  return {
    day,
    total: {
      ...sumsOf(claims),
      states,
      logThrough,
      before: before && {
        claims: before.claims,
        settled: before.settled,
        changed: before.changed?.length ?? null,
      },
    },
    byClerk: [...groupBy(claims, ({ staff }) => staff)]
      .map(([staff, own]) => ({ staff, name: nameOf(staff), ...sumsOf(own) }))
      .toSorted((a, b) => compareText(a.staff, b.staff)),
  };
}

const sumsOf = (claims: readonly SettledDay['claims'][number][]): SettledSums => ({
  claims: claims.length,
  claimed: claims.reduce((sum, { claimed }) => sum + claimed, 0) as Fen,
  settled: claims.reduce((sum, { settled }) => sum + settled, 0) as Fen,
});
