// Gifts, holdings and the policy: names in both languages, costs, levels that climb, festivals in order.
import type { Catalog, CatalogGift, Offer } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';

import { checkText } from './check_words.ts';
import { doubt, type Finding, mistake, repeatedIds } from './problem.ts';

export function checkGifts(
  gifts: readonly CatalogGift[],
  offers: readonly Offer[],
): readonly Finding[] {
  const named = new Set(offers.flatMap(({ tiers }) => tiers.flatMap(({ gift }) => gift ?? [])));
  return [
    ...repeatedIds(gifts, []),
    ...gifts.flatMap((gift, index) => [
      ...checkText(gift.name, [index, 'name']),
      ...(gift.cost > 0
        ? []
        : [
            mistake(
              [index, 'cost'],
              `gift '${gift.id}' has no cost`,
              'Say what one piece costs, in fen.',
            ),
          ]),
      ...(named.has(gift.id)
        ? []
        : [
            doubt(
              [index, 'id'],
              `no offer gives gift '${gift.id}'`,
              'Let a tier name it, or take it out.',
            ),
          ]),
    ]),
  ];
}

export const checkHoldings = (holdings: NonNullable<Catalog['holdings']>): readonly Finding[] =>
  Object.entries(holdings).flatMap(([code, name]) => checkText(name, [code]));

/** @param today `YYYY-MM-DD` */
export function checkPolicy(
  policy: Policy,
  offers: readonly Offer[],
  today: string,
): readonly Finding[] {
  const { levels, points } = policy;
  return [
    ...checkAmounts(policy, offers),
    ...repeatedIds(levels, ['levels']),
    ...levels.flatMap(({ name, privileges, ...level }, index) => {
      const below = levels[index - 1];
      const climbs =
        below === undefined ||
        (level.fromSpend > below.fromSpend && level.fromMonths > below.fromMonths);
      return [
        ...checkText(name, ['levels', index, 'name']),
        ...privileges.flatMap((text, place) =>
          checkText(text, ['levels', index, 'privileges', place]),
        ),
        ...(climbs
          ? []
          : [
              mistake(
                ['levels', index],
                `level '${level.id}' does not ask for more than '${below.id}', of spend and of months`,
                'Order the levels from the lowest up.',
              ),
            ]),
      ];
    }),
    ...(points?.festivals ?? []).flatMap(({ name, from, to }, index) => [
      ...checkText(name, ['points', 'festivals', index, 'name']),
      ...(from <= to
        ? []
        : [
            mistake(
              ['points', 'festivals', index, 'to'],
              `from ${from} to ${to}: it ends before it begins`,
              'Put the last day on or after the first.',
            ),
          ]),
    ]),
    ...checkFestivalsLast(points?.festivals ?? [], today),
  ];
}

/** Festivals move from year to year, so that HQ writes them down by their days; forgotten, none is kept any more. */
function checkFestivalsLast(
  festivals: NonNullable<Policy['points']>['festivals'],
  today: string,
): readonly Finding[] {
  const lasts = festivals.map(({ to }) => to).toSorted();
  const last = lasts.at(-1);
  if (last === undefined || last >= today) return [];
  return [
    doubt(
      ['points', 'festivals'],
      `the last one ended on ${last}`,
      'Add those of this year and the next, or take them out.',
    ),
  ];
}

/** What a sentence asks for must not be doubted, let alone refused, when the customer says yes. */
function checkAmounts(
  { amounts, affordableMultiple }: Policy,
  offers: readonly Offer[],
): readonly Finding[] {
  const rungs = offers.flatMap(({ id, tiers }) => tiers.map(({ prepay }) => ({ id, prepay })));
  const above = (bound: number): string | undefined =>
    rungs.find(({ prepay }) => prepay > bound)?.id;
  const refused = above(amounts.most);
  const asked = above(amounts.limit);
  return [
    ...(refused === undefined
      ? []
      : [
          mistake(
            ['amounts', 'most'],
            `a rung of '${refused}' asks for more: it could never be put on`,
            'Raise it above the dearest rung.',
          ),
        ]),
    ...(refused !== undefined || asked === undefined
      ? []
      : [
          doubt(
            ['amounts', 'limit'],
            `a rung of '${asked}' asks for more: each yes to it is asked back about`,
            'Raise it to the dearest rung.',
          ),
        ]),
    ...(amounts.multiple >= affordableMultiple
      ? []
      : [
          doubt(
            ['amounts', 'multiple'],
            `a sentence may ask for ${affordableMultiple} times the usual top-up: each yes to that is asked back about`,
            'Raise it to affordableMultiple.',
          ),
        ]),
  ];
}
