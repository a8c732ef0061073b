// The groups that a customer is in (S4, S6), each with the portrait and the habits of time that HQ found (S7).
import { groupName } from '#shared/engine/groups/group_name.ts';
import type { GroupView } from '#shared/contract/view_customer.ts';
import type { Daypart } from '#shared/model/catalog.ts';
import type { Score } from '#shared/model/customer.ts';
import type { Group } from '#shared/model/group.ts';
import type { LocalText } from '#shared/model/text.ts';

/** In the order of `Group.dayparts`. */
const DAYPARTS: readonly Daypart[] = ['morning', 'noon', 'afternoon', 'evening'];

/** A share that stands out: a third above the even one. Below it there is no habit worth a word. */
const STANDS_OUT = 4 / 3;

export type Names = { readonly holding: (code: string) => LocalText };

export function groupsOf(
  score: Score | null,
  groups: readonly Group[],
  names: Names,
): readonly GroupView[] {
  if (score === null) return [];
  const codes = [
    ['value', score.valueGroup],
    ['consumption', score.consumption],
    ['behaviour', score.behaviour],
  ] as const;
  return codes.flatMap(([kind, code]): readonly GroupView[] => {
    if (code === null) return [];
    const group = groups.find((each) => each.kind === kind && each.code === code);
    const name = group?.name ?? groupName(kind, code);
    return [{ kind, code, name, portrait: group === undefined ? null : portraitOf(group, names) }];
  });
}

function portraitOf(group: Group, names: Names): NonNullable<GroupView['portrait']> {
  const weekday = mostLiked(group.weekdays);
  const daypart = mostLiked(group.dayparts);
  return {
    size: group.size,
    of: group.of,
    asOf: group.asOf,
    arpu3: group.arpu3,
    dou3: group.dou3,
    weekday: weekday === null ? null : weekday + 1,
    daypart: daypart === null ? null : (DAYPARTS[daypart] ?? null),
    holdings: group.holdings.map(({ code, share }) => ({ name: names.holding(code), share })),
  };
}

/** Place of the largest share, when it stands out. */
function mostLiked(shares: readonly number[] | null): number | null {
  if (shares === null) return null;
  const largest = Math.max(...shares);
  return largest * shares.length >= STANDS_OUT ? shares.indexOf(largest) : null;
}
