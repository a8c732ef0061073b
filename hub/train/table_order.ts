// One order of rows and columns, whatever order they came in: sums of fractions then come out the same to the last digit.
import { compareText } from '#shared/base/compare.ts';
import type { ChurnTable } from './churn_fit.ts';
import { weightAt } from './weights.ts';

/** Columns by their code; rows by customer, those of one customer by what they say. */
export function inOrder(table: ChurnTable): ChurnTable {
  const columns = columnsInOrder(table);
  const rows = rowsInOrder(
    { ...table, columns },
    Uint32Array.from(table.target, (_, row) => row),
  );
  if (rows.every((row, at) => row === at)) return { ...table, columns };
  const taken = (values: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => values[row] as number);
  return {
    columns: columns.map((column) => ({ ...column, values: taken(column.values) })),
    target: taken(table.target),
    groups: taken(table.groups),
    ...(table.weights && { weights: taken(table.weights) }),
  };
}

export const columnsInOrder = ({ columns }: ChurnTable): ChurnTable['columns'] =>
  columns.toSorted((a, b) => compareText(a.code, b.code));

/** @param table columns in order */
export function rowsInOrder(table: ChurnTable, rows: Uint32Array): Uint32Array {
  const { columns, target, groups, weights } = table;
  return rows.toSorted((a, b) => {
    const first =
      (groups[a] as number) - (groups[b] as number) ||
      (target[a] as number) - (target[b] as number);
    if (first !== 0 || a === b) return first;
    for (const { values } of columns) {
      const apart = compareFigures(values[a] as number, values[b] as number);
      if (apart !== 0) return apart;
    }
    return weightAt(weights, a) - weightAt(weights, b);
  });
}

/** Blanks (NaN) first. */
function compareFigures(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a - b;
}
