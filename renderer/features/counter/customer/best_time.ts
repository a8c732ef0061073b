// When customers like this one come (S7): the habit of the narrowest group that has one.
import type { GroupView } from '#shared/contract/view_customer.ts';
import type { Daypart } from '#shared/model/catalog.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** How people come says more of when they come than what they spend. */
const NARROWEST_FIRST = ['behaviour', 'consumption', 'value'] as const;

export type BestTime = {
  /** `1` Monday to `7`. */
  readonly weekday: (typeof WEEKDAYS)[number] | null;
  readonly daypart: Daypart | null;
};

/** Null: no group has a habit. */
export function bestTimeOf(groups: readonly GroupView[]): BestTime | null {
  for (const kind of NARROWEST_FIRST) {
    const portrait = groups.find((group) => group.kind === kind)?.portrait ?? null;
    if (portrait === null) continue;
    const { weekday, daypart } = portrait;
    if (weekday === null && daypart === null) continue;
    return { weekday: weekday === null ? null : (WEEKDAYS[weekday - 1] ?? null), daypart };
  }
  return null;
}
