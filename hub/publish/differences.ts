// What changed in a batch of rows since it was last published.
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import type { PublishedRow } from '#hub/db/publication.ts';
import type { BranchRow } from './branch_rows.ts';

/** `row` null: gone. `before` null: new. Never both. */
export type RowDifference = {
  readonly id: string;
  readonly order: number;
  readonly row: BranchRow | null;
  readonly before: PublishedRow | null;
};

const inOrderOfChanges = compareBy<RowDifference>(
  (a, b) => compareNumber(a.order, b.order),
  (a, b) => compareText(a.id, b.id),
);

/** @param published the published rows of the same entity and range */
export function rowDifferences(
  rows: readonly BranchRow[],
  published: readonly PublishedRow[],
): readonly RowDifference[] {
  const before = new Map(published.map((row) => [row.id, row]));
  const differences: RowDifference[] = [];
  for (const row of rows) {
    const old = before.get(row.id) ?? null;
    before.delete(row.id);
    if (old && Buffer.compare(old.hash, row.hash) === 0) continue;
    differences.push({ id: row.id, order: row.order, row, before: old });
  }
  for (const old of before.values()) {
    differences.push({ id: old.id, order: old.order, row: null, before: old });
  }
  return differences.toSorted(inOrderOfChanges);
}
