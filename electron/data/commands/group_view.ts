// The groups that a customer is in, each with the portrait that HQ found.
import { groupName } from '#shared/engine/groups/group_name.ts';
import type { GroupView } from '#shared/contract/view_customer.ts';
import type { Score } from '#shared/model/customer.ts';
import type { Group } from '#shared/model/group.ts';
import type { LocalText } from '#shared/model/text.ts';

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
    const isOutside = kind === 'value' && score.isGroupOutside === true;
    const portrait = group === undefined ? null : portraitOf(group, names);
    return [{ kind, code, name, isOutside, portrait }];
  });
}

const portraitOf = (group: Group, names: Names): GroupView['portrait'] => ({
  size: group.size,
  of: group.of,
  asOf: group.asOf,
  arpu3: group.arpu3,
  dou3: group.dou3,
  holdings: group.holdings.map(({ code, share }) => ({ name: names.holding(code), share })),
});
