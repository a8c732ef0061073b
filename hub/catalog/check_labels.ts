// Live labels: rules that hold for some and not for all, names in both languages, and that somebody asks for them.
import type { Label, Offer } from '#shared/model/catalog.ts';
import { type KnownCodes, codesIn } from './check_codes.ts';

import { astOf, checkRule } from './check_rules.ts';
import { checkText } from './check_words.ts';
import { doubt, type Finding, repeatedIds } from './problem.ts';

export function checkLabels(
  labels: readonly Label[],
  offers: readonly Offer[],
  codes: KnownCodes,
): readonly Finding[] {
  const asked = new Set(
    offers.flatMap(({ eligible, applicable, suitable, treatments }) =>
      [eligible, applicable, suitable, ...treatments.map(({ when }) => when)].flatMap(labelsIn),
    ),
  );
  return [
    ...repeatedIds(labels, []),
    ...labels.flatMap((label, index) => [
      ...checkText(label.name, [index, 'name']),
      ...checkRule(label.rule, [index, 'rule'], codes),
      ...(asked.has(label.id)
        ? []
        : [
            doubt(
              [index, 'id'],
              `no offer asks for label '${label.id}'`,
              `Use it, '${label.id}' in labels, or take it out: what nobody acts on is noise on the screen.`,
            ),
          ]),
    ]),
  ];
}

function labelsIn(rule: string): readonly string[] {
  const ast = astOf(rule);
  return ast === null
    ? []
    : codesIn(ast).flatMap(({ word, code }) => (word === 'labels' ? [code] : []));
}
