// Portraits of the branch's groups (S6, S7), by `kind.code`.
import type { Json } from '#shared/base/canonical.ts';
import { readGroups } from '#hub/db/group.ts';
import type { Source } from './source.ts';

export const groupSource: Source = async (tx, branch) =>
  (await readGroups(tx, branch)).map((group) => [`${group.kind}.${group.code}`, group as Json]);
