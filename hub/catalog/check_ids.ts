// Ids that stand twice: answers, stock and labels are counted by id.
import { type Finding, mistake } from './problem.ts';
import type { YamlPath } from './yaml_source.ts';

/** Of two with one id the second is told. */
export const repeatedIds = (
  items: readonly { readonly id: string }[],
  path: YamlPath,
): readonly Finding[] =>
  items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [
          mistake(
            [...path, index, 'id'],
            `the id '${id}' stands twice`,
            'What is counted is counted by id: give each its own.',
          ),
        ]
      : [],
  );
